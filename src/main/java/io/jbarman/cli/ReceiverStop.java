package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.runtime.FileLocks;
import io.jbarman.runtime.LockFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** {@code receive-wal --stop}: a runtime is told to pause, another process is interrupted. */
final class ReceiverStop {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int LOOKS = 50;
    private static final int LOOKS_BEFORE_TERM = 15;

    private final BarmanContext context;
    private final ServerConfig server;

    ReceiverStop(BarmanContext context, ServerConfig server) {
        this.context = context;
        this.server = server;
    }

    void run() throws IOException, InterruptedException {
        if (context.runtime().owns(server.name())) {
            context.runtime().ask("pause", server.name());
            context.output()
                    .info("The runtime no longer receives from server " + server.name()
                            + ", until: jbarman runtime start " + server.name());
            return;
        }
        Optional<Long> owner = FileLocks.owner(LockFiles.receiveWal(server));
        if (owner.isEmpty() || owner.get() == ProcessHandle.current().pid() || isFree()) {
            context.output().error("Termination of receive-wal failed: no such process for server " + server.name());
            return;
        }
        interrupt(owner.get());
    }

    /** A process id in the file proves nothing after a reboot; the lock does. */
    private boolean isFree() throws IOException {
        FileLocks.Attempt attempt = FileLocks.take(java.util.List.of(LockFiles.receiveWal(server)), false);
        if (attempt instanceof FileLocks.Attempt.Held held) {
            held.locks().close();
            return true;
        }
        return false;
    }

    /** As Barman does; then more plainly: whatever a script began with {@code &} does not hear SIGINT. */
    private void interrupt(long pid) throws IOException, InterruptedException {
        signal("INT", pid);
        for (int look = 0; look < LOOKS; look++) {
            if (look == LOOKS_BEFORE_TERM) {
                signal("TERM", pid);
            }
            if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
                context.output().info("Stopped process receive-wal(" + pid + ")");
                return;
            }
            context.sleeper().sleep(PAUSE);
        }
        context.output().error("Cannot terminate process receive-wal(" + pid + ")");
    }

    /** By the shell's own kill: a bare Debian has no other. */
    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -\"$1\" \"$2\"", "sh", name, Long.toString(pid))
                .start()
                .waitFor();
    }
}
