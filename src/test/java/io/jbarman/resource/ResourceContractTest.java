package io.jbarman.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.compile.Compiler;
import io.jbarman.engine.Observer;
import io.jbarman.engine.Planner;
import io.jbarman.engine.StepExecutor;
import io.jbarman.facts.Facts;
import io.jbarman.fixture.PgCluster;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.plan.Step;
import io.jbarman.reach.TopologyReach;
import io.jbarman.time.SystemSleeper;
import io.jbarman.topology.PostgresServer.RestartPolicy;
import io.jbarman.topology.SettingDemand;
import io.jbarman.transport.local.LocalTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PasswordUtil;

/** Observe, decide, execute the steps, observe again, and nothing is left to do: for every kind, on real servers. */
final class ResourceContractTest {
    @TestFactory
    Stream<DynamicTest> convergesAndStaysSo(@TempDir Path directory) {
        List<Integer> majors = Boolean.getBoolean("jbarman.matrix")
                ? List.of(10, 12, 13, 14, 16, 17, 18)
                : List.of(10, 12, 14, 16, 18);
        return Stream.concat(
                        Stream.of(Map.entry("Debian 15", (Supplier<PgCluster.Builder>) PgCluster::debian15)),
                        majors.stream()
                                .map(major -> Map.entry(
                                        "" + major, (Supplier<PgCluster.Builder>) () -> PgCluster.embedded(major))))
                .map(server -> DynamicTest.dynamicTest(
                        "PostgreSQL " + server.getKey(), () -> converges(server.getValue(), directory)));
    }

    /** Starts from a server that allows no streaming at all, so that every kind has something to do. */
    private static void converges(Supplier<PgCluster.Builder> builder, Path directory) throws Exception {
        try (PgCluster pg = builder.get()
                .setting("wal_level", "minimal")
                .setting("max_wal_senders", "0")
                .setting("max_replication_slots", "1")
                .hbaFirst("host all barman samehost md5")
                .hbaFirst("host replication all 0.0.0.0/0 password")
                .start()) {
            pg.sql("CREATE ROLE gone");
            Path place = Files.createTempDirectory(directory, "barman");
            Map<String, SettingDemand> settings = Map.of(
                    "work_mem", new SettingDemand.Exactly("1GB"),
                    "shared_preload_libraries", new SettingDemand.Exactly("auto_explain,pg_stat_statements"),
                    "log_checkpoints", new SettingDemand.Exactly("yes"));
            ContractTopology topology =
                    new ContractTopology(pg, place, RestartPolicy.WHEN_NEEDED, debianOnly(pg, settings));
            ResourceGraph graph = Compiler.compile(topology.topology(), ContractTopology.SECRETS);
            Plan first = plan(topology, graph);
            assertThat(obstacles(first)).isEmpty();
            assertThat(first.changes().stream().map(change -> change.id().toString()))
                    .contains(
                            "pg/role/barman",
                            "pg/role/streaming_barman",
                            "pg/grant/barman",
                            "pg/role/app",
                            "pg/role-settings/app.postgres",
                            "pg/role/gone",
                            "pg/grant/schema",
                            "pg/database/shop",
                            "pg/extension/postgres.plpgsql",
                            "pg/slot/spare",
                            "pg/setting/wal_level",
                            "pg/setting/max_wal_senders",
                            "pg/setting/max_replication_slots",
                            "pg/restart/server",
                            "pg/hba/pg_hba.conf",
                            "pg/slot/barman");
            execute(topology, first);
            Plan second = plan(topology, graph);
            assertThat(obstacles(second)).isEmpty();
            assertThat(second.changes().stream().map(change -> change.id().kind()))
                    .containsExactly("runtime", "check", "check", "check");
            logsIn(pg);
        }
    }

    /** The embedded servers come without contrib. */
    private static Map<String, SettingDemand> debianOnly(PgCluster pg, Map<String, SettingDemand> settings) {
        if (pg.sql("SHOW data_directory").isEmpty()
                || pg.sql("SELECT version()").contains("Debian")) {
            return settings;
        }
        return Map.of("work_mem", new SettingDemand.Exactly("1GB"));
    }

    private static void logsIn(PgCluster pg) throws Exception {
        try (Connection barman = pg.connect("barman", "p:a\\ss'%word", "postgres")) {
            assertThat(barman.isValid(5)).isTrue();
            barman.createStatement().execute("SELECT pg_catalog.pg_create_restore_point('contract')");
        }
    }

    private static List<Decision> obstacles(Plan plan) {
        return plan.decisions().stream()
                .filter(one -> !(one instanceof Decision.Change) && !(one instanceof Decision.InSync))
                .toList();
    }

    private static Plan plan(ContractTopology topology, ResourceGraph graph) {
        try (TopologyReach reach = reach(topology)) {
            Facts facts = new Observer(reach, 2).observe(graph);
            assertThat(reach.counts().queries()).isLessThanOrEqualTo(15);
            assertThat(reach.counts().sessions()).isEqualTo(1);
            return Planner.plan("contract", graph, facts);
        }
    }

    private static void execute(ContractTopology topology, Plan plan) throws Exception {
        try (TopologyReach reach = reach(topology)) {
            StepExecutor executor = new StepExecutor(
                    reach, ContractTopology.SECRETS, ResourceContractTest::verifier, new SystemSleeper());
            executor.prepare(plan);
            for (Decision.Change change : plan.changes()) {
                for (Step step : change.steps()) {
                    executor.execute(step);
                }
            }
        }
    }

    private static String verifier(io.jbarman.secret.Secret password, int iterations) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return PasswordUtil.encodeScramSha256(password.reveal().toCharArray(), iterations, salt);
    }

    private static TopologyReach reach(ContractTopology topology) {
        return new TopologyReach(
                topology.topology(), ContractTopology.SECRETS, host -> new LocalTransport(host.name(), true));
    }
}
