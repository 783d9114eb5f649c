package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.runtime.CheckItem;
import io.jbarman.runtime.HopChecks;
import io.jbarman.runtime.ServerConnections;
import io.jbarman.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Some of a server's hops, tried until they hold or ten seconds are over: an archiver comes to its turn by and by. One that
 * was not tried, or that the server has not, does not hold.
 *
 * @param hops as asked for: names, or {@code all}
 */
record HopRun(HopChecks checks, List<String> hops, Clock clock, Sleeper sleeper) {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ALL = "all";

    static HopRun of(BarmanContext context, List<String> hops) {
        List<String> unknown = hops.stream()
                .filter(hop -> !hop.equals(ALL) && !HopChecks.NAMES.contains(hop))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(Diagnostic.error(
                    "unknown-hop",
                    "there is no hop " + String.join(", ", unknown),
                    "the hops are " + String.join(", ", HopChecks.NAMES) + "; or all"));
        }
        ServerConnections connections =
                new ServerConnections(context.replication(), context.connector(), context.sessions());
        return new HopRun(new HopChecks(connections, context.sleeper()), hops, context.clock(), context.sleeper());
    }

    List<CheckItem> of(ServerConfig server) throws InterruptedException {
        Instant end = clock.instant().plus(PATIENCE);
        List<CheckItem> found = checks.of(server);
        while (mayCome(found) && clock.instant().isBefore(end)) {
            sleeper.sleep(PAUSE);
            found = checks.of(server);
        }
        return verdicts(hops, server, found);
    }

    /** Who is not let in is not let in ten seconds later. */
    private boolean mayCome(List<CheckItem> found) {
        return (hops.contains(ALL) || hops.contains(HopChecks.WAL))
                && found.stream().anyMatch(item -> !item.passed() && item.name().equals(HopChecks.WAL));
    }

    /** Of what was found, what was asked for: every item of it OK or FAILED. */
    static List<CheckItem> verdicts(List<String> hops, ServerConfig server, List<CheckItem> found) {
        List<String> wanted = hops.contains(ALL)
                ? HopChecks.namesOf(server)
                : hops.stream().distinct().toList();
        return wanted.stream()
                .map(hop -> found.stream()
                        .filter(item -> item.name().equals(hop))
                        .findFirst()
                        .map(HopRun::verdict)
                        .orElseGet(() -> hasNone(server, hop)))
                .toList();
    }

    private static CheckItem verdict(CheckItem item) {
        return item.status() == CheckItem.Status.UNKNOWN
                ? new CheckItem(
                        item.name(),
                        CheckItem.Status.FAILED,
                        "not proved: " + item.hint() + "; see to the hops before it, and ask again")
                : item;
    }

    private static CheckItem hasNone(ServerConfig server, String hop) {
        return new CheckItem(
                hop,
                CheckItem.Status.FAILED,
                "server '" + server.name()
                        + "' has no such hop: set streaming_archiver = on in its section, or ask for "
                        + String.join(", ", HopChecks.namesOf(server)));
    }
}
