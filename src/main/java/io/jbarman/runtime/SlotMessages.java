package io.jbarman.runtime;

/** Barman's sentences about replication slots, which other programs look for. */
public final class SlotMessages {
    private SlotMessages() {}

    public static String missing(String slot, String server) {
        return "replication slot '" + slot + "' doesn't exist. Please execute 'barman receive-wal --create-slot "
                + server + "'";
    }

    public static String notInitialised(String slot) {
        return "slot '" + slot + "' not initialised: is 'receive-wal' running?";
    }

    public static String notActive(String slot) {
        return "slot '" + slot + "' not active: is 'receive-wal' running?";
    }
}
