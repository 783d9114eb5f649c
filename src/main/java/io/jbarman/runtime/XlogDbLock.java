package io.jbarman.runtime;

import io.jbarman.archive.CatalogueLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Barman's lock on {@code xlog.db}. It is kept from one writing to the next, since each taking costs processes; half a
 * second after it was taken it is let go of, or at the end of the writing that goes on then, whatever the archiver is at.
 */
final class XlogDbLock implements CatalogueLock {
    private static final Duration AT_MOST = Duration.ofMillis(500);
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Path file;
    private final boolean scriptsRun;
    private final Duration most;
    private final ReentrantLock using = new ReentrantLock();
    private Optional<FileLocks> held = Optional.empty();
    private long since;

    /** @param scriptsRun whether hook scripts run between two writings: one may ask for it */
    XlogDbLock(Path file, boolean scriptsRun) {
        this(file, scriptsRun, AT_MOST);
    }

    XlogDbLock(Path file, boolean scriptsRun, Duration most) {
        this.file = file;
        this.scriptsRun = scriptsRun;
        this.most = most;
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "let go of xlog.db");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(5, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    @Override
    public void during(Writing work) throws IOException {
        using.lock();
        try {
            write(work);
        } finally {
            using.unlock();
        }
    }

    private void write(Writing work) throws IOException {
        if (held.filter(FileLocks::areHeld).isEmpty()) {
            closeHeld();
            take();
        }
        try {
            work.run();
        } finally {
            if (scriptsRun || System.nanoTime() - since > most.toNanos()) {
                closeHeld();
            }
        }
    }

    private void take() throws IOException {
        if (!(FileLocks.take(List.of(file), true) instanceof FileLocks.Attempt.Held taken)) {
            throw new IOException("flock(1) did not wait for " + file);
        }
        held = Optional.of(taken.locks());
        since = System.nanoTime();
        if (!scriptsRun) {
            letGoInTime(taken.locks());
        }
    }

    private void letGoInTime(FileLocks locks) {
        var unused = TIMER.schedule(() -> letGo(locks), most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The timer is every server's: it waits for no writing, which may hang. */
    private void letGo(FileLocks locks) {
        if (!using.tryLock()) {
            letGoInTime(locks);
            return;
        }
        try {
            if (held.filter(locks::equals).isPresent()) {
                closeHeld();
            }
        } finally {
            using.unlock();
        }
    }

    @Override
    public void letGo() {
        using.lock();
        try {
            closeHeld();
        } finally {
            using.unlock();
        }
    }

    private void closeHeld() {
        held.ifPresent(FileLocks::close);
        held = Optional.empty();
    }
}
