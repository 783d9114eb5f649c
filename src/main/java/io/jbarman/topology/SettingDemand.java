package io.jbarman.topology;

/** What is demanded of a setting. */
public sealed interface SettingDemand {
    /** Declared: exactly this value, in PostgreSQL's own spelling. */
    record Exactly(String value) implements SettingDemand {}

    /** A floor: at least this number; more is left alone. */
    record AtLeast(long value) implements SettingDemand {}
}
