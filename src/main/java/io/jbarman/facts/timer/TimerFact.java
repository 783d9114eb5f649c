package io.jbarman.facts.timer;

import java.util.Optional;

/**
 * How a timer stands with systemd.
 *
 * @param systemd whether systemd is process 1; if not, the rest is false
 * @param enabled whether it starts at boot
 * @param active whether it runs now
 * @param stale whether its unit files have changed since systemd read them
 * @param elsewhere the file of a unit of that name that is not among the administrator's
 * @param understood whether systemd understands when it is to run
 */
public record TimerFact(
        boolean systemd,
        boolean enabled,
        boolean active,
        boolean stale,
        Optional<String> elsewhere,
        boolean understood) {
    /** Of a host without systemd. */
    public static final TimerFact NO_SYSTEMD = new TimerFact(false, false, false, false);

    /** One that nobody else has. */
    public TimerFact(boolean systemd, boolean enabled, boolean active, boolean stale) {
        this(systemd, enabled, active, stale, Optional.empty(), true);
    }
}
