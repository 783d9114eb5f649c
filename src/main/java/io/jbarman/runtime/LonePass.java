package io.jbarman.runtime;

import io.jbarman.archive.DrainReport;
import io.jbarman.config.ServerConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    private static final Duration RECORDS = Duration.ofSeconds(30);

    /**
     * Does it under the server's archive-wal lock.
     *
     * @param told what came into the archive, before it is looked at
     * @return false, and nothing was done, if somebody else has the lock
     */
    public boolean run(Consumer<List<DrainReport>> told) throws IOException {
        FileLocks.Attempt attempt = FileLocks.take(List.of(LockFiles.archiveWal(server)), false);
        if (!(attempt instanceof FileLocks.Attempt.Held held)) {
            return false;
        }
        try {
            told.accept(Archivers.drain(Archivers.of(server, clock), server));
            new Gaps(server).recorded(clock.instant());
            lookAtRecords();
            return true;
        } finally {
            held.locks().close();
        }
    }

    private void lookAtRecords() {
        RecordBacklog backlog = new RecordBacklog(server, clock);
        Instant end = clock.instant().plus(RECORDS);
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
