package io.jbarman.topology;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When and about what drift is reported.
 *
 * @param timer whether apply installs a systemd timer on the control node
 * @param ignore addresses left out, as globs
 */
public record DriftPolicy(Optional<Duration> every, boolean timer, List<String> ignore) {
    /** Only when asked, about everything. */
    public static final DriftPolicy NONE = new DriftPolicy(Optional.empty(), false, List.of());

    private static final Duration USUAL = Duration.ofMinutes(15);

    /** How often the timer looks. */
    public Duration interval() {
        return every.orElse(USUAL);
    }
}
