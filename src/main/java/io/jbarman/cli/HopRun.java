package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.runtime.CheckItem;
import io.jbarman.runtime.HopChecks;
import io.jbarman.runtime.ServerConnections;
import io.jbarman.time.Sleeper;
import java.time.Duration;
import java.util.List;

/** Some of a server's hops, tried until they hold or ten seconds are over: an archiver comes to its turn by and by. */
record HopRun(HopChecks checks, List<String> hops, Sleeper sleeper) {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int TRIES = 20;

    static HopRun of(BarmanContext context, List<String> hops) {
        List<String> wanted = hops.contains("all") ? HopChecks.NAMES : hops;
        if (!HopChecks.NAMES.containsAll(wanted)) {
            throw new ProblemException(Diagnostic.error(
                    "unknown-hop",
                    "there is no hop " + String.join(", ", hops),
                    "the hops are " + String.join(", ", HopChecks.NAMES) + "; or all"));
        }
        ServerConnections connections =
                new ServerConnections(context.replication(), context.connector(), context.sessions());
        return new HopRun(new HopChecks(connections), wanted, context.sleeper());
    }

    List<CheckItem> of(ServerConfig server) throws InterruptedException {
        List<CheckItem> items = look(server);
        for (int tries = 1; tries < TRIES && items.stream().anyMatch(HopRun::mayCome); tries++) {
            sleeper.sleep(PAUSE);
            items = look(server);
        }
        return items;
    }

    /** Who is not let in is not let in ten seconds later. */
    private static boolean mayCome(CheckItem item) {
        return !item.passed() && item.name().equals("wal");
    }

    private List<CheckItem> look(ServerConfig server) {
        return checks.of(server).stream()
                .filter(item -> hops.contains(item.name()))
                .toList();
    }
}
