package io.jbarman.facts.host;

/**
 * A service as the host's init has it, in systemd's words.
 *
 * @param keeper who starts and stops it
 * @param load LoadState, such as {@code loaded}, {@code not-found}, {@code masked}
 * @param active ActiveState, one of which has the same name; {@code unknown} where an init script does not say
 * @param enabled UnitFileState, such as {@code enabled}, {@code disabled}, {@code static}
 */
public record ServiceFact(Keeper keeper, String load, String active, String enabled) {
    /** Who starts and stops services. */
    public enum Keeper {
        SYSTEMD,
        /** A script in /etc/init.d, where systemd is not process 1. */
        INIT_SCRIPT,
        NOBODY
    }

    /** Of a host without systemd, of a service without an init script. */
    public static final ServiceFact NOBODYS = new ServiceFact(Keeper.NOBODY, "", "", "");

    /** Whether it runs, or is about to. */
    public boolean isRunning() {
        return active.equals("active") || active.equals("activating") || active.equals("reloading");
    }

    /** Whether it is known whether it runs. */
    public boolean isToldOf() {
        return !active.equals("unknown");
    }

    /** Whether it starts at boot. */
    public boolean isEnabled() {
        return enabled.startsWith("enabled");
    }
}
