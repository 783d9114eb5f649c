package io.jbarman.resource.timer;

/**
 * The two units of a timer.
 *
 * @param unit their name, without the suffixes
 * @param service content of the service's file
 * @param timer content of the timer's file
 */
public record TimerUnits(String unit, String service, String timer) {
    /** How each of our unit files begins. */
    private static final String MARK = "# Written by jbarman";

    private static final String DIRECTORY = "/etc/systemd/system/";

    /** Where the service's file is. */
    public String servicePath() {
        return DIRECTORY + unit + ".service";
    }

    /** Where the timer's file is. */
    public String timerPath() {
        return DIRECTORY + timerName();
    }

    static boolean isOurs(String content) {
        return content.startsWith(MARK);
    }

    String timerName() {
        return unit + ".timer";
    }
}
