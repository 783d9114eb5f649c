package io.jbarman.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.fixture.PgBouncer;
import io.jbarman.fixture.PgCluster;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.secret.Secret;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Road;
import io.jbarman.transport.local.LocalTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A topology that names the port of a real PgBouncer. */
final class PoolerTest {
    private static PgCluster pg;

    @BeforeAll
    static void start() {
        pg = PgCluster.debian15().start();
    }

    @AfterAll
    static void stop() {
        if (pg != null) {
            pg.close();
        }
    }

    private static Diagnostic refusal(PgBouncer bouncer, Road road) {
        PostgresServer server = Topologies.server(
                bouncer.port(),
                bouncer.socketDirectory().toString(),
                pg.osUser(),
                Topologies.only(road, Optional.of(pg.superuser()), Optional.of("pw")));
        Secrets secrets = new Secrets(Map.of("pw", Secret.of(PostgresInstance.PASSWORD)));
        try (TopologyReach reach = new TopologyReach(
                Topologies.of(Topologies.local(), server), secrets, host -> new LocalTransport(host.name(), true))) {
            return catchThrowableOfType(ReachException.class, () -> reach.session("pg", Optional.empty()))
                    .problem();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RELAY, extra_float_digits",
        "TUNNEL, extra_float_digits",
        "TCP, extra_float_digits",
        "RELAY, 'extra_float_digits,options'",
        "TCP, 'extra_float_digits,options'"
    })
    void isToldWithPostgresOwnPort(Road road, String ignored) {
        try (PgBouncer bouncer = PgBouncer.before(pg, ignored)) {
            Diagnostic problem = refusal(bouncer, road);

            assertThat(problem.code()).isEqualTo(ReachProblem.POOLER.code());
            assertThat(problem.summary()).contains("port " + bouncer.port() + " of pg is a connection pooler's");
            assertThat(problem.hint())
                    .contains("set port of postgres.pg to PostgreSQL's own: " + pg.port() + ";", "PgBouncer");
        }
    }

    @Test
    void otherwiseByTheSocketsBesideIt(@TempDir Path directory) throws Exception {
        for (String name : List.of(".s.PGSQL.6432", ".s.PGSQL.5433", ".s.PGSQL.5433.lock", ".s.PGSQL.5432", "other")) {
            Files.createFile(directory.resolve(name));
        }
        List<String> directories = List.of(directory.toString(), "/nonexistent");
        try (LocalTransport here = new LocalTransport("h", false)) {
            assertThat(DirectPort.seen(here, directories, 6432)).contains("5432 or 5433");
            assertThat(DirectPort.seen(here, List.of("/nonexistent"), 6432)).isEmpty();
        }
    }
}
