package io.jbarman.facts.grant;

/** Something that can be granted to a role. */
public sealed interface Privilege {
    /** As in {@code GRANT ... TO}. */
    String describe();

    /**
     * EXECUTE on a function of pg_catalog; granted in one database and good there only.
     *
     * @param signature {@code pg_backup_start(text, boolean)}
     */
    record Execute(String signature) implements Privilege {
        @Override
        public String describe() {
            return "EXECUTE ON FUNCTION " + signature;
        }
    }

    /** Membership of a role, inheriting what it may. */
    record MemberOf(String role) implements Privilege {
        @Override
        public String describe() {
            return "membership of " + role;
        }
    }
}
