package io.jbarman.draft;

import io.jbarman.topology.Contents;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Access;
import io.jbarman.topology.PostgresServer.HbaType;
import io.jbarman.topology.PostgresServer.RestartPolicy;
import java.util.Map;
import java.util.Optional;

/** A server of which nothing is declared but where it is. */
public final class FoundServer {
    /** The session that jbarman tries by itself. */
    public static final Access USUAL =
            new Access(Optional.empty(), Optional.empty(), Optional.empty(), "postgres", Optional.empty());

    private FoundServer() {}

    /** On that host and port, reached in the usual way. */
    public static PostgresServer of(String name, String host, int port, Optional<String> socketDirectory) {
        return of(name, host, port, socketDirectory, "postgres", USUAL);
    }

    /** Run by that account, and reached so. */
    public static PostgresServer of(
            String name, String host, int port, Optional<String> socketDirectory, String osUser, Access access) {
        return new PostgresServer(
                name,
                host,
                port,
                socketDirectory,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                osUser,
                access,
                "scram-sha-256",
                HbaType.HOST,
                RestartPolicy.WHEN_NEEDED,
                Map.of(),
                false,
                Optional.empty(),
                Map.of(),
                Contents.NOTHING);
    }
}
