package io.jbarman.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Notices that somebody set the clock: what was noted before cannot be compared with what is read after. Confined to one
 * thread.
 */
final class ClockSteps {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration LATELY = Duration.ofMinutes(2);

    private final Clock clock;
    private final LongSupplier nanos;
    private Instant time;
    private long ticks;
    private Optional<Long> stepped = Optional.empty();

    /** @param nanos a clock that nobody sets, such as {@link System#nanoTime} */
    ClockSteps(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.time = clock.instant();
        this.ticks = nanos.getAsLong();
    }

    /** Whether it was set so lately that times from before may still be about. To be asked every few seconds. */
    boolean lately() {
        Instant now = clock.instant();
        long nowTicks = nanos.getAsLong();
        Duration difference =
                Duration.between(time, now).minusNanos(nowTicks - ticks).abs();
        if (difference.compareTo(STEP) > 0) {
            stepped = Optional.of(nowTicks);
        }
        time = now;
        ticks = nowTicks;
        stepped = stepped.filter(at -> nowTicks - at < LATELY.toNanos());
        return stepped.isPresent();
    }
}
