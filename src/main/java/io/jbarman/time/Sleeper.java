package io.jbarman.time;

import java.time.Duration;

/** Lets time pass. */
public interface Sleeper {
    /** Returns after that time, or at once with an exception when the thread is interrupted. */
    void sleep(Duration duration) throws InterruptedException;
}
