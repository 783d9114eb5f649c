package io.jbarman.topology;

/**
 * Something that a document declares.
 *
 * @param owner a host, or a server
 * @param name among those of its kind there
 */
public record Thing(String owner, Kind kind, String name) {
    /** What can be declared, by the key that it stands under. */
    public enum Kind {
        GROUPS,
        USERS,
        FILES,
        SERVICES,
        CRON,
        TIMERS,
        PACKAGES,
        COMMANDS,
        AUTHORIZED_KEYS,
        KNOWN_HOSTS,
        SETTINGS,
        ROLES,
        DATABASES,
        GRANTS,
        EXTENSIONS,
        SLOTS,
        HBA;

        /** The key. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Whether servers have it, not hosts. */
        public boolean isOfServer() {
            return compareTo(SETTINGS) >= 0;
        }
    }
}
