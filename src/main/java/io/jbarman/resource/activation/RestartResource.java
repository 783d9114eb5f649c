package io.jbarman.resource.activation;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.postmaster.HostClock;
import io.jbarman.facts.postmaster.PostmasterFact;
import io.jbarman.facts.postmaster.PostmasterQuery;
import io.jbarman.facts.server.WalSender;
import io.jbarman.facts.setting.Settings;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Postmaster;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.setting.HeldArchiver;
import io.jbarman.resource.setting.IncludedFile;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.topology.PostgresServer.RestartPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That the server runs with what its files say, for the managed settings that only a restart changes. It follows from
 * what is observed, so a run that ended before its restart is made good by the next one.
 */
public record RestartResource(ServerConfiguration configuration, Optional<String> declaredUnit, RestartWatch watch)
        implements Resource<RestartState> {
    /** One that looks at nothing else. */
    public RestartResource(ServerConfiguration configuration, Optional<String> declaredUnit) {
        this(configuration, declaredUnit, RestartWatch.NONE);
    }

    /** The address of a server's restart. */
    public static ResourceId id(String server) {
        return new ResourceId(server, "restart", "server");
    }

    @Override
    public ResourceId id() {
        return id(configuration.server());
    }

    @Override
    public String demand() {
        return "restart: " + configuration.policy();
    }

    @Override
    public RestartResource within(Set<ResourceId> scope) {
        return new RestartResource(configuration.within(scope), declaredUnit, watch);
    }

    /** The same for nothing: one that is left out of a run. */
    RestartResource leftOut() {
        return new RestartResource(configuration.nothing(), declaredUnit, watch);
    }

    @Override
    public Set<ResourceId> after() {
        Set<ResourceId> after = new HashSet<>(configuration.ids());
        after.addAll(watch.behind());
        // It needs no restart, and comes behind the standbys that come behind the restart.
        after.remove(SettingResource.id(configuration.server(), SettingResource.SYNCHRONOUS));
        return after;
    }

    @Override
    public Set<FactQuery<?>> needs() {
        Set<FactQuery<?>> needs = configuration.needsOfSettings();
        needs.addAll(watch.needs());
        return needs;
    }

    @Override
    public Observation<RestartState> observe(Facts facts) {
        return configuration
                .divergences(facts)
                .map(divergences -> new RestartState(
                        divergences, postmaster(facts), baseBackups(facts), watch.backups(facts), watch.now(facts)));
    }

    private long baseBackups(Facts facts) {
        return facts.get(configuration.queries().senders()) instanceof Fact.Known<List<WalSender>> senders
                ? senders.value().stream()
                        .filter(sender ->
                                sender.state().filter("backup"::equals).isPresent())
                        .count()
                : 0;
    }

    private Optional<Postmaster> postmaster(Facts facts) {
        PostmasterQuery query = configuration.queries().postmaster();
        if (facts.get(query) instanceof Fact.Known<PostmasterQuery.Found> found
                && facts.get(configuration.queries().running()) instanceof Fact.Known<Settings> settings) {
            return found.value().postmaster().flatMap(fact -> postmaster(query, fact, settings.value()));
        }
        return Optional.empty();
    }

    /** Only a postmaster whose data directory is the one that the session tells of is the server's. */
    private Optional<Postmaster> postmaster(PostmasterQuery query, PostmasterFact fact, Settings settings) {
        Optional<String> configFile = settings.value("config_file");
        return settings.value("data_directory")
                .filter(fact.dataDirectory()::equals)
                .flatMap(data -> configFile.map(config -> new Postmaster(
                        query.host(),
                        account(query),
                        data,
                        config,
                        fact.binDirectory(),
                        declaredUnit.or(fact::unit),
                        fact.debianCluster())));
    }

    private static String account(PostmasterQuery query) {
        return query.account().toString();
    }

    @Override
    public Decision decide(RestartState observed) {
        List<Divergence> needed = observed.divergences().forRestart();
        if (needed.isEmpty()) {
            return new Decision.InSync(id(), "no managed setting waits for a restart" + others(observed));
        }
        String reason = reason(observed);
        if (configuration.policy().equals(RestartPolicy.NEVER)) {
            return new Decision.Pending(
                    id(),
                    reason,
                    "Restart " + configuration.server() + " at a time of your choosing"
                            + observed.postmaster()
                                    .map(RestartResource::command)
                                    .map(command -> " (" + command + ")")
                                    .orElse("")
                            + ", or set restart: when-needed." + toGoOn(needed));
        }
        return closed(observed, reason)
                .or(() -> hindrance(observed, reason))
                .orElseGet(() -> restart(observed, needed, reason));
    }

    /** An archiver of ours is set behind the restart that it needs. */
    private String toGoOn(List<Divergence> needed) {
        boolean archives = configuration.settings().stream().anyMatch(one -> HeldArchiver.concerns(one.wanted()))
                && needed.stream().anyMatch(one -> one.name().equals(HeldArchiver.MODE));
        return archives
                ? " Apply again then, for archive_command: until that is set, " + HeldArchiver.SUCCEEDS
                        + " holds its place where there is none, and archives nothing."
                : "";
    }

    /** Outside of the window, where there is one. */
    private Optional<Decision> closed(RestartState observed, String reason) {
        if (!(configuration.policy() instanceof RestartPolicy.Within within)) {
            return Optional.empty();
        }
        String host = configuration.queries().postmaster().host();
        if (observed.now().isEmpty()) {
            return Optional.of(new Decision.Pending(
                    id(),
                    reason + "; but the clock of " + host + " could not be read",
                    "Restart it by hand, or see why date does not run there."));
        }
        HostClock now = observed.now().get();
        return within.window().contains(now.day(), now.time())
                ? Optional.empty()
                : Optional.of(new Decision.Pending(
                        id(),
                        reason + "; it may be restarted in " + within.window() + ", and it is " + now + " on " + host,
                        "Run the command again in that time, or set restart: when-needed."));
    }

    private Optional<Decision> hindrance(RestartState observed, String reason) {
        if (!observed.otherBackups().isEmpty()) {
            return Optional.of(new Decision.Pending(
                    id(),
                    reason + "; a base backup seems to be under way, which a restart would break ("
                            + String.join(", ", observed.otherBackups()) + ")",
                    "Run the command again when it has ended."));
        }
        if (observed.baseBackups() > 0) {
            return Optional.of(new Decision.Pending(
                    id(),
                    reason + "; a base backup is being taken, which a restart would break",
                    "Run the command again when it has ended (SELECT * FROM pg_stat_replication WHERE state ="
                            + " 'backup')."));
        }
        if (observed.postmaster().isEmpty()) {
            return Optional.of(new Decision.Conflict(
                    id(),
                    reason + "; but how this server is restarted could not be found out",
                    "Restart it by hand, or set host, port and socket_directory so that its postmaster is found."));
        }
        return Optional.empty();
    }

    private Decision restart(RestartState observed, List<Divergence> needed, String reason) {
        Postmaster postmaster = observed.postmaster().orElseThrow();
        return new Decision.Change(
                id(),
                Action.RUN,
                needed.stream()
                        .map(each -> new Difference(each.name(), each.running(), each.future()))
                        .toList(),
                Effect.RESTART,
                reason + "; restart: " + configuration.policy()
                        + "; no base backup was seen, but one begun by SQL can be hidden",
                List.of(new Step.RestartServer(
                        configuration.server(),
                        postmaster,
                        needed.stream().map(each -> place(each, postmaster)).toList(),
                        "restart " + configuration.server() + " (" + command(postmaster) + ")")));
    }

    /** postgresql.auto.conf is read behind all others, but where ALTER SYSTEM is off nobody could take a line out of it. */
    private static Step.SettingPlace place(Divergence setting, Postmaster postmaster) {
        return new Step.SettingPlace(
                setting.name(),
                setting.file()
                        .filter(IncludedFile::isOurs)
                        .orElse(postmaster.dataDirectory() + "/postgresql.auto.conf"));
    }

    private static String command(Postmaster postmaster) {
        return postmaster
                .unit()
                .map(unit -> "systemctl restart " + unit)
                .or(() -> postmaster
                        .debianCluster()
                        .map(cluster -> "pg_ctlcluster " + cluster.replace('/', ' ') + " restart"))
                .orElseGet(() -> "pg_ctl restart -D " + postmaster.dataDirectory());
    }

    private static String reason(RestartState observed) {
        String names = String.join(
                ", ",
                observed.divergences().forRestart().stream()
                        .map(Divergence::name)
                        .toList());
        return names + " take" + (observed.divergences().forRestart().size() == 1 ? "s" : "") + " effect at a restart"
                + others(observed);
    }

    private static String others(RestartState observed) {
        return Foreign.text(observed.divergences().foreign(true).stream()
                .filter(Divergence::needsRestart)
                .toList());
    }
}
