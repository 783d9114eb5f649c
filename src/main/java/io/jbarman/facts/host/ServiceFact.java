package io.jbarman.facts.host;

/**
 * A service as systemd has it.
 *
 * @param systemd whether systemd is process 1; if not, the rest is empty
 * @param load LoadState, such as {@code loaded}, {@code not-found}, {@code masked}
 * @param active ActiveState, one of which has the same name
 * @param enabled UnitFileState, such as {@code enabled}, {@code disabled}, {@code static}
 */
public record ServiceFact(boolean systemd, String load, String active, String enabled) {
    /** Of a host without systemd. */
    public static final ServiceFact NO_SYSTEMD = new ServiceFact(false, "", "", "");

    /** Whether it runs, or is about to. */
    public boolean isRunning() {
        return active.equals("active") || active.equals("activating") || active.equals("reloading");
    }

    /** Whether it starts at boot. */
    public boolean isEnabled() {
        return enabled.startsWith("enabled");
    }
}
