package io.jbarman.wal;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Lends {@link Pieces}: a runtime may receive the backlogs of all its servers at once, and memory is for a few. Safe for
 * use by several threads.
 */
final class PiecePool {
    private static final PiecePool OF_THIS_PROCESS = new PiecePool(8);

    private final Semaphore left;
    private final Queue<Pieces> idle = new ConcurrentLinkedQueue<>();

    /** @param most how many are lent at a time */
    PiecePool(int most) {
        this.left = new Semaphore(most);
    }

    static PiecePool ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /** Until they are returned; empty where as many are lent as there is memory for. */
    Optional<Pieces> lend() {
        if (!left.tryAcquire()) {
            return Optional.empty();
        }
        Pieces next = idle.poll();
        return Optional.of(next == null ? new Pieces() : next);
    }

    /** Those of which some are still at the disk, after a failure, are not lent again. */
    void takeBack(Pieces pieces) {
        if (pieces.areAllHere()) {
            idle.add(pieces);
        }
        left.release();
    }
}
