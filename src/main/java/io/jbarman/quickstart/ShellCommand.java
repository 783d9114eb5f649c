package io.jbarman.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * One exec request, given to {@code /bin/sh -c} as sshd does. The library's own shell may translate line ends, which a
 * relayed PostgreSQL session does not survive; this one moves bytes.
 */
final class ShellCommand implements Command {
    private final String command;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;
    private volatile @Nullable Process process;

    ShellCommand(String command) {
        this.command = command;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        Process started = new ProcessBuilder("/bin/sh", "-c", command).start();
        process = started;
        pump("stdin", required(in), started.getOutputStream(), true);
        Thread output = pump("stdout", started.getInputStream(), required(out), false);
        Thread errors = pump("stderr", started.getErrorStream(), required(err), false);
        daemon("exit", () -> {
            output.join();
            errors.join();
            required(exit).onExit(started.waitFor());
        });
    }

    private static <T> T required(@Nullable T stream) {
        if (stream == null) {
            throw new IllegalStateException("the channel has not set its streams");
        }
        return stream;
    }

    private Thread pump(String name, InputStream from, OutputStream to, boolean closing) {
        return daemon(name, () -> {
            byte[] buffer = new byte[1 << 15];
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                to.write(buffer, 0, length);
                to.flush();
            }
            if (closing) {
                to.close();
            }
        });
    }

    /** What a pump does: it ends when either side does. */
    private interface Pumping {
        void run() throws IOException, InterruptedException;
    }

    private Thread daemon(String name, Pumping work) {
        Thread thread = new Thread(() -> untilEitherSideEnds(work), "loopback-ssh-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void untilEitherSideEnds(Pumping work) {
        try {
            work.run();
        } catch (IOException oneSideIsGone) {
            return;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroy);
            running.destroy();
        }
    }
}
