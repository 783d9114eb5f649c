package io.jbarman.reach;

import io.jbarman.fixture.PgCluster;
import io.jbarman.topology.DriftPolicy;
import io.jbarman.topology.Host;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Access;
import io.jbarman.topology.PostgresServer.HbaType;
import io.jbarman.topology.PostgresServer.RestartPolicy;
import io.jbarman.topology.PostgresServer.Road;
import io.jbarman.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A topology of one host {@code h} and one server {@code pg}. */
final class Topologies {
    static final Access ANY_ROAD =
            new Access(Optional.empty(), Optional.empty(), Optional.empty(), "postgres", Optional.empty());

    private Topologies() {}

    static Access only(Road road, Optional<String> user, Optional<String> password) {
        return new Access(Optional.of(road), user, password, "postgres", Optional.empty());
    }

    static Host local() {
        return host(
                Host.ConnectionKind.LOCAL,
                new Host.SshAccess(
                        Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Host.Become.SUDO));
    }

    static Host host(Host.ConnectionKind kind, Host.SshAccess ssh) {
        return new Host("h", "127.0.0.1", kind, ssh, Optional.empty(), OptionalInt.empty(), List.of());
    }

    static PostgresServer server(PgCluster pg, Access access) {
        return server(pg.port(), pg.socketDirectory().toString(), pg.osUser(), access);
    }

    static PostgresServer server(int port, String socketDirectory, String osUser, Access access) {
        return new PostgresServer(
                "pg",
                "h",
                port,
                Optional.of(socketDirectory),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                osUser,
                access,
                "scram-sha-256",
                HbaType.HOST,
                RestartPolicy.WHEN_NEEDED,
                Map.of());
    }

    static Topology of(Host host, PostgresServer server) {
        return new Topology(
                "test", Map.of(), Map.of(), Map.of("h", host), Map.of("pg", server), Map.of(), DriftPolicy.NONE);
    }
}
