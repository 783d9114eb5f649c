package io.jbarman.resource.standby;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.hba.HbaFileQuery;
import io.jbarman.facts.server.ServerSystem;
import io.jbarman.facts.server.ServerSystemQuery;
import io.jbarman.facts.server.TablespacesQuery;
import io.jbarman.facts.setting.SettingsQuery;
import io.jbarman.facts.standby.StandbyDirectory;
import io.jbarman.facts.standby.StandbyHostQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * That a standby exists and follows its primary (PostgreSQL: "Log-Shipping Standby Servers"). From nothing it goes by
 * stages, each written down beside the data directory before the next begins, so that a run that was killed is taken up
 * again: marked, cloned. What jbarman did not mark it never empties, nor anything that a server was once started in: that
 * is only started again, as long as it follows. It makes a standby of no server that is not one. All else is an operator's
 * to decide.
 */
public record StandbyResource(StandbyPlace place, StandbyHostQuery host, Set<ResourceId> after)
        implements Resource<StandbyState> {
    public StandbyResource {
        after = Set.copyOf(after);
    }

    /** The address of a standby. */
    public static ResourceId id(String name) {
        return new ResourceId(name, "standby", "data");
    }

    @Override
    public ResourceId id() {
        return id(place.name());
    }

    @Override
    public String demand() {
        return place.toString();
    }

    @Override
    public List<Want> wants() {
        return new Wants()
                .put("standby of", place.primary())
                .put("host", place.host())
                .put("account", place.account())
                .put("port", String.valueOf(place.port()))
                .put("data directory", place.directory().orElse("Debian's for cluster " + place.cluster()))
                .put("primary_conninfo", place.conninfo())
                .put("primary_slot_name", place.slot())
                .list();
    }

    /** Nothing of a server can be seen before it runs. */
    @Override
    public boolean reveals() {
        return true;
    }

    private ServerSystemQuery primary() {
        return new ServerSystemQuery(place.primary());
    }

    private SettingsQuery settings() {
        return new SettingsQuery(place.primary());
    }

    private HbaFileQuery rules() {
        return new HbaFileQuery(place.primary());
    }

    private TablespacesQuery tablespaces() {
        return new TablespacesQuery(place.primary());
    }

    private ServerSystemQuery self() {
        return new ServerSystemQuery(place.name());
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(primary(), self(), host, settings(), rules(), tablespaces());
    }

    @Override
    public Observation<StandbyState> observe(Facts facts) {
        return Observation.of(facts.get(primary()))
                .then(primary -> Observation.of(facts.get(settings()))
                        .then(settings -> Observation.of(facts.get(rules()))
                                .then(rules -> Observation.of(facts.get(tablespaces()))
                                        .then(tablespaces -> Observation.of(facts.get(host))
                                                .map(seen -> new StandbyState(
                                                        primary,
                                                        settings,
                                                        rules,
                                                        tablespaces,
                                                        seen,
                                                        facts.get(self())))))));
    }

    @Override
    public Decision decide(StandbyState observed) {
        if (observed.self() instanceof Fact.Known<ServerSystem> known) {
            return running(known.value(), observed);
        }
        StandbyDirectory directory =
                observed.host().directory(place.path(observed.primary().major()));
        if (directory.running()) {
            Fact.Unknown<ServerSystem> unknown = (Fact.Unknown<ServerSystem>) observed.self();
            return new Decision.Unknown(id(), unknown.reason(), unknown.remedy());
        }
        return down(directory, observed);
    }

    private Decision running(ServerSystem self, StandbyState observed) {
        if (!self.identifier().equals(observed.primary().identifier())) {
            return conflict(
                    place.name() + " is of another system (" + self.identifier() + ") than its primary "
                            + place.primary() + " (" + observed.primary().identifier() + ")",
                    "Name the right host and port, or the right primary, in the topology.");
        }
        if (!self.inRecovery()) {
            return conflict(
                    place.name() + " is a primary, and the topology says that it is a standby of " + place.primary(),
                    "It may have been promoted. Decide which of the two is the primary, and say so in the topology;"
                            + " jbarman makes no standby of a primary.");
        }
        Optional<String> other = new RecoveryConf(place)
                .deviation(observed.host()
                        .directory(place.path(observed.primary().major()))
                        .recovery());
        if (other.isPresent()) {
            return conflict(
                    "recovery.conf of " + place.name() + " does not say what the topology says: " + other.get(),
                    "It is read at a start only: mend it on " + place.host() + " in "
                            + place.path(observed.primary().major()) + ", and restart " + place.name() + ".");
        }
        String receiver =
                self.receiver().map(state -> "its receiver is " + state).orElse("it has no receiver now");
        return new Decision.InSync(id(), "a standby of " + place.primary() + ", " + receiver);
    }

    private Decision down(StandbyDirectory directory, StandbyState observed) {
        if (directory.backup().isPresent()) {
            return conflict(
                    "a base backup is still being written into " + directory.path() + " (process "
                            + directory.backup().get() + " on " + place.host() + ")",
                    "Wait for it, or end it, then apply again.");
        }
        String mark = mark(observed.primary());
        if (directory.mark().isPresent() && !directory.mark().get().equals(mark)) {
            return conflict(
                    directory.path() + StandbyHostQuery.MARK + " says that it is something else: "
                            + directory.mark().get(),
                    "If nobody needs it any more, remove the directory and that file by hand.");
        }
        Lying lying = new Lying(directory, observed.primary().identifier());
        if (lying.isStandby()) {
            return started(directory, observed);
        }
        return directory.empty() || lying.isOurs() ? make(directory, observed, mark) : foreign(directory, lying);
    }

    /** Its settings are looked at once it runs, and with less than its primary has of some it would not. */
    private Decision started(StandbyDirectory directory, StandbyState observed) {
        List<TooLow> low = TooLow.of(place, observed.settings(), directory);
        return programs(observed)
                .map(programs -> change(
                        "a standby of " + place.primary() + " that is down",
                        Stream.concat(
                                        low.stream().map(TooLow::difference),
                                        Stream.of(new Difference("server", "down", "started")))
                                .toList(),
                        new CloneSteps(place, observed, programs, programs, mark(observed.primary())).startWith(low)))
                .orElseGet(() -> withoutServer(observed));
    }

    private Decision foreign(StandbyDirectory directory, Lying lying) {
        String what = directory
                .system()
                .map(system -> lying.isSame()
                        ? "a cluster of the same system that follows nobody"
                        : "a cluster of another system (" + system + ")")
                .orElse("files");
        String whose = directory.mark().isPresent()
                ? ", where jbarman once made a standby: it may have been promoted, or taken by somebody else"
                : ", and jbarman did not make it";
        return conflict(
                directory.path() + " on " + place.host() + " holds " + what + whose,
                (directory.mark().isPresent() && lying.isSame()
                                ? "If it is the primary now, say so in the topology. Else name"
                                : "Name")
                        + " another data_directory, or, if nobody needs what is there, empty it by hand.");
    }

    private Decision make(StandbyDirectory directory, StandbyState observed, String mark) {
        int major = observed.primary().major();
        Optional<String> programs = programs(observed);
        if (programs.isEmpty()) {
            return withoutServer(observed);
        }
        Optional<String> client = observed.host().clientFor(major);
        if (client.isEmpty()) {
            return conflict(
                    place.host() + " has no pg_basebackup of version " + major + " or later",
                    "Install postgresql-client-" + major + " or later there, or set programs of " + place.name() + ".");
        }
        CloneSteps steps = new CloneSteps(place, observed, programs.get(), client.get(), mark);
        if (!directory.empty() && directory.stage().filter(Lying.CLONED::equals).isPresent()) {
            return change(
                    "its base backup is complete",
                    differences(steps, new Difference("server", "cloned", "streaming from " + place.primary())),
                    steps.afterCheck());
        }
        if (!observed.tablespaces().isEmpty()) {
            return withTablespaces(observed);
        }
        return change(
                directory.mark().isPresent() ? "an earlier run did not get further" : "nothing is there yet",
                differences(
                        steps,
                        new Difference("data_directory", "", directory.path()),
                        new Difference("server", "", "streaming from " + place.primary())),
                steps.all());
    }

    private static List<Difference> differences(CloneSteps steps, Difference... all) {
        return Stream.concat(Stream.of(all), steps.listens().stream()).toList();
    }

    /** They would go to paths that no mark covers, and that a run after a killed one could not empty. */
    private Decision withTablespaces(StandbyState observed) {
        String path = place.path(observed.primary().major());
        return conflict(
                place.primary() + " has tablespaces outside of its data directory: "
                        + String.join(", ", observed.tablespaces()) + "; jbarman makes no base backup of those",
                "Take the base backup by hand, on " + place.host() + " as " + place.account() + ": pg_basebackup -D "
                        + path
                        + " -d '" + place.conninfo() + "' -S " + place.slot()
                        + " -R, with --tablespace-mapping where a path is to be another one. jbarman starts what"
                        + " follows there, and keeps it from then on.");
    }

    private static Optional<String> programs(StandbyState observed) {
        return Optional.ofNullable(
                observed.host().servers().get(observed.primary().major()));
    }

    /** Where no version is there, the packages are a resource of their own, which this one waits for. */
    private Decision withoutServer(StandbyState observed) {
        int major = observed.primary().major();
        String summary = "PostgreSQL " + major + " is not installed on " + place.host();
        String remedy = "Install postgresql-" + major + " there (on Debian with create_main_cluster = false in"
                + " /etc/postgresql-common/createcluster.conf), or set programs of " + place.name() + ".";
        return observed.host().servers().isEmpty() && host.programs().isEmpty()
                ? new Decision.Unknown(id(), summary, remedy)
                : conflict(summary, remedy);
    }

    private String mark(ServerSystem primary) {
        return "jbarman: standby " + place.name() + " of system " + primary.identifier();
    }

    private Decision change(String reason, List<Difference> differences, List<Step> steps) {
        return new Decision.Change(id(), Action.CREATE, differences, Effect.NONE, reason, steps);
    }

    private Decision conflict(String summary, String remedy) {
        return new Decision.Conflict(id(), summary, remedy);
    }
}
