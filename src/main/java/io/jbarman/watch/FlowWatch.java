package io.jbarman.watch;

import io.jbarman.watch.Finding.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How WAL flows: to us, out of the server's own archiver, and whether the two clocks agree. Pure. */
final class FlowWatch {
    static final String LAG = "WAL lag";
    static final String SKEW = "clock skew";
    static final String REMOTE_APPLY = "remote_apply";
    static final String ARCHIVING = "archive_command backlog";

    private static final long MUCH_LAG = 1L << 30;
    private static final Duration LONG_LAG = Duration.ofMinutes(5);
    private static final Duration SKEWED = Duration.ofSeconds(2);
    private static final Duration BADLY_SKEWED = Duration.ofMinutes(1);
    private static final Duration WAITS = Duration.ofMinutes(2);
    private static final Duration WAITS_LONG = Duration.ofMinutes(15);

    private final ServerFacts server;
    private final boolean streams;

    FlowWatch(ServerFacts server, boolean streams) {
        this.server = server;
        this.streams = streams;
    }

    List<Finding> findings() {
        List<Finding> findings = new java.util.ArrayList<>();
        if (streams) {
            findings.add(lag());
            remoteApply().ifPresent(findings::add);
        }
        findings.add(skew());
        if (server.archiving().on()) {
            findings.add(archiving(server.archiving()));
        }
        return findings;
    }

    private Finding lag() {
        if (server.lag().isEmpty()) {
            return Finding.unknown(LAG, "no walsender serves us", "see the item 'receive-wal running'");
        }
        ServerFacts.Lag lag = server.lag().get();
        if (lag.bytes().isEmpty()) {
            return Finding.unknown(
                    LAG,
                    "the role of conninfo may not see pg_stat_replication",
                    "GRANT pg_read_all_stats TO that role");
        }
        String text = Words.size(lag.bytes().get()) + ", " + Words.time(lag.time()) + " (" + lag.state() + ")";
        boolean late = lag.bytes().get() > MUCH_LAG || lag.time().compareTo(LONG_LAG) > 0;
        return late
                ? new Finding(
                        LAG,
                        Level.WARNING,
                        text,
                        "see the network and the disk of the archive: the slot keeps this WAL on the server")
                : Finding.ok(LAG, text);
    }

    /** A receiver applies nothing: who waits for that waits for ever (PostgreSQL: "pg_receivewal"). */
    private Optional<Finding> remoteApply() {
        ServerFacts.Synchronous synchronous = server.synchronous();
        if (synchronous.remoteApply().isEmpty()) {
            return synchronous.filesSeen() || synchronous.names().isEmpty()
                    ? Optional.empty()
                    : Optional.of(unseen(synchronous.names()));
        }
        String text = "synchronous_commit = remote_apply is set for " + String.join(", ", synchronous.remoteApply());
        return Optional.of(
                synchronous.names().isEmpty()
                        ? Finding.ok(REMOTE_APPLY, text + "; no commit waits, synchronous_standby_names is empty")
                        : new Finding(
                                REMOTE_APPLY,
                                Level.WARNING,
                                text + ", and synchronous_standby_names = '" + synchronous.names()
                                        + "': such a commit never ends where it waits for this receiver",
                                "set it to on there, or keep this receiver's name out of synchronous_standby_names"));
    }

    private static Finding unseen(String names) {
        return Finding.unknown(
                REMOTE_APPLY,
                "the role of conninfo may not see whether the server's configuration files ask for synchronous_commit ="
                        + " remote_apply, and synchronous_standby_names = '" + names + "'",
                "look as a superuser: SHOW synchronous_commit");
    }

    /** The answer is as old as the question took, at most. */
    private Finding skew() {
        Duration trip = Duration.between(server.asked(), server.answered());
        Duration ahead = Duration.between(server.asked().plus(trip.dividedBy(2)), server.clock());
        Duration skew = ahead.abs().minus(trip.dividedBy(2));
        Duration shown = skew.isNegative() ? Duration.ZERO : skew;
        if (shown.compareTo(SKEWED) <= 0) {
            return Finding.ok(SKEW, "less than " + Words.time(SKEWED));
        }
        return new Finding(
                SKEW,
                shown.compareTo(BADLY_SKEWED) > 0 ? Level.FAILED : Level.WARNING,
                "the server's clock is " + Words.time(shown) + (ahead.isNegative() ? " behind" : " ahead of")
                        + " this host's",
                "run a time daemon on both: a restore to a point in time goes by these clocks");
    }

    /** The age of what waits counts: an archiver that dies at once counts no failure. */
    private static Finding archiving(ServerFacts.Archiving archiving) {
        if (archiving.ready().isEmpty()) {
            return archiving.failing()
                    ? new Finding(
                            ARCHIVING, Level.FAILED, "the last attempt failed: " + archiving.lastFailed(), remedy())
                    : Finding.unknown(
                            ARCHIVING,
                            "the role of conninfo may not list archive_status",
                            "GRANT EXECUTE ON FUNCTION pg_ls_archive_statusdir() TO that role, or pg_monitor (12 and"
                                    + " later)");
        }
        Duration oldest = archiving.oldest().orElse(Duration.ZERO);
        String text = archiving.ready().get() + " files wait"
                + (archiving.ready().get() == 0 ? "" : ", the first for " + Words.time(oldest))
                + (archiving.failing() ? "; the last attempt failed: " + archiving.lastFailed() : "");
        if (oldest.compareTo(WAITS) <= 0) {
            return Finding.ok(ARCHIVING, text);
        }
        return new Finding(ARCHIVING, oldest.compareTo(WAITS_LONG) > 0 ? Level.FAILED : Level.WARNING, text, remedy());
    }

    private static String remedy() {
        return "see the server's log for what archive_command says: until it works, pg_wal grows";
    }
}
