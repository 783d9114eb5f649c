package io.jbarman.facts.timer;

/**
 * How a timer stands with systemd.
 *
 * @param systemd whether systemd is process 1; if not, the rest is false
 * @param enabled whether it starts at boot
 * @param active whether it runs now
 * @param stale whether its unit files have changed since systemd read them
 */
public record TimerFact(boolean systemd, boolean enabled, boolean active, boolean stale) {
    /** Of a host without systemd. */
    public static final TimerFact NO_SYSTEMD = new TimerFact(false, false, false, false);
}
