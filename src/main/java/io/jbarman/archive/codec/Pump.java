package io.jbarman.archive.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Optional;

/** Carries one stream into another, in a thread of its own. */
final class Pump implements Runnable {
    private final InputStream source;
    private final OutputStream target;
    private final Thread thread;
    private volatile Optional<IOException> failure = Optional.empty();

    private Pump(InputStream source, OutputStream target) {
        this.source = source;
        this.target = target;
        this.thread = new Thread(this, "filter");
        thread.setDaemon(true);
    }

    /** Carries it all, then closes the target. */
    static Pump start(InputStream source, OutputStream target) {
        Pump pump = new Pump(source, target);
        pump.thread.start();
        return pump;
    }

    @Override
    public void run() {
        try (target) {
            source.transferTo(target);
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }

    /** Returns when all was carried, or throws what prevented it. */
    void await() throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** How a filter failed, once it has ended; empty if it did not. */
    static Optional<String> ending(Process process, String filter) throws IOException {
        try {
            int status = process.waitFor();
            return status == 0 ? Optional.empty() : Optional.of("the filter '" + filter + "' ended with " + status);
        } catch (InterruptedException e) {
            process.destroy();
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException failure = new InterruptedIOException("interrupted while a filter was at work");
        failure.initCause(cause);
        return failure;
    }
}
