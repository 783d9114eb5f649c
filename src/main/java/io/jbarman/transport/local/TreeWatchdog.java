package io.jbarman.transport.local;

import java.time.Duration;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.Watchdog;
import org.jspecify.annotations.Nullable;

/**
 * Ends a process with all its descendants. The stock watchdog ends the child alone, and a grandchild that holds the
 * output then keeps the executor waiting for ever.
 */
final class TreeWatchdog extends ExecuteWatchdog {
    private volatile @Nullable Process process;
    private volatile boolean timedOut;

    @SuppressWarnings("deprecation") // the builder makes the stock class only
    TreeWatchdog(Duration timeout) {
        super(timeout.toMillis());
    }

    @Override
    public synchronized void start(Process started) {
        process = started;
        super.start(started);
    }

    @Override
    public synchronized void timeoutOccured(Watchdog watchdog) {
        Process root = process;
        if (root != null && root.isAlive()) {
            timedOut = true;
            root.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        super.timeoutOccured(watchdog);
    }

    /** Whether its time was up, also where it ended by itself since its descendants were ended. */
    boolean timedOut() {
        return timedOut || killedProcess();
    }
}
