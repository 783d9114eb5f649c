package io.jbarman.runtime;

import java.time.Duration;

/** A task of one server with a thread of its own; what fails in it stays in it. */
interface Worker {
    /** What its thread runs; returns after {@link #stop}. */
    void run() throws InterruptedException;

    /** Ends {@link #run} soon. Returns at once. */
    void stop();

    /** How long {@link #run} may take to end once it was told to. */
    default Duration patience() {
        return Duration.ofSeconds(8);
    }
}
