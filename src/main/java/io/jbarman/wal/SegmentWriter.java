package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * WAL of one timeline, in order and without a gap -> segments. Owns the position: nobody else computes it.
 *
 * <p>Confined to one thread, save for {@link #flushed}. Full segments are made durable by {@code finisher}, which must
 * run one after the other what it is given; the next segment is opened by {@code preparer} meanwhile.
 */
final class SegmentWriter {
    /** Told of each durable segment and its end, in the order of WAL, on the finisher's thread. */
    interface Completed {
        void accept(SegmentName segment, Lsn end) throws IOException;
    }

    private final SegmentSupply supply;
    private final InOrder finishing;
    private final WalSegmentSize size;
    private final TimelineId timeline;
    private final Completed completed;
    private Optional<OpenSegment> current = Optional.empty();
    private final Lsn start;
    private Lsn written;
    private volatile Lsn flushed;

    /**
     * @param start the beginning of a segment
     * @param flushed what is durable already: {@code start}, or zero where that is not known
     */
    SegmentWriter(
            WalSink sink,
            WalSegmentSize size,
            TimelineId timeline,
            Lsn start,
            Lsn flushed,
            Completed completed,
            Executor finisher,
            Executor preparer) {
        if (size.offset(start) != 0) {
            throw new IllegalArgumentException(start + " is not the beginning of a segment");
        }
        this.supply = new SegmentSupply(sink, size, preparer);
        this.finishing = new InOrder(finisher);
        this.size = size;
        this.timeline = timeline;
        this.completed = completed;
        this.start = start;
        this.written = start;
        this.flushed = flushed;
    }

    /** The end of what was written: the only position at which WAL may go on. */
    Lsn written() {
        return written;
    }

    /** The end of what is durable, file and directory entry; zero before anything is. */
    Lsn flushed() {
        return flushed;
    }

    /**
     * Writes a piece of WAL.
     *
     * @throws WalGapException if it does not begin where the last one ended
     */
    void write(Lsn start, ByteBuffer bytes) throws IOException, WalGapException {
        if (!start.equals(written)) {
            throw new WalGapException(written, start);
        }
        while (bytes.hasRemaining()) {
            writePiece(bytes);
        }
    }

    private void writePiece(ByteBuffer bytes) throws IOException {
        OpenSegment segment = current.isPresent() ? current.get() : openNext();
        int length = Math.min(bytes.remaining(), size.bytes() - size.offset(written));
        segment.write(bytes.slice(bytes.position(), length));
        bytes.position(bytes.position() + length);
        written = written.plus(length);
        if (size.offset(written) == 0) {
            finish(segment, written);
        }
    }

    private OpenSegment openNext() throws IOException {
        OpenSegment segment = supply.take(SegmentName.of(timeline, written, size));
        current = Optional.of(segment);
        return segment;
    }

    private void finish(OpenSegment segment, Lsn end) throws IOException {
        current = Optional.empty();
        finishing.submit(() -> {
            segment.close(OpenSegment.Ending.COMPLETE);
            flushed = end;
            completed.accept(segment.name(), end);
            return end;
        });
    }

    /** Whether something was written that is not known to be durable. */
    boolean needsSync() {
        return !written.equals(start) && !written.equals(flushed);
    }

    /** Makes all that was written durable. */
    void sync() throws IOException {
        finishing.await();
        if (current.isPresent()) {
            current.get().sync();
            flushed = written;
        }
    }

    /** Makes all that was written durable and ends, at the end of a timeline or of a connection. */
    void close() throws IOException {
        finishing.await();
        supply.discard();
        Optional<OpenSegment> last = current;
        current = Optional.empty();
        if (last.isPresent()) {
            last.get().close(OpenSegment.Ending.PARTIAL);
            flushed = written;
        }
    }

    /** Ends after a failure of the disk: nothing more is promised. Whatever else fails here is only added to it. */
    void abandon(Exception failure) {
        try {
            finishing.await();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
        try {
            supply.discard();
            if (current.isPresent()) {
                current.get().close(OpenSegment.Ending.ABANDONED);
            }
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
