package io.jbarman.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A file that is being prepared by another thread.
 *
 * @param wal as it was received
 */
record Submission(Preparation preparation, ArchivedWal wal, Future<Prepared> future) {
    boolean isDone() {
        return future.isDone();
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
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted =
                    new InterruptedIOException("interrupted while archiving " + wal.name());
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
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
