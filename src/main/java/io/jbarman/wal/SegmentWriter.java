package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.wal.SegmentFinisher.Full;
import io.jbarman.wal.WalSink.Pace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * WAL of one timeline, in order and without a gap -> segments. Owns the position: nobody else computes it.
 *
 * <p>Confined to one thread, save for {@link #written} and {@link #flushed}. Full segments are made durable by the disk's
 * finishing thread; the next segment is opened by its other one meanwhile.
 */
final class SegmentWriter {
    private static final int MOST_BYTES_WAITING = 128 << 20;

    /** Told of each durable segment and its end, in the order of WAL, on the finisher's thread. */
    interface Completed {
        void accept(SegmentName segment, Lsn end) throws IOException;
    }

    private final SegmentSupply supply;
    private final SegmentFinisher finishing;
    private final SpaceWait space;
    private final WalSegmentSize size;
    private final TimelineId timeline;
    private final Completed completed;
    private Optional<OpenSegment> current = Optional.empty();
    private final Lsn start;
    /** Whether somebody waits for our syncs, so that they come in the middle of segments. */
    private boolean syncedInside;

    private volatile Lsn written;
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
            SpaceWait space,
            Executor finisher,
            Executor preparer) {
        if (size.offset(start) != 0) {
            throw new IllegalArgumentException(start + " is not the beginning of a segment");
        }
        this.supply = new SegmentSupply(sink, size, preparer);
        this.finishing = new SegmentFinisher(sink, finisher, mostWaiting(size), this::durable);
        this.space = space;
        this.size = size;
        this.timeline = timeline;
        this.completed = completed;
        this.start = start;
        this.written = start;
        this.flushed = flushed;
    }

    private static int mostWaiting(WalSegmentSize size) {
        return Math.max(1, Math.min(8, MOST_BYTES_WAITING / size.bytes()));
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
        ByteBuffer piece = bytes.slice(bytes.position(), length);
        write(segment, piece);
        bytes.position(bytes.position() + length);
        written = written.plus(length);
        if (size.offset(written) == 0) {
            finish(segment);
        }
    }

    /** What there is no space for is described only then: this is done for every message. */
    private void write(OpenSegment segment, ByteBuffer piece) throws IOException {
        try {
            segment.write(piece);
        } catch (IOException e) {
            space.after(e, () -> {
                segment.write(piece);
                return segment;
            });
        }
    }

    private void reserve(OpenSegment segment) throws IOException {
        try {
            segment.reserve();
        } catch (IOException e) {
            space.after(e, () -> {
                segment.reserve();
                return segment;
            });
        }
    }

    private OpenSegment openNext() throws IOException {
        SegmentName name = SegmentName.of(timeline, written, size);
        OpenSegment segment = space.with(() -> supply.take(name, syncedInside ? Pace.LIVE : Pace.BACKLOG));
        syncedInside = false;
        current = Optional.of(segment);
        return segment;
    }

    private void finish(OpenSegment segment) throws IOException {
        current = Optional.empty();
        finishing.submit(new Full(segment, written));
    }

    private void durable(List<Full> segments) throws IOException {
        flushed = segments.get(segments.size() - 1).end();
        for (Full full : segments) {
            completed.accept(full.segment().name(), full.end());
        }
    }

    /** Whether something was written that is not known to be durable. */
    boolean needsSync() {
        return !written.equals(start) && !written.equals(flushed);
    }

    /** Makes all that was written durable. */
    void sync() throws IOException {
        finishing.await();
        if (current.isPresent()) {
            OpenSegment segment = current.get();
            reserve(segment);
            segment.sync();
            // One sync may be chance, two are somebody who waits for us.
            if (syncedInside) {
                supply.expectLive();
            }
            syncedInside = true;
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
            finishing.abandon();
            supply.discard();
            if (current.isPresent()) {
                current.get().close(OpenSegment.Ending.ABANDONED);
            }
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
