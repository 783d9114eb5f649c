package io.jbarman.resource.timer;

/**
 * The two units of a timer.
 *
 * @param unit their name, without the suffixes
 * @param service content of the service's file
 * @param timer content of the timer's file
 */
public record TimerUnits(String unit, String service, String timer) {
    private static final String DIRECTORY = "/etc/systemd/system/";

    /** Where the service's file is. */
    public String servicePath() {
        return DIRECTORY + unit + ".service";
    }

    /** Where the timer's file is. */
    public String timerPath() {
        return DIRECTORY + timerName();
    }

    String timerName() {
        return unit + ".timer";
    }
}
