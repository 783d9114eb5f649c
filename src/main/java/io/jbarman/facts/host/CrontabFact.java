package io.jbarman.facts.host;

import java.util.Optional;

/**
 * The crontab of an account.
 *
 * @param cron whether the host has cron
 * @param text its lines; empty if it has none
 * @param problem why it cannot be read: then nothing is known of its text
 */
public record CrontabFact(boolean cron, String text, Optional<String> problem) {
    /** Of a host that has no cron. */
    public static final CrontabFact NO_CRON = new CrontabFact(false, "", Optional.empty());

    /** One that could be read. */
    public static CrontabFact of(String text) {
        return new CrontabFact(true, text, Optional.empty());
    }
}
