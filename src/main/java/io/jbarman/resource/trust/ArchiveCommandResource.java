package io.jbarman.resource.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.setting.Setting;
import io.jbarman.facts.trust.HomeFileQuery;
import io.jbarman.facts.trust.HostNameQuery;
import io.jbarman.facts.trust.ProgramQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.activation.RestartResource;
import io.jbarman.resource.setting.AlterSystem;
import io.jbarman.resource.setting.FutureValue;
import io.jbarman.resource.setting.SettingQueries;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.resource.setting.SettingState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * That the server's own archiver sends WAL to the barmanhost. An archiver that is in place is never replaced unless the
 * document quotes it. Set last of all, and proved by a segment that the archiver has sent.
 *
 * @param script the program of ours, from the account's home directory
 * @param archives whether it does now; a standby does from its promotion on
 * @param given what earlier applies have set, as far as that is on record
 */
public record ArchiveCommandResource(
        Peer from,
        SettingQueries queries,
        ArchiveWay way,
        String script,
        Optional<String> replace,
        Set<ResourceId> after,
        boolean archives,
        Set<String> given)
        implements Resource<ArchiveCommandResource.State> {
    private static final String COMMAND = "archive_command";
    private static final String LIBRARY = "archive_library";
    private static final Set<String> PLACEHOLDERS = Set.of("", "true", "/bin/true", "/usr/bin/true", ":");
    private static final int PATIENCE = 60;

    /** What decides. */
    public record State(SettingState settings, ArchiveWay.Means means) {}

    public ArchiveCommandResource {
        after = Set.copyOf(after);
        given = given.stream().filter(text -> !PLACEHOLDERS.contains(text)).collect(Collectors.toUnmodifiableSet());
    }

    /** Of a server that archives now. */
    public ArchiveCommandResource(
            Peer from,
            SettingQueries queries,
            ArchiveWay way,
            String script,
            Optional<String> replace,
            Set<ResourceId> after) {
        this(from, queries, way, script, replace, after, true, Set.of());
    }

    /** The same, knowing what earlier applies have set. */
    public ArchiveCommandResource having(Collection<String> texts) {
        return new ArchiveCommandResource(from, queries, way, script, replace, after, archives, new HashSet<>(texts));
    }

    @Override
    public ResourceId id() {
        return SettingResource.id(from.owner(), COMMAND);
    }

    @Override
    public String demand() {
        return way.toString() + replace.orElse("");
    }

    @Override
    public List<Want> wants() {
        return new Wants()
                .put(
                        "sends WAL by",
                        way.method().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("to", way.user() + "@" + way.address() + ":" + way.incoming())
                .put("may replace", replace)
                .list();
    }

    private ProgramQuery program() {
        return new ProgramQuery(from.host(), from.account(), "barman-wal-archive");
    }

    private HomeFileQuery scriptQuery() {
        return new HomeFileQuery(from.host(), from.account(), script);
    }

    private HostNameQuery hostName() {
        return new HostNameQuery(from.host(), from.account());
    }

    @Override
    public Set<FactQuery<?>> needs() {
        Set<FactQuery<?>> needs = new HashSet<>(queries.all());
        needs.addAll(Set.of(program(), scriptQuery(), hostName()));
        return needs;
    }

    @Override
    public Observation<State> observe(Facts facts) {
        return queries.observe(facts)
                .then(settings -> Observation.of(facts.get(program()))
                        .then(there -> Observation.of(facts.get(scriptQuery()))
                                .then(file -> Observation.of(facts.get(hostName()))
                                        .map(name -> new State(
                                                settings, new ArchiveWay.Means(there, file.directory(), name))))));
    }

    @Override
    public Decision decide(State observed) {
        SettingState settings = observed.settings();
        Optional<String> library = settings.running()
                .find(LIBRARY)
                .map(setting -> FutureValue.of(setting, settings.files()))
                .filter(value -> !value.isEmpty());
        if (library.isPresent()) {
            return taken("archive_library = '" + library.get() + "'");
        }
        return settings.running()
                .find(COMMAND)
                .map(setting -> decide(setting, observed))
                .orElseGet(() -> new Decision.Unknown(id(), from.owner() + " does not show archive_command", ""));
    }

    /** A restart that is put off for something else is none of its business. */
    @Override
    public Optional<? extends Resource<State>> without(Set<ResourceId> missing) {
        if (missing.isEmpty()) {
            return Optional.of(this);
        }
        return missing.equals(Set.of(RestartResource.id(from.owner())))
                ? Optional.of(new OnceItArchives(this))
                : Optional.empty();
    }

    private Decision decide(Setting setting, State observed) {
        String present = FutureValue.of(setting, observed.settings().files());
        String wanted = way.command(observed.means());
        if (present.equals(wanted)) {
            return FutureValue.differs(setting, present)
                    ? change(setting.value(), wanted, "set, and the server does not know it yet", toldAndProved())
                    : new Decision.InSync(id(), "sends WAL to " + way.address());
        }
        if (setting.isShadowed()) {
            return taken("archive_command on the server's " + setting.source());
        }
        boolean ours = isOurs(present, observed);
        if (!ours && !PLACEHOLDERS.contains(present) && !replace.equals(Optional.of(present))) {
            return taken("archive_command = '" + present + "'");
        }
        List<Step> steps = new ArrayList<>(List.of(new Step.RunSql(
                from.owner(),
                Optional.empty(),
                List.of(SecretText.plain(AlterSystem.set(COMMAND, wanted))),
                "set archive_command on " + from.owner())));
        steps.addAll(toldAndProved());
        return change(present, wanted, reason(present, ours), steps);
    }

    /** Whether the server archives by us at this moment, whatever its files say by now. */
    boolean isRunning(State observed) {
        return observed.settings()
                .running()
                .find(COMMAND)
                .filter(setting -> isOurs(setting.value(), observed))
                .isPresent();
    }

    private Decision change(String before, String wanted, String reason, List<Step> steps) {
        return new Decision.Change(
                id(), Action.UPDATE, List.of(new Difference("value", before, wanted)), Effect.RELOAD, reason, steps);
    }

    private static String reason(String present, boolean ours) {
        if (PLACEHOLDERS.contains(present)) {
            return "no archiver is set";
        }
        return ours ? "jbarman's own, called otherwise" : "replaced as the document says";
    }

    /** Whether the server archives, or is about to, as this resource has it do. */
    boolean isOurs(State observed) {
        return observed.settings()
                .running()
                .find(COMMAND)
                .map(setting -> FutureValue.of(setting, observed.settings().files()))
                .filter(present -> isOurs(present, observed))
                .isPresent();
    }

    private boolean isOurs(String present, State observed) {
        return given.contains(present) || way.isOurs(present, observed.means());
    }

    private Decision taken(String by) {
        return new Decision.Conflict(
                id(),
                from.owner() + " is archived already, by " + by,
                "Leave archive_command out and archive by streaming (streaming_archiver: true), or, if that archiver is"
                        + " to go, quote it: archive_command: { replace: \"<its exact text>\" }.");
    }

    private List<Step> toldAndProved() {
        String server = from.owner();
        Step reload = new Step.ReloadServer(server, "reload " + server);
        if (!archives) {
            return List.of(reload);
        }
        return List.of(
                reload,
                new Step.RunSql(
                        server,
                        Optional.empty(),
                        List.of(
                                SecretText.plain("SELECT pg_catalog.pg_create_restore_point('jbarman: archiving')"),
                                SecretText.plain("SELECT pg_catalog.pg_switch_wal()")),
                        "close a WAL segment of " + server),
                new Step.AwaitSql(
                        server,
                        "SELECT coalesce(last_archived_time >= pg_catalog.pg_conf_load_time(), false)"
                                + " FROM pg_catalog.pg_stat_archiver",
                        PATIENCE,
                        "wait until the archiver of " + server + " has sent a segment"));
    }
}
