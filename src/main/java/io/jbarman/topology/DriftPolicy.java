package io.jbarman.topology;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When and about what drift is reported.
 *
 * @param cron when the timer looks, instead of every so often
 * @param timer whether apply installs a systemd timer on the control node
 * @param ignore addresses left out, as globs
 */
public record DriftPolicy(Optional<Duration> every, Optional<CronTimes> cron, boolean timer, List<String> ignore) {
    /** Only when asked, about everything. */
    public static final DriftPolicy NONE = new DriftPolicy(Optional.empty(), false, List.of());

    private static final Duration USUAL = Duration.ofMinutes(15);

    /** Every so often. */
    public DriftPolicy(Optional<Duration> every, boolean timer, List<String> ignore) {
        this(every, Optional.empty(), timer, ignore);
    }

    /** How often the timer looks, where it is not by {@code cron}. */
    public Duration interval() {
        return every.orElse(USUAL);
    }
}
