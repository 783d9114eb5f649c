package io.jbarman.draft;

import io.jbarman.config.BarmanConfig;
import io.jbarman.config.GlobalConfig;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.Connections;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.BarmanHost.RuntimeOptions;
import io.jbarman.topology.BarmanHost.Supervise;
import io.jbarman.topology.DriftPolicy;
import io.jbarman.topology.Host;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Barman's configuration as a topology. Pure. */
public final class BarmanDraft {
    private static final String BARMANHOST = "barmanhost";
    private static final String BACKUP = "backup";
    private static final String METRICS = "jbarman_metrics_listen";
    private static final String USUAL_DIRECTORY = "/etc/barman.d";

    /** What the topology says of [barman]. */
    private static final Set<String> CARRIED = Set.of(
            "barman_home",
            "barman_user",
            "barman_lock_directory",
            "configuration_files_directory",
            "log_file",
            "jbarman_run_directory",
            METRICS);

    /** Problems of a server that the draft has words of its own for. */
    private static final Set<String> TOLD_ANYWAY = Set.of("config-no-archiver", "config-no-conninfo");

    private final BarmanConfig config;
    private final DraftSite site;
    private final Supervise supervise;
    private final ActiveModels models;
    private final Remarks remarks = new Remarks();
    private final DraftHosts hosts;
    private final Map<String, PostgresServer> postgres = new LinkedHashMap<>();
    private final Map<String, ArchivedServer> archived = new LinkedHashMap<>();

    private BarmanDraft(BarmanConfig config, DraftSite site, Supervise supervise) {
        this.config = config;
        this.supervise = supervise;
        this.site = site;
        this.models = new ActiveModels(config, remarks);
        this.hosts = new DraftHosts(site, BARMANHOST);
    }

    /**
     * Translates a configuration.
     *
     * @param supervise who does the work there
     */
    public static Draft of(BarmanConfig config, DraftSite site, Supervise supervise) {
        return new BarmanDraft(config, site, supervise).draft();
    }

    private Draft draft() {
        config.problems().forEach(remarks::problem);
        config.servers().forEach(this::add);
        remarkGlobal();
        remarkRuntime();
        remarkClient();
        models.list();
        Topology topology = new Topology(
                site.name().filter(Connections::isName).orElse("imported"),
                Map.of(),
                Map.of(),
                hosts.all(),
                postgres,
                Map.of(BACKUP, barman()),
                DriftPolicy.NONE);
        return new Draft(topology, remarks.all());
    }

    private void add(ServerConfig server) {
        server.problems().stream()
                .filter(problem -> !TOLD_ANYWAY.contains(problem.code()))
                .forEach(remarks::problem);
        models.remark(server);
        Optional<String> obstacle = obstacle(server);
        if (obstacle.isPresent()) {
            leaveOut(server, obstacle.get());
            return;
        }
        DraftServer draft = new DraftServer(server, config, remarks);
        Host host = hosts.of(server.conninfo().orElseThrow(), server.name());
        PostgresServer found = draft.postgres(host);
        Optional<PostgresServer> same = same(found);
        if (same.isPresent()) {
            leaveOut(
                    server, "it is the same PostgreSQL server as '" + same.get().name() + "'");
            return;
        }
        postgres.put(server.name(), found);
        archived.put(server.name(), draft.archived());
        remarkFile(server);
    }

    private Optional<String> obstacle(ServerConfig server) {
        if (!Connections.isName(server.name())) {
            return Optional.of("a topology cannot have this name");
        }
        if (server.find("primary_ssh_command").isPresent()) {
            return Optional.of("it is a passive node, a copy of another Barman's, which the language has not");
        }
        return server.conninfo().isPresent() ? Optional.empty() : Optional.of("it has no conninfo that can be read");
    }

    private Optional<PostgresServer> same(PostgresServer found) {
        return postgres.values().stream()
                .filter(one -> one.host().equals(found.host()) && one.port() == found.port())
                .findFirst();
    }

    private void leaveOut(ServerConfig server, String why) {
        remarks.leftOut(DraftServer.place(server), "server '" + server.name() + "' is not imported: " + why, "");
        SaidOption.of(server, config).stream()
                .filter(option -> !option.inherited())
                .forEach(option ->
                        remarks.leftOut(option.origin(), option.words() + ", of '" + server.name() + "'", ""));
    }

    /** A section elsewhere than in the file that jbarman writes is read together with that one. */
    private void remarkFile(ServerConfig server) {
        Origin place = DraftServer.place(server);
        String own = directory() + "/" + server.name() + ".conf";
        if (!place.file().equals(own)) {
            remarks.changed(
                    place,
                    (supervise == Supervise.NONE ? "without supervise: none, " : "") + "jbarman writes '"
                            + server.name() + "' to " + own,
                    "take the section out here once that file is written; until then Barman reads both");
        }
    }

    private void remarkGlobal() {
        GlobalConfig global = config.global();
        config.globalOrigins().forEach((name, place) -> {
            if (!isCarried(name) && global.values().containsKey(name)) {
                remarks.leftOut(
                        place,
                        Remarks.option(name, global.values().getOrDefault(name, ""))
                                + " stays in this file alone, which" + " jbarman leaves as it is",
                        "");
            }
        });
        if (global.find("configuration_files_directory").isEmpty()) {
            remarks.problem(Diagnostic.warning(
                            "import-changed",
                            "[barman] includes no directory, and jbarman writes servers' files to " + USUAL_DIRECTORY,
                            "add configuration_files_directory = " + USUAL_DIRECTORY)
                    .at(Origin.ofFile(global.file().toString())));
        }
    }

    private void remarkRuntime() {
        if (supervise == Supervise.NONE && !archived.isEmpty()) {
            remarks.changed(
                    Origin.ofFile(config.global().file().toString()),
                    "supervise: none leaves the work to whoever does it now, and files that say the same as they are",
                    "take it out of the topology, and the next plan shows what jbarman's own runtime needs");
        }
    }

    /** No configuration says that PostgreSQL's programs are to be installed. */
    private Optional<Boolean> client() {
        boolean wouldBeAsked = supervise != Supervise.NONE
                && archived.values().stream().anyMatch(ArchivedServer::isBackedUpByPostgres);
        return wouldBeAsked ? Optional.of(false) : Optional.empty();
    }

    private void remarkClient() {
        if (client().isPresent()) {
            remarks.changed(
                    Origin.ofFile(config.global().file().toString()),
                    "client: false leaves PostgreSQL's client programs, by which backup_method = postgres works, to whoever"
                            + " has installed them",
                    "take it out of the topology, and the next plan sees to them");
        }
    }

    private boolean isCarried(String name) {
        return CARRIED.contains(name) && (supervise != Supervise.NONE || !name.equals(METRICS));
    }

    private BarmanHost barman() {
        GlobalConfig global = config.global();
        return new BarmanHost(
                BACKUP,
                BARMANHOST,
                global.barmanHome().toString(),
                global.barmanUser(),
                global.file().toAbsolutePath().normalize().toString(),
                directory(),
                Optional.empty(),
                said("jbarman_run_directory"),
                said("barman_lock_directory"),
                said("log_file"),
                new RuntimeOptions(
                        supervise,
                        Optional.empty(),
                        Optional.of(BarmanTree.USUAL_INSTALL),
                        Optional.empty(),
                        client(),
                        supervise == Supervise.NONE ? Optional.empty() : said(METRICS)),
                archived);
    }

    private String directory() {
        return config.global().find("configuration_files_directory").orElse(USUAL_DIRECTORY);
    }

    private Optional<String> said(String option) {
        return config.global().find(option).filter(any -> config.globalOrigins().containsKey(option));
    }
}
