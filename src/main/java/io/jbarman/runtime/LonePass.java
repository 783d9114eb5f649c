package io.jbarman.runtime;

import io.jbarman.archive.DrainReport;
import io.jbarman.config.ServerConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pass of the archiver by a process of its own: as the runtime, it writes down what is missing in the archive and what
 * is wrong in its records.
 */
public record LonePass(ServerConfig server, Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(LonePass.class);

    /** Somebody waits for it, once a minute where cron calls it; what is left over is the next one's. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private static final Duration MOST = Duration.ofSeconds(30);
    private static final int SHARE = 8;

    /**
     * Does it under the server's archive-wal lock. Records are looked at for an eighth of the time that archiving took, a
     * second at least and half a minute at most.
     *
     * @param told what came into the archive, before it is looked at
     * @return false, and nothing was done, if somebody else has the lock
     */
    public boolean run(Consumer<List<DrainReport>> told) throws IOException {
        Instant begin = clock.instant();
        return underLock(() -> {
            archive(told);
            Duration took = Duration.between(begin, clock.instant()).dividedBy(SHARE);
            lookAtRecords(Collections.max(List.of(LEAST, Collections.min(List.of(MOST, took)))));
        });
    }

    /** The same for whoever waits for a segment, and leaves its records to others. */
    public boolean archiveOnly() throws IOException {
        return underLock(() -> archive(reports -> {}));
    }

    private interface Work {
        void run() throws IOException;
    }

    private boolean underLock(Work work) throws IOException {
        FileLocks.Attempt attempt = FileLocks.take(List.of(LockFiles.archiveWal(server)), false);
        if (!(attempt instanceof FileLocks.Attempt.Held held)) {
            return false;
        }
        try {
            work.run();
            return true;
        } finally {
            held.locks().close();
        }
    }

    private void archive(Consumer<List<DrainReport>> told) throws IOException {
        told.accept(Archivers.drain(Archivers.of(server, clock), server));
        new Gaps(server).recorded(clock.instant());
    }

    private void lookAtRecords(Duration most) {
        RecordBacklog backlog = new RecordBacklog(server, flawed -> {}, clock);
        Instant end = clock.instant().plus(most);
        try {
            boolean more = true;
            while (more && clock.instant().isBefore(end)) {
                more = backlog.next();
            }
        } catch (IOException e) {
            LOG.warn("server '{}': records cannot be looked at: {}", server.name(), e.toString());
        }
    }
}
