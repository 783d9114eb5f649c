package io.jbarman.facts.grant;

import io.jbarman.pg.GrantObject;

/**
 * What is asked about.
 *
 * @param schema empty where the kind has none, or where it is about all schemas
 * @param name of a function with its argument types; {@code *} for all of the schema; of what is still to be created, who
 *     creates it
 */
public record GrantTarget(GrantObject kind, String schema, String name) {
    /** All of a schema. */
    public static final String ALL = "*";

    /** Whether an extension can make it: no database, and of what is still to be created, its schema only. */
    public boolean mayComeByExtension() {
        return kind != GrantObject.DATABASE && !(kind.isDefault() && schema.isEmpty());
    }

    /** For people: {@code table shop.orders}. */
    public String describe() {
        if (kind.isDefault()) {
            return kind.word().replace('-', ' ') + " of " + name + (schema.isEmpty() ? "" : " in schema " + schema);
        }
        return kind.word() + " " + (schema.isEmpty() ? "" : schema + ".") + name;
    }
}
