package io.jbarman.pg;

import java.util.Locale;

/** What a role is or is not (PostgreSQL: "CREATE ROLE"), in the order in which statements name them. */
public enum RoleAttribute {
    LOGIN("rolcanlogin"),
    SUPERUSER("rolsuper"),
    CREATEDB("rolcreatedb"),
    CREATEROLE("rolcreaterole"),
    INHERIT("rolinherit"),
    REPLICATION("rolreplication"),
    BYPASSRLS("rolbypassrls");

    private final String column;

    RoleAttribute(String column) {
        this.column = column;
    }

    /** Its column in pg_roles. */
    public String column() {
        return column;
    }

    /** In lower case, as documents and plans name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In a statement: {@code LOGIN} or {@code NOLOGIN}. */
    public String clause(boolean has) {
        return has ? name() : "NO" + name();
    }
}
