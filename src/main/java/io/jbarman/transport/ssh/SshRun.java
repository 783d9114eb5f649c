package io.jbarman.transport.ssh;

import io.jbarman.transport.CommandResult;
import io.jbarman.transport.ErrorText;
import io.jbarman.transport.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.Session;

/** One program of another host run to its end. {@code timeout} ends it there; the grace here is for its last words. */
final class SshRun {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);
    private static final int GLANCE_MILLIS = 200;
    private static final int CHUNK = 32 * 1024;

    private final Session.Command command;
    private final byte[] input;
    private final Duration timeout;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    SshRun(Session.Command command, byte[] input, Duration timeout) {
        this.command = command;
        this.input = input;
        this.timeout = timeout;
    }

    Exchange toEnd() throws IOException {
        ErrorText errors = ErrorText.of(command.getErrorStream());
        Thread reading = inBackground(() -> collect(command.getInputStream()));
        inBackground(this::feed);
        boolean ended = await();
        join(reading);
        return ended
                ? new Exchange(status(), bytes(), errors.atEnd())
                : new Exchange(CommandResult.TIMED_OUT, bytes(), errors.soFar() + "its time was up\n");
    }

    /** A program that was ended by a signal has no status; shells call it 128 and more. */
    private int status() {
        Integer status = command.getExitStatus();
        return status == null ? 128 + 9 : status;
    }

    private byte[] bytes() {
        synchronized (output) {
            return output.toByteArray();
        }
    }

    private void collect(InputStream source) {
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                synchronized (output) {
                    output.write(buffer, 0, count);
                }
            }
        } catch (IOException closed) {
            // What came is here; a broken connection shows itself when the end is awaited.
        }
    }

    /**
     * Writes no more than the other side has room for: SSHJ blocks in the middle of a larger write with a lock in its
     * hand, and a program that has ended without reading could then not even be noticed.
     */
    private void feed() {
        try (OutputStream to = command.getOutputStream()) {
            int at = 0;
            while (at < input.length) {
                int count = (int) Math.min(Math.min(command.getRemoteWinSize(), CHUNK), input.length - at);
                if (count > 0) {
                    to.write(input, at, count);
                    to.flush();
                    at += count;
                } else if (closedWithin(GLANCE_MILLIS / 10)) {
                    return;
                }
            }
        } catch (IOException notWanted) {
            // The program ended without reading all of it.
        }
    }

    /** Waits for the channel to close, or for the exit status plus a moment where something else holds the output. */
    private boolean await() throws IOException {
        long deadline = System.nanoTime() + timeout.plus(GRACE).toNanos();
        long patience = Long.MAX_VALUE;
        while (System.nanoTime() - deadline < 0) {
            if (closedWithin(GLANCE_MILLIS)) {
                return true;
            }
            if (command.getExitStatus() != null) {
                patience = Math.min(patience, System.nanoTime() + LAST_OUTPUT.toNanos());
                if (System.nanoTime() >= patience) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean closedWithin(int millis) throws IOException {
        try {
            command.join(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (ConnectionException notYet) {
            if (notYet.getCause() instanceof TimeoutException) {
                return false;
            }
            throw notYet;
        }
    }

    private static Thread inBackground(Runnable work) {
        Thread thread = new Thread(work, "ssh command");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(Thread reading) {
        try {
            reading.join(LAST_OUTPUT.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
