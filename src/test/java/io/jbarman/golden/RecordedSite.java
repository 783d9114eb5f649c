package io.jbarman.golden;

import io.jbarman.engine.Observer;
import io.jbarman.engine.Planner;
import io.jbarman.engine.StepExecutor;
import io.jbarman.engine.StepFailure;
import io.jbarman.facts.Answer;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.fixture.Jbarman;
import io.jbarman.fixture.PgCluster;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.Plan;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.playbook.TopologyFile;
import io.jbarman.postgres.jdbc.PasswordVerifier;
import io.jbarman.quickstart.Directories;
import io.jbarman.reach.TopologyReach;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.time.SystemSleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The real servers of a case while its facts are recorded, with their topology. */
final class RecordedSite implements AutoCloseable {
    private static final String ACCOUNT = System.getProperty("user.name", "");
    private static final int FIRST_PORT = 5432;

    private final PlanCase plan;
    private final Path directory;
    private final List<PgCluster> servers;
    private final Jbarman jbarman;

    RecordedSite(PlanCase plan) throws IOException {
        this.plan = plan;
        this.directory = Directories.temporary("jbgold");
        this.servers = plan.servers();
        this.jbarman = Jbarman.in(directory, Map.of());
        Files.writeString(topology(), document());
    }

    PgCluster server(int index) {
        return servers.get(index);
    }

    Path topology() {
        return directory.resolve("topology.yml");
    }

    /** A rule of every server before all others, read at once. */
    void prependRule(String rule) throws IOException {
        for (PgCluster server : servers) {
            Path file = server.dataDirectory().resolve("pg_hba.conf");
            Files.writeString(file, rule + "\n" + Files.readString(file));
            server.reload();
        }
    }

    /** What the facts say now. */
    Map<FactQuery<?>, Answer> look() {
        try (TopologyReach reach = reach()) {
            return new Observer(reach, 4).ask(graph().questions());
        }
    }

    /** Carries out all that the topology asks for. */
    void converge() throws Exception {
        converge(id -> true);
    }

    /** The same for one server only. */
    void convergeFirst() throws Exception {
        converge(id -> id.owner().equals("pg") && !id.kind().equals("check"));
    }

    private void converge(Predicate<ResourceId> wanted) throws Exception {
        Plan plan = Planner.plan("golden", graph().only(wanted), Facts.read(look()));
        try (TopologyReach reach = reach()) {
            StepExecutor executor =
                    new StepExecutor(reach, GoldenPlans.SECRETS, PasswordVerifier::scram, new SystemSleeper());
            executor.prepare(plan);
            for (Decision.Change change : plan.changes()) {
                for (Step step : change.steps()) {
                    execute(executor, step);
                }
            }
        }
    }

    private static void execute(StepExecutor executor, Step step) {
        try {
            executor.execute(step);
        } catch (StepFailure failed) {
            throw new AssertionError(failed.problem().toString(), failed);
        }
    }

    private ResourceGraph graph() {
        return GoldenPlans.graph(
                TopologyFile.read(topology()).orThrow(),
                jbarman.launcher(),
                System.getProperty("java.home", ""),
                topology());
    }

    private TopologyReach reach() {
        return new TopologyReach(TopologyFile.read(topology()).orThrow(), GoldenPlans.SECRETS);
    }

    private String document() {
        StringBuilder servers = new StringBuilder();
        StringBuilder archived = new StringBuilder();
        for (int index = 0; index < this.servers.size(); index++) {
            servers.append(server(index, PlanCase.serverName(index)));
            archived.append(archived(PlanCase.serverName(index)));
        }
        return """
                version: 1
                name: golden
                vars: { base: %s }
                secrets:
                  barman_password: { env: BARMAN_PASSWORD }
                  streaming_password: { env: STREAMING_PASSWORD }
                hosts:
                  pghost: { address: 127.0.0.1, connection: local%s }
                postgres:
                %sbarman:
                  backup:
                    host: pghost
                    user: %s
                    home: "{{ base }}/barman"
                    config: "{{ base }}/barman.conf"
                    config_directory: "{{ base }}/barman.d"
                    passfile: "{{ base }}/pgpass"
                    run_directory: "{{ base }}/run"
                    runtime: { supervise: process }
                    servers:
                %s""".formatted(
                directory, plan.system().isEmpty() ? "" : ", system: " + plan.system(), servers, ACCOUNT, archived);
    }

    private String server(int index, String name) {
        PgCluster pg = servers.get(index);
        String extra = plan.server().isEmpty() ? "settings: { work_mem: 8MB }" : plan.server();
        return """
                %s:
                  host: pghost
                  port: %d
                  socket_directory: %s
                  os_user: %s
                  %s
                """.formatted(name, pg.port(), pg.socketDirectory(), pg.osUser(), extra)
                .indent(2);
    }

    private String archived(String name) {
        return """
                %s:
                  conninfo: { role: barman, password: barman_password, dbname: postgres }
                  streaming_conninfo: { role: streaming_barman, password: streaming_password }
                  streaming_archiver: true
                  %s
                """.formatted(name, plan.streaming()).indent(6);
    }

    /** The text with everything that differs from one recording to the next put into fixed words. */
    String normal(String text) throws IOException {
        Map<String, String> words = new LinkedHashMap<>();
        for (int index = 0; index < servers.size(); index++) {
            PgCluster pg = servers.get(index);
            words.put(pg.dataDirectory().resolve("..").toRealPath().toString(), "/srv/" + PlanCase.serverName(index));
            words.put(Integer.toString(pg.port()), Integer.toString(FIRST_PORT + index));
        }
        words.put(directory.toString(), GoldenPlans.BASE);
        words.put(System.getProperty("java.home", ""), GoldenPlans.JAVA_HOME);
        for (int index = 0; index < servers.size(); index++) {
            Path file = directory.resolve("barman.d/" + PlanCase.serverName(index) + ".conf");
            if (Files.exists(file)) {
                String content = Files.readString(file);
                words.put(Fingerprint.of(content), Fingerprint.of(replaced(content, words)));
            }
        }
        return RuntimeAnswer.withLength(replaced(text, words));
    }

    private static String replaced(String text, Map<String, String> words) {
        String replaced = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            replaced = replaced.replace(word.getKey(), word.getValue());
        }
        return replaced;
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(directory.resolve("run/runtime.json"))) {
            jbarman.run("--config", directory.resolve("barman.conf").toString(), "runtime", "stop");
        }
        servers.forEach(PgCluster::close);
        Directories.delete(directory);
    }
}
