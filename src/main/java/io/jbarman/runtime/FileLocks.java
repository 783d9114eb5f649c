package io.jbarman.runtime;

import io.jbarman.diagnostics.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks that Barman takes as well: flock(2), which Java's own file locks, being fcntl(2), do not exclude. A child
 * process holds them for as long as its standard input is open, hence no longer than this process lives, however it ends.
 */
public final class FileLocks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileLocks.class);
    private static final int BUSY = 75;

    private final Process holder;

    private FileLocks(Process holder) {
        this.holder = holder;
    }

    /** What came of trying. */
    public sealed interface Attempt {
        /** All of them are held. */
        record Held(FileLocks locks) implements Attempt {}

        /** None is held, since somebody else has this one. */
        record Busy(Path lock, Optional<Long> owner) implements Attempt {}
    }

    /**
     * Takes all of these locks, in this order, or none; our process id is written into the files, as Barman's is.
     *
     * @param waiting whether to wait for them rather than to give up
     */
    public static Attempt take(List<Path> locks, boolean waiting) throws IOException {
        for (Path lock : locks) {
            Files.createDirectories(lock.toAbsolutePath().getParent());
        }
        Process holder = new ProcessBuilder(command(locks, waiting))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (isHeld(holder)) {
            locks.forEach(FileLocks::sign);
            return new Attempt.Held(new FileLocks(holder));
        }
        return new Attempt.Busy(locks.get(busy(holder, locks)), owner(locks.get(busy(holder, locks))));
    }

    /** Says whose it is. On a full disk nobody can, and a lock that is held is to be let go of all the same. */
    private static void sign(Path lock) {
        try {
            Files.writeString(lock, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            LOG.warn("our process id cannot be written into {}, which is held: {}", lock, e.toString());
        }
    }

    /** The process that wrote its id into a lock's file and lives. */
    public static Optional<Long> owner(Path lock) {
        try {
            String text = Files.readString(lock).strip();
            return text.matches("[0-9]{1,9}")
                    ? Optional.of(Long.valueOf(text)).filter(FileLocks::lives)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean lives(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** flock(1) becomes the next one, and the last a cat: one process that has every lock open. */
    private static List<String> command(List<Path> locks, boolean waiting) {
        List<String> command = new ArrayList<>();
        for (int i = 0; i < locks.size(); i++) {
            command.add("flock");
            if (!waiting) {
                command.add("--nonblock");
            }
            command.addAll(List.of("--conflict-exit-code", Integer.toString(BUSY + i), "--no-fork"));
            command.add(locks.get(i).toString());
        }
        command.addAll(List.of("sh", "-c", "echo held; exec cat"));
        return command;
    }

    private static boolean isHeld(Process holder) throws IOException {
        try {
            return "held".equals(holder.inputReader().readLine());
        } catch (IOException e) {
            holder.destroy();
            throw e;
        }
    }

    private static int busy(Process holder, List<Path> locks) throws IOException {
        try {
            int status = holder.waitFor();
            if (status >= BUSY && status < BUSY + locks.size()) {
                return status - BUSY;
            }
            throw new IOException("flock(1) failed with status " + status + " on " + locks);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + locks, e);
        }
    }

    /** Whether they still are: whoever ends the process that holds them takes them away. */
    boolean areHeld() {
        return holder.isAlive();
    }

    /** The problem of a lock that somebody else has. */
    static Diagnostic busy(Attempt.Busy busy, String what) {
        return Diagnostic.error(
                "runtime-locked",
                what + " is already running"
                        + busy.owner().map(pid -> " (process " + pid + ")").orElse(""),
                "end that process first, and stop what starts it again, such as barman cron; the lock is "
                        + busy.lock());
    }

    /** Lets the locks go. Idempotent. */
    @Override
    public void close() {
        try {
            holder.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("the lock holder was gone already", e);
        }
        holder.destroy();
    }
}
