package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Full segments on their way to being durable, in the order of WAL, some together or as soon as somebody waits for them:
 * the first sync of a batch commits what the file system noted for all of them, and so do their names. The executor must
 * run one after the other what it is given. A failure surfaces at the next call of whoever hands them over.
 */
final class SegmentFinisher {
    /** A segment whose bytes are all written, and its end. */
    record Full(OpenSegment segment, Lsn end) {}

    /** Told of segments that are durable now, in the order of WAL. */
    interface Durable {
        void accept(List<Full> segments) throws IOException;
    }

    private final WalSink sink;
    private final Executor executor;
    private final int mostWaiting;
    private final Durable durable;
    private final int batch;
    private final Deque<Full> waiting = new ArrayDeque<>();
    /** Have all their bytes, which are not yet durable. Confined to the executor's thread. */
    private final Deque<Full> settled = new ArrayDeque<>();

    /** Changed under the lock only. */
    private volatile int unfinished;

    private Optional<Throwable> failure = Optional.empty();

    SegmentFinisher(WalSink sink, Executor executor, int mostWaiting, Durable durable) {
        this.sink = sink;
        this.executor = executor;
        this.mostWaiting = mostWaiting;
        this.batch = Math.max(1, mostWaiting / 2);
        this.durable = durable;
    }

    /** Hands a segment over; waits while too many are unfinished. */
    void submit(Full full) throws IOException {
        synchronized (this) {
            awaitFewerThan(mostWaiting);
            waiting.add(full);
            unfinished++;
        }
        executor.execute(this::finish);
    }

    /** Returns when all of them are durable. */
    void await() throws IOException {
        // Asked before every sync: where nothing is unfinished, nothing has failed, and no other thread is woken for
        // it.
        if (unfinished == 0) {
            return;
        }
        executor.execute(this::settle);
        synchronized (this) {
            awaitFewerThan(1);
        }
    }

    private void awaitFewerThan(int most) throws IOException {
        try {
            while (unfinished >= most && failure.isEmpty()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the disk");
        }
        if (failure.isPresent()) {
            throw DiskFailure.of(failure.get());
        }
    }

    /** Lets go of what is not finished; after a failure nothing else would. */
    void abandon() throws IOException {
        for (Optional<Full> left = unclosed(); left.isPresent(); left = unclosed()) {
            left.get().segment().close(OpenSegment.Ending.ABANDONED);
        }
    }

    private synchronized Optional<Full> unclosed() {
        return Optional.ofNullable(waiting.poll());
    }

    private void finish() {
        Optional<Full> next = next();
        if (next.isEmpty()) {
            return;
        }
        settled.add(next.get());
        try {
            next.get().segment().settle();
            if (settled.size() >= batch) {
                makeDurable();
            }
        } catch (IOException | RuntimeException | Error e) {
            failed(e);
        }
    }

    private void settle() {
        if (settled.isEmpty() || isFailed()) {
            return;
        }
        try {
            makeDurable();
        } catch (IOException | RuntimeException | Error e) {
            failed(e);
        }
    }

    private void makeDurable() throws IOException {
        List<Full> closed = new ArrayList<>();
        while (!settled.isEmpty()) {
            Full full = settled.remove();
            full.segment().close(OpenSegment.Ending.COMPLETE);
            closed.add(full);
        }
        sink.syncNames();
        durable.accept(closed);
        finished(closed.size());
    }

    /** Nothing after a failure: a later segment must not be durable before an earlier one. */
    private synchronized Optional<Full> next() {
        return isFailed() ? Optional.empty() : Optional.ofNullable(waiting.poll());
    }

    private synchronized boolean isFailed() {
        return failure.isPresent();
    }

    private synchronized void finished(int count) {
        unfinished -= count;
        notifyAll();
    }

    private void failed(Throwable e) {
        for (Full left : settled) {
            try {
                left.segment().close(OpenSegment.Ending.ABANDONED);
            } catch (IOException | RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
        }
        settled.clear();
        tell(e);
    }

    private synchronized void tell(Throwable e) {
        failure = Optional.of(e);
        notifyAll();
    }
}
