package io.jbarman.resource.setting;

import io.jbarman.facts.setting.ListSettings;
import io.jbarman.postgres.Sql;
import java.util.Arrays;
import java.util.stream.Collectors;

/** ALTER SYSTEM with the quoting that each setting asks for (PostgreSQL: "ALTER SYSTEM"). */
public final class AlterSystem {
    private AlterSystem() {}

    public static String set(String name, String value) {
        return "ALTER SYSTEM SET " + assignment(name, value);
    }

    /** {@code name = value}, as every form of SET has it. */
    public static String assignment(String name, String value) {
        return identifier(name) + " = " + values(name, value);
    }

    /** Whether the server would store the empty list as a list of one empty name, with which it cannot start. */
    static boolean cannotBeEmpty(String name) {
        return ListSettings.includes(name);
    }

    private static String values(String name, String value) {
        if (!ListSettings.includes(name)) {
            return Sql.literal(value);
        }
        return ListSettings.elements(value).stream().map(Sql::literal).collect(Collectors.joining(", "));
    }

    /** An extension's setting has two names with a dot between. */
    public static String identifier(String name) {
        return Arrays.stream(name.split("\\.", -1)).map(Sql::identifier).collect(Collectors.joining("."));
    }
}
