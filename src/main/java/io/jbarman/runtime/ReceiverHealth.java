package io.jbarman.runtime;

import io.jbarman.pg.Lsn;
import io.jbarman.wal.ReceiverStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Whether a receiver's position moves with its server's, which is the only sign of life that counts.
 *
 * @param flushed the position at the last look
 * @param moved when it last moved, or had nowhere to go
 */
public record ReceiverHealth(Verdict verdict, Lsn flushed, Instant moved) {
    /** How long WAL may wait for the disk, and an attempt to connect may take. */
    static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How long a server may say nothing; the receiver itself gives up sooner. */
    static final Duration SILENCE = Duration.ofMinutes(3);

    /** What a look at a receiver told. */
    public enum Verdict {
        /** It is where the server is, or moves towards it. */
        MOVING(true),
        /** It tries to connect, again and again. */
        TRYING(false),
        /** Nothing becomes durable, since the disk hangs or is full: it goes on by itself when that is over. */
        STALLED(false),
        /** The server says nothing, not even when asked. */
        SILENT(false),
        /** It does not even try. */
        STUCK(false);

        private final boolean healthy;

        Verdict(boolean healthy) {
            this.healthy = healthy;
        }

        /** Whether WAL is being received as it should. */
        public boolean isHealthy() {
            return healthy;
        }

        /** As it is written in answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Before the first look. */
    static ReceiverHealth unseen(Instant now) {
        return new ReceiverHealth(Verdict.TRYING, Lsn.ZERO, now);
    }

    /** The next look. Pure. */
    ReceiverHealth next(ReceiverStatus status, Instant now) {
        return switch (status.state()) {
            case STREAMING -> streaming(status, now);
            case IDLE, CONNECTING, WAITING -> trying(status, now);
            case STALLED -> new ReceiverHealth(Verdict.STALLED, status.flushed(), moved);
            case STOPPED -> new ReceiverHealth(Verdict.STUCK, status.flushed(), moved);
        };
    }

    private ReceiverHealth streaming(ReceiverStatus status, Instant now) {
        boolean moves = status.behind() == 0 || !status.flushed().equals(flushed);
        Instant lately = moves ? now : moved;
        Instant heard = status.lastMessage().filter(status.since()::isBefore).orElse(status.since());
        if (heard.plus(SILENCE).isBefore(now)) {
            return new ReceiverHealth(Verdict.SILENT, status.flushed(), lately);
        }
        boolean stalled = lately.plus(PATIENCE).isBefore(now);
        return new ReceiverHealth(stalled ? Verdict.STALLED : Verdict.MOVING, status.flushed(), lately);
    }

    /** Backing off takes half a minute at most, and so does an attempt. */
    private static ReceiverHealth trying(ReceiverStatus status, Instant now) {
        Instant tried = status.lastProblemAt().filter(status.since()::isBefore).orElse(status.since());
        boolean stuck = tried.plus(PATIENCE.multipliedBy(4)).isBefore(now);
        return new ReceiverHealth(stuck ? Verdict.STUCK : Verdict.TRYING, status.flushed(), now);
    }
}
