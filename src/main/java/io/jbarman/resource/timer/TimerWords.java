package io.jbarman.resource.timer;

/**
 * What is said of a timer.
 *
 * @param demand what is demanded
 * @param right that it is as it should be
 * @param missing that there is none
 * @param removed why it goes
 * @param gone that there is none, as it should be
 * @param unsupported that its host has no systemd
 * @param instead what to do there
 * @param without how to do without it elsewhere
 */
public record TimerWords(
        String demand,
        String right,
        String missing,
        String removed,
        String gone,
        String unsupported,
        String instead,
        String without) {
    /** Of the timer that looks for drift. */
    public static TimerWords ofDrift(String host, String every, String byHand) {
        return new TimerWords(
                "every " + every,
                "looks every " + every,
                "no timer looks for drift",
                "a timer that jbarman made: nobody looks for drift from here on",
                "no timer looks for drift, as declared",
                "drift.timer needs systemd, which is not process 1 on " + host,
                "Say timer: false under drift, and keep '" + byHand + " --every " + every
                        + "' running, or let cron run '" + byHand + "'.",
                "say timer: false under drift");
    }

    /** Of the timer that looks for drift at times as cron has them. */
    public static TimerWords ofDriftAt(String host, String cron, String byHand) {
        return new TimerWords(
                "at " + cron,
                "looks at " + cron + " (as cron has it)",
                "no timer looks for drift",
                "a timer that jbarman made: nobody looks for drift from here on",
                "no timer looks for drift, as declared",
                "drift.timer needs systemd, which is not process 1 on " + host,
                "Say timer: false under drift, and let cron run '" + byHand + "' at " + cron + ".",
                "say timer: false under drift");
    }

    /** Of one that a document declares. */
    public static TimerWords declared(String host, String name, String demand) {
        return new TimerWords(
                demand,
                "timer is as declared",
                "there is no timer " + name,
                "declared absent",
                "no such timer, as declared",
                "timer " + name + " needs systemd, which is not process 1 on " + host,
                "Declare a cron entry instead (system.cron), or take the timer out of the topology.",
                "take it out of the topology");
    }
}
