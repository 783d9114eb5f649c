package io.jbarman.quickstart;

import java.nio.file.Path;

/** Where everything of one quickstart lies: below one directory whose path is short enough for Unix sockets. */
record SiteLayout(Path directory) {
    Path topology() {
        return directory.resolve("topology.yml");
    }

    Path secrets() {
        return directory.resolve("secrets");
    }

    Path postgres() {
        return directory.resolve("pg");
    }

    Path ssh() {
        return directory.resolve("ssh");
    }

    Path barmanHome() {
        return directory.resolve("barman");
    }

    Path passfile() {
        return directory.resolve("pgpass");
    }

    /** Barman's place for an archived segment (Barman: one directory per timeline and log file). */
    Path archived(String server, String segment) {
        return barmanHome()
                .resolve(server)
                .resolve("wals")
                .resolve(segment.substring(0, 16))
                .resolve(segment);
    }
}
