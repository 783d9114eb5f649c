package io.jbarman.resource.setting;

import io.jbarman.config.Spelling;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.setting.FileSetting;
import io.jbarman.facts.setting.NormalForm;
import io.jbarman.facts.setting.Setting;
import io.jbarman.facts.setting.Settings;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.server.ServerResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A setting of a server, as its configuration files have it: what runs is the business of reload and restart, so that
 * neither is lost when a run ends between the two. Written by ALTER SYSTEM, which wins over every file but the command
 * line.
 */
public record SettingResource(String server, SettingQueries queries, WantedSetting wanted, Set<ResourceId> behind)
        implements Resource<SettingState> {
    /** The one that can make every commit wait, and so is set when those it names are there. */
    public static final String SYNCHRONOUS = "synchronous_standby_names";

    private static final Set<String> IN_RECOVERY_CONF = Set.of("primary_conninfo", "primary_slot_name");

    public SettingResource {
        behind = Set.copyOf(behind);
    }

    /** One that waits for nothing but its server. */
    public SettingResource(String server, SettingQueries queries, WantedSetting wanted) {
        this(server, queries, wanted, Set.of());
    }

    /** The kind in addresses. */
    public static final String KIND = "setting";

    /** The address of a setting. */
    public static ResourceId id(String server, String name) {
        return new ResourceId(server, KIND, name);
    }

    @Override
    public ResourceId id() {
        return id(server, wanted.name());
    }

    @Override
    public String demand() {
        return wanted.toString();
    }

    @Override
    public List<Want> wants() {
        return wanted.wants();
    }

    @Override
    public Set<ResourceId> after() {
        Set<ResourceId> after = new HashSet<>(behind);
        after.add(ServerResource.id(server));
        return after;
    }

    @Override
    public Set<FactQuery<?>> needs() {
        Set<FactQuery<?>> needs = new HashSet<>(queries.all());
        if (wanted.name().equals(Floor.InUse.PREPARED)) {
            needs.add(queries.preparedTransactions());
        }
        return needs;
    }

    @Override
    public Observation<SettingState> observe(Facts facts) {
        return queries.observe(facts);
    }

    @Override
    public Decision decide(SettingState observed) {
        WantedSetting known = known(observed.running());
        return observed.running()
                .find(known.name())
                .map(setting -> decide(known, setting, observed))
                .orElseGet(() -> unknownParameter(observed));
    }

    /** The demand under the name that this server has for it. */
    public WantedSetting known(Settings running) {
        return Renamed.of(wanted, running);
    }

    @Override
    public List<Note> notes(SettingState observed) {
        WantedSetting known = known(observed.running());
        if (wanted.declared().isEmpty()) {
            return List.of();
        }
        List<Note> notes = new ArrayList<>(observed.running()
                .find(known.name())
                .map(setting -> new SettingNotes(id(), setting).of(observed))
                .orElse(List.of()));
        if (wanted.name().equals(SYNCHRONOUS)) {
            notes.addAll(SynchronousNames.notes(id(), observed));
        }
        return notes;
    }

    /** What the setting will be written to by {@link #decide}; empty where it stays as it is. */
    public Optional<String> planned(SettingState observed) {
        WantedSetting known = known(observed.running());
        return decide(observed) instanceof Decision.Change
                ? observed.running()
                        .find(known.name())
                        .map(setting -> Demands.of(known, setting, observed).target())
                : Optional.empty();
    }

    private Decision decide(WantedSetting known, Setting setting, SettingState observed) {
        Demands demands = Demands.of(known, setting, observed);
        if (demands.problem().isPresent()) {
            return new Decision.Conflict(
                    id(),
                    demands.problem().get().summary(),
                    demands.problem().get().remedy());
        }
        String value = FutureValue.of(setting, observed.files());
        if (demands.target().equals(value)) {
            return new Decision.InSync(id(), demands.inSync(value));
        }
        if (setting.isShadowed()) {
            return shadowed(setting, demands);
        }
        return change(setting, observed, value, demands);
    }

    private Decision shadowed(Setting setting, Demands demands) {
        return new Decision.Conflict(
                id(),
                wanted.name() + " is " + setting.value() + " by the server's " + setting.source()
                        + ", which no file overrides; needed is " + demands.target(),
                "Take -c " + wanted.name() + " out of the way the server is started (its service unit, or Patroni's"
                        + " configuration), or give it this value there.");
    }

    private static boolean isForbidden(SettingState observed) {
        return observed.running()
                .value("allow_alter_system")
                .filter("off"::equals)
                .isPresent();
    }

    /** What ALTER SYSTEM once wrote wins over every included file, for as long as it stands there. */
    private Optional<Step> inFile(Setting setting, SettingState observed, String value) {
        boolean altered = observed.files()
                .winner(setting.name())
                .filter(line -> line.file().endsWith("/postgresql.auto.conf"))
                .isPresent();
        return altered
                ? Optional.empty()
                : observed.includeDirectory()
                        .map(directory -> new IncludedFile(directory)
                                .line(
                                        server,
                                        queries.postmaster().host(),
                                        queries.postmaster().account(),
                                        setting.name(),
                                        value));
    }

    private Decision forbidden(Setting setting) {
        return new Decision.Conflict(
                id(),
                "ALTER SYSTEM is switched off on " + server + " (allow_alter_system), and no file of ours could set "
                        + setting.name() + ": postgresql.conf includes no directory, or postgresql.auto.conf has it",
                "Add include_dir = 'conf.d' to the end of postgresql.conf, set " + setting.name()
                        + " where the server's configuration is kept, or switch allow_alter_system on.");
    }

    private Decision change(Setting setting, SettingState observed, String value, Demands demands) {
        Optional<Step> step = isForbidden(observed)
                ? inFile(setting, observed, demands.target())
                : Optional.of(alter(setting.name(), demands.target()));
        if (step.isEmpty()) {
            return forbidden(setting);
        }
        String place =
                observed.files().winner(setting.name()).map(FileSetting::place).orElse("the built-in default");
        return new Decision.Change(
                id(),
                Action.UPDATE,
                List.of(new Difference("value", shown(setting, value), shown(setting, demands.target()))),
                setting.needsRestart() ? Effect.RESTART : Effect.RELOAD,
                demands.why() + "; now from " + place,
                Stream.concat(SynchronousNames.await(server, setting.name(), demands.target()).stream(), step.stream())
                        .toList());
    }

    private static String shown(Setting setting, String value) {
        return setting.display(value);
    }

    private Step alter(String name, String value) {
        return new Step.RunSql(
                server,
                Optional.empty(),
                List.of(SecretText.plain(AlterSystem.set(name, value))),
                "set " + name + " = " + value + " on " + server);
    }

    private Decision unknownParameter(SettingState observed) {
        if (IN_RECOVERY_CONF.contains(wanted.name())) {
            return new Decision.InSync(id(), "stands in recovery.conf on this version");
        }
        Optional<String> meant =
                Spelling.closest(wanted.name(), observed.running().names());
        String remedy = wanted.name().contains(".")
                ? "An extension's parameter exists once its library is in shared_preload_libraries."
                : meant.map(name -> "Did you mean " + name + "?").orElse("Look the name up in this version's manual.");
        return new Decision.Conflict(id(), server + " knows no parameter " + wanted.name(), remedy);
    }

    /** In PostgreSQL's normal form, where the server knows the setting. */
    static Optional<String> normal(Setting setting, String text) {
        return NormalForm.of(setting, text);
    }
}
