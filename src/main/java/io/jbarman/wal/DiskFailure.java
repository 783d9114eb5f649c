package io.jbarman.wal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What failed on another thread, as a failure of the one that waited for it. */
final class DiskFailure {
    private DiskFailure() {}

    /** The result of a piece of work. */
    static <T> T get(Future<T> work) throws IOException {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the disk");
        } catch (ExecutionException e) {
            throw of(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Defects are thrown as they are; the caller's stack goes with what the disk said. */
    static IOException of(Throwable cause) {
        if (cause instanceof RuntimeException defect) {
            throw defect;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IOException(String.valueOf(cause.getMessage()), cause);
    }
}
