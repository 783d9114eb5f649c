package io.jbarman.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import io.jbarman.fixture.SshServer;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.PgSessionContract;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.secret.Secret;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.Host;
import io.jbarman.topology.PostgresServer.Access;
import io.jbarman.topology.PostgresServer.Road;
import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Sessions through a real OpenSSH server, by relay and by tunnel. */
final class SshReachTest {
    private static PgCluster pg;
    private static SshServer sshd;

    @BeforeAll
    static void start() {
        sshd = SshServer.start();
        pg = PgCluster.debian15().start();
    }

    @AfterAll
    static void stop() {
        if (pg != null) {
            pg.close();
        }
        if (sshd != null) {
            sshd.close();
        }
    }

    private static Host host(SshServer server, Path identity) {
        return Topologies.host(
                Host.ConnectionKind.SSH,
                new Host.SshAccess(
                        Optional.of(server.user()),
                        OptionalInt.of(server.port()),
                        Optional.of(identity),
                        Optional.of(server.knownHosts()),
                        Host.Become.SUDO));
    }

    private static TopologyReach reach(SshServer server, Access access) {
        return new TopologyReach(
                Topologies.of(host(server, server.identityFile()), Topologies.server(pg, access)),
                new Secrets(Map.of("pw", Secret.of(PostgresInstance.PASSWORD))));
    }

    private static Access tunnel() {
        return Topologies.only(Road.TUNNEL, Optional.of(pg.superuser()), Optional.of("pw"));
    }

    abstract static class OverSsh extends PgSessionContract {
        private final List<TopologyReach> reaches = new ArrayList<>();

        abstract Access access();

        @Override
        protected PgSession open() throws PgException {
            TopologyReach reach = reach(sshd, access());
            reaches.add(reach);
            try {
                return reach.session("pg", Optional.empty());
            } catch (ReachException blocked) {
                throw new AssertionError(blocked.problem().toString(), blocked);
            }
        }

        @AfterEach
        void letGo() {
            reaches.forEach(TopologyReach::close);
        }

        @Override
        protected int major() {
            return 15;
        }
    }

    @Nested
    final class ByRelay extends OverSsh {
        @Override
        Access access() {
            return Topologies.only(Road.RELAY, Optional.empty(), Optional.empty());
        }
    }

    @Nested
    final class ByTunnel extends OverSsh {
        @Override
        Access access() {
            return tunnel();
        }
    }

    @Test
    void aRunThatFindsNothingToDoLogsInOnce() throws Exception {
        int before = sshd.logins();
        try (TopologyReach reach = reach(sshd, Topologies.ANY_ROAD)) {
            reach.transport("h").run(Command.script("uname").as(Account.ROOT));
            PgSession session = reach.session("pg", Optional.empty());
            session.readOnly(inside -> inside.query("SELECT 1 AS it", List.of()));
            reach.transport("h").read("/etc/hostname", Account.LOGIN);
            reach.transport("h").run(Command.of("true").as(Account.named(pg.osUser())));
            assertThat(reach.counts()).isEqualTo(new ReachCounts(1, 1, 1));
        }
        assertThat(sshd.logins() - before).isEqualTo(1);
    }

    @Test
    void everyRelayProgramServes() throws Exception {
        Fixtures.requireRoot("the relay runs as the server's account");
        for (String program : List.of("socat", "perl", "python3")) {
            Fixtures.requireProgram(program, program);
        }
        try (TopologyReach reach = reach(sshd, Topologies.ANY_ROAD)) {
            for (String hidden : List.of("", "socat", "socat perl")) {
                assertThat(RelayPrograms.version(reach.transport("h"), pg, hidden))
                        .startsWith("PostgreSQL 15");
            }
        }
    }

    @Test
    void forwardingThatIsForbiddenIsTold() {
        try (SshServer closed =
                        SshServer.builder().config("AllowTcpForwarding no").start();
                TopologyReach reach = reach(closed, tunnel())) {
            assertThatThrownBy(() -> reach.session("pg", Optional.empty()))
                    .isInstanceOfSatisfying(ReachException.class, blocked -> {
                        assertThat(blocked.problem().code()).isEqualTo("forwarding-refused");
                        assertThat(blocked.problem().hint()).contains("AllowTcpForwarding", "relay");
                    });
        }
        try (SshServer closed =
                        SshServer.builder().config("AllowTcpForwarding no").start();
                TopologyReach reach = reach(closed, Topologies.ANY_ROAD)) {
            assertThat(reach.session("pg", Optional.empty()).version().major()).isEqualTo(15);
        } catch (ReachException blocked) {
            throw new AssertionError(blocked.problem().toString(), blocked);
        }
    }

    @Test
    void aRefusedKeyEndsTheSearchAtOnce() {
        TopologyReach reach = new TopologyReach(
                Topologies.of(host(sshd, sshd.strangersKey()), Topologies.server(pg, Topologies.ANY_ROAD)),
                Secrets.NONE);
        try (reach) {
            assertThatThrownBy(() -> reach.session("pg", Optional.empty()))
                    .isInstanceOfSatisfying(ReachException.class, blocked -> {
                        assertThat(blocked.problem().code()).isEqualTo("ssh-login-refused");
                        assertThat(blocked.problem().detail())
                                .contains(sshd.strangersKey().toString())
                                .doesNotContain("tunnel");
                    });
        }
    }
}
