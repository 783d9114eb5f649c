package io.jbarman.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.fixture.PgCluster;
import io.jbarman.postgres.PgSession;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.secret.Secret;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Access;
import io.jbarman.topology.PostgresServer.Road;
import io.jbarman.transport.local.LocalTransport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class LocalReachTest {
    private static final Secrets PASSWORD =
            new Secrets(Map.of("pw", Secret.of(PostgresInstance.PASSWORD), "bad", Secret.of("wrong")));

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

    private static TopologyReach reach(PostgresServer server) {
        return new TopologyReach(
                Topologies.of(Topologies.local(), server), PASSWORD, host -> new LocalTransport(host.name(), true));
    }

    private static String whoAndFrom(PgSession session) throws Exception {
        return session.query(
                        "SELECT session_user || ' ' || coalesce(inet_client_addr()::text, 'socket') AS it", List.of())
                .get(0)
                .text("it");
    }

    private static void refused(PostgresServer server, Consumer<Diagnostic> check) {
        try (TopologyReach reach = reach(server)) {
            assertThatThrownBy(() -> reach.session("pg", Optional.empty()))
                    .isInstanceOfSatisfying(ReachException.class, blocked -> check.accept(blocked.problem()));
        }
    }

    @Test
    void theRelayIsTriedFirst() throws Exception {
        try (TopologyReach reach = reach(Topologies.server(pg, Topologies.ANY_ROAD))) {
            PgSession session = reach.session("pg", Optional.empty());
            assertThat(whoAndFrom(session)).isEqualTo(pg.superuser() + " socket");
            assertThat(reach.session("pg", Optional.of("postgres"))).isSameAs(session);
            assertThat(reach.counts()).isEqualTo(new ReachCounts(0, 1, 1));
        }
    }

    @Test
    void theOtherRoadsServeWhenDeclared() throws Exception {
        for (Road road : List.of(Road.TUNNEL, Road.TCP)) {
            Access access = Topologies.only(road, Optional.of(pg.superuser()), Optional.of("pw"));
            try (TopologyReach reach = reach(Topologies.server(pg, access))) {
                assertThat(whoAndFrom(reach.session("pg", Optional.empty()))).endsWith("127.0.0.1/32");
            }
        }
    }

    @Test
    void aRefusedPeerLeadsToTheTunnel() throws Exception {
        Access access = new Access(
                Optional.empty(), Optional.of(pg.superuser()), Optional.of("pw"), "postgres", Optional.empty());
        PostgresServer server =
                Topologies.server(pg.port(), pg.socketDirectory().toString(), "daemon", access);
        try (TopologyReach reach = reach(server)) {
            assertThat(whoAndFrom(reach.session("pg", Optional.empty()))).endsWith("127.0.0.1/32");
        }
    }

    @Test
    void oneSessionPerDatabaseAndANewOneAfterItsEnd() throws Exception {
        try (TopologyReach reach = reach(Topologies.server(pg, Topologies.ANY_ROAD))) {
            PgSession first = reach.session("pg", Optional.empty());
            PgSession other = reach.session("pg", Optional.of("template1"));
            assertThat(other).isNotSameAs(first);
            first.close();
            assertThat(reach.session("pg", Optional.empty())).isNotSameAs(first);
            reach.forget("pg");
            assertThat(reach.session("pg", Optional.of("template1"))).isNotSameAs(other);
            assertThat(reach.counts().sessions()).isEqualTo(4);
        }
    }

    @Test
    void aServerThatIsDownIsToldWithHowToStartIt() {
        refused(Topologies.server(1, "/tmp", pg.osUser(), Topologies.ANY_ROAD), problem -> {
            assertThat(problem.code()).isEqualTo(ReachProblem.DOWN.code());
            assertThat(problem.summary()).contains("PostgreSQL pg is not running", "no socket for port 1 in /tmp");
            assertThat(problem.hint()).contains("start it on h", "socket_directory");
            assertThat(problem.detail()).contains("relay: ", "tunnel: ", "tcp: ");
        });
    }

    @Test
    void arefusedPeerNamesTheMissingLine() {
        Access access = Topologies.only(Road.RELAY, Optional.empty(), Optional.empty());
        refused(Topologies.server(pg.port(), pg.socketDirectory().toString(), "daemon", access), problem -> {
            assertThat(problem.code()).isEqualTo(ReachProblem.REFUSED.code());
            assertThat(problem.hint()).contains("local all daemon peer");
        });
    }

    @Test
    void aWrongPasswordAndAMissingDatabaseAreToldApart() {
        Access wrong = Topologies.only(Road.TCP, Optional.of(pg.superuser()), Optional.of("bad"));
        refused(Topologies.server(pg, wrong), problem -> {
            assertThat(problem.code()).isEqualTo(ReachProblem.REFUSED.code());
            assertThat(problem.summary()).contains("password authentication failed");
            assertThat(problem.toString()).doesNotContain("wrong");
        });
        try (TopologyReach reach = reach(Topologies.server(pg, Topologies.ANY_ROAD))) {
            assertThatThrownBy(() -> reach.session("pg", Optional.of("nowhere")))
                    .hasMessageContaining("database \"nowhere\" does not exist");
        }
    }

    @Test
    void anAccountThatIsNotThereIsTold() {
        Access access = Topologies.only(Road.RELAY, Optional.empty(), Optional.empty());
        refused(
                Topologies.server(pg.port(), pg.socketDirectory().toString(), "jbarman-nobody", access),
                problem -> assertThat(problem.code()).isEqualTo("account-not-taken"));
    }
}
