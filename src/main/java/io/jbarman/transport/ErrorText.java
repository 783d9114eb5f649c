package io.jbarman.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Collects what a program writes to its standard error, in the background, up to 64 KiB. */
public final class ErrorText {
    private static final int LIMIT = 64 * 1024;
    private static final int PATIENCE_MILLIS = 1000;

    private final StringBuilder text = new StringBuilder();
    private final Thread reader;

    private ErrorText(InputStream source) {
        reader = new Thread(() -> collect(source), "standard error");
        reader.setDaemon(true);
    }

    /** Starts to collect. */
    public static ErrorText of(InputStream source) {
        ErrorText errors = new ErrorText(source);
        errors.reader.start();
        return errors;
    }

    private void collect(InputStream source) {
        byte[] buffer = new byte[4096];
        try {
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            // The program is gone; what it said is here.
        }
    }

    private synchronized void append(String more) {
        if (text.length() < LIMIT) {
            text.append(more);
        }
    }

    /** What was written so far. */
    public synchronized String soFar() {
        return text.toString();
    }

    /** What was written, after the stream has ended or a second has passed. */
    public String atEnd() {
        try {
            reader.join(PATIENCE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return soFar();
    }
}
