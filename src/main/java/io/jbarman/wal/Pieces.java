package io.jbarman.wal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few large buffers, aligned as the disk wants it, that go round between two threads; made when first needed. They are
 * lent, since a runtime may receive the backlogs of all its servers at once, and memory is for a few.
 */
final class Pieces {
    static final int BYTES = 2 << 20;
    /** Divides {@link #BYTES} and every segment's size; all but odd file systems have blocks no larger. */
    static final int ALIGNMENT = 4096;
    /** How many are lent at a time. */
    static final int SETS = 8;

    private static final int MOST = 3;
    private static final Semaphore LEFT = new Semaphore(SETS);
    private static final Queue<Pieces> IDLE = new ConcurrentLinkedQueue<>();

    private final BlockingQueue<ByteBuffer> free = new LinkedBlockingQueue<>();
    private final AtomicInteger made = new AtomicInteger();

    private Pieces() {}

    /** Until they are returned; empty where as many are lent as there is memory for. */
    static Optional<Pieces> lent() {
        if (!LEFT.tryAcquire()) {
            return Optional.empty();
        }
        Pieces idle = IDLE.poll();
        return Optional.of(idle == null ? new Pieces() : idle);
    }

    /** Those of which some are still at the disk, after a failure, are not lent again. */
    void returned() {
        if (free.size() == made.get()) {
            IDLE.add(this);
        }
        LEFT.release();
    }

    /** An empty one; waits for it. */
    ByteBuffer take() throws IOException {
        ByteBuffer piece = free.poll();
        if (piece == null && made.get() < MOST) {
            piece = ByteBuffer.allocateDirect(BYTES + ALIGNMENT)
                    .alignedSlice(ALIGNMENT)
                    .limit(BYTES);
            made.incrementAndGet();
        }
        try {
            return piece == null ? free.take() : piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the disk");
        }
    }

    void giveBack(ByteBuffer piece) {
        free.add(piece.clear().limit(BYTES));
    }
}
