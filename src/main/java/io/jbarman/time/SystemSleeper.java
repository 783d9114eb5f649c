package io.jbarman.time;

import java.time.Duration;

/** The machine's own time. */
public final class SystemSleeper implements Sleeper {
    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }
}
