package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import java.time.Duration;

/** Whether nothing has gone to the disk for long. Confined to one thread. */
final class Standstill {
    private final SegmentWriter writer;
    private final long most;
    private Lsn written = Lsn.ZERO;
    private Lsn flushed = Lsn.ZERO;
    private long moved = System.nanoTime();

    /** @param most how long that may be so */
    Standstill(SegmentWriter writer, Duration most) {
        this.writer = writer;
        this.most = most.toNanos();
    }

    /**
     * Looks, every now and then while somebody waits for the disk.
     *
     * @param begun when the wait began, as {@link System#nanoTime} tells it
     */
    boolean lasts(long begun, long now) {
        Lsn nowWritten = writer.written();
        Lsn nowFlushed = writer.flushed();
        if (!nowWritten.equals(written) || !nowFlushed.equals(flushed)) {
            written = nowWritten;
            flushed = nowFlushed;
            moved = now;
        }
        return now - begun > most && now - moved > most;
    }
}
