package io.jbarman.resource.setting;

import io.jbarman.config.Spelling;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.setting.FileSetting;
import io.jbarman.facts.setting.NormalForm;
import io.jbarman.facts.setting.Setting;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.server.ServerResource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A setting of a server, as its configuration files have it: what runs is the business of reload and restart, so that
 * neither is lost when a run ends between the two. Written by ALTER SYSTEM, which wins over every file but the command
 * line.
 */
public record SettingResource(String server, SettingQueries queries, WantedSetting wanted)
        implements Resource<SettingState> {
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
    public Set<ResourceId> after() {
        return Set.of(ServerResource.id(server));
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return queries.all();
    }

    @Override
    public Observation<SettingState> observe(Facts facts) {
        return queries.observe(facts);
    }

    @Override
    public Decision decide(SettingState observed) {
        return observed.running()
                .find(wanted.name())
                .map(setting -> decide(setting, observed))
                .orElseGet(() -> unknownParameter(observed));
    }

    /** What the setting will be written to by {@link #decide}; empty where it stays as it is. */
    public Optional<String> planned(SettingState observed) {
        return decide(observed) instanceof Decision.Change
                ? observed.running()
                        .find(wanted.name())
                        .map(setting -> Demands.of(wanted, setting, observed).target())
                : Optional.empty();
    }

    private Decision decide(Setting setting, SettingState observed) {
        Demands demands = Demands.of(wanted, setting, observed);
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
        return forbidden(observed).orElseGet(() -> change(setting, observed, value, demands));
    }

    private Decision shadowed(Setting setting, Demands demands) {
        return new Decision.Conflict(
                id(),
                wanted.name() + " is " + setting.value() + " by the server's " + setting.source()
                        + ", which no file overrides; needed is " + demands.target(),
                "Take -c " + wanted.name() + " out of the way the server is started (its service unit, or Patroni's"
                        + " configuration), or give it this value there.");
    }

    private Optional<Decision> forbidden(SettingState observed) {
        return observed.running()
                .value("allow_alter_system")
                .filter("off"::equals)
                .map(off -> new Decision.Conflict(
                        id(),
                        "ALTER SYSTEM is switched off on " + server + " (allow_alter_system)",
                        "Set " + wanted.name() + " where the server's configuration is kept, or switch"
                                + " allow_alter_system on."));
    }

    private Decision change(Setting setting, SettingState observed, String value, Demands demands) {
        String place =
                observed.files().winner(wanted.name()).map(FileSetting::place).orElse("the built-in default");
        return new Decision.Change(
                id(),
                Action.UPDATE,
                List.of(new Difference("value", shown(setting, value), shown(setting, demands.target()))),
                setting.needsRestart() ? Effect.RESTART : Effect.RELOAD,
                demands.why() + "; now from " + place,
                List.of(alter(demands.target())));
    }

    private static String shown(Setting setting, String value) {
        return setting.display(value);
    }

    private Step alter(String value) {
        return new Step.RunSql(
                server,
                Optional.empty(),
                List.of(SecretText.plain(AlterSystem.set(wanted.name(), value))),
                "set " + wanted.name() + " = " + value + " on " + server);
    }

    private Decision unknownParameter(SettingState observed) {
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
