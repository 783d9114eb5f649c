package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import java.nio.file.Path;

/** Where Barman has its locks (Barman: "lockfile"). */
public final class LockFiles {
    private LockFiles() {}

    /** Held by whoever receives WAL. */
    public static Path receiveWal(ServerConfig server) {
        return of(server, "receive-wal");
    }

    /** Held by whoever archives WAL. */
    public static Path archiveWal(ServerConfig server) {
        return of(server, "archive-wal");
    }

    /** Held for as long as the catalogue is being written. */
    public static Path xlogdb(ServerConfig server) {
        return of(server, "xlogdb");
    }

    /** Held by {@code cron}. */
    public static Path cron(ServerConfig server) {
        return of(server, "cron");
    }

    private static Path of(ServerConfig server, String task) {
        return server.global().lockDirectory().resolve("." + server.name() + "-" + task + ".lock");
    }
}
