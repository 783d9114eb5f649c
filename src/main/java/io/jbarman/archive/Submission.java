package io.jbarman.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A file that is being prepared by another thread.
 *
 * @param wal as it was received
 */
record Submission(Preparation preparation, ArchivedWal wal, Future<Prepared> future) {
    boolean isDone() {
        return future.isDone();
    }

    /** Whether it is done before that time is over. */
    boolean isDoneWithin(Duration time) throws IOException {
        try {
            future.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Whether it is done, and did not fail. */
    boolean isPrepared() {
        if (!isDone()) {
            return false;
        }
        try {
            await();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What came of it; waits for it. */
    Prepared await() throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted while archiving " + wal.name());
        interrupted.initCause(cause);
        return interrupted;
    }

    private IOException failure(@org.jspecify.annotations.Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException failure ? failure : new IOException("archiving " + wal.name(), cause);
    }

    /** Waits for it, and lets go of what preparing took. */
    void abandon() {
        try {
            future.get().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // it took nothing
        }
    }
}
