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
 * Full segments on their way to being durable, in the order of WAL: their bytes one by one, their names some together,
 * or as soon as somebody waits for them. The executor must run one after the other what it is given. A failure surfaces at the next call of whoever hands them over.
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
    /** Have their names, which are not yet durable. Confined to the executor's thread. */
    private final List<Full> closed = new ArrayList<>();

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

    /** The bytes of one segment at once, the names of several together. */
    private void finish() {
        Optional<Full> next = next();
        if (next.isEmpty()) {
            return;
        }
        try {
            next.get().segment().close(OpenSegment.Ending.COMPLETE);
            closed.add(next.get());
        } catch (IOException | RuntimeException | Error e) {
            failed(e);
        }
        if (closed.size() >= batch) {
            settle();
        }
    }

    private void settle() {
        if (closed.isEmpty() || isFailed()) {
            return;
        }
        try {
            sink.syncNames();
            durable.accept(List.copyOf(closed));
            settled(closed.size());
            closed.clear();
        } catch (IOException | RuntimeException | Error e) {
            failed(e);
        }
    }

    /** Nothing after a failure: a later segment must not be durable before an earlier one. */
    private synchronized Optional<Full> next() {
        return isFailed() ? Optional.empty() : Optional.ofNullable(waiting.poll());
    }

    private synchronized boolean isFailed() {
        return failure.isPresent();
    }

    private synchronized void settled(int count) {
        unfinished -= count;
        notifyAll();
    }

    private synchronized void failed(Throwable e) {
        failure = Optional.of(e);
        notifyAll();
    }
}
