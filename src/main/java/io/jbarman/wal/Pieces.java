package io.jbarman.wal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A few large buffers, aligned as the disk wants it, that go round between two threads; made when first needed. */
final class Pieces {
    static final int BYTES = 2 << 20;
    /** Divides {@link #BYTES} and every segment's size; all but odd file systems have blocks no larger. */
    static final int ALIGNMENT = 4096;

    private static final int MOST = 3;

    private final BlockingQueue<ByteBuffer> free = new LinkedBlockingQueue<>();
    private final AtomicInteger made = new AtomicInteger();

    /** Whether none of them is in use. */
    boolean areAllHere() {
        return free.size() == made.get();
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
