package io.jbarman.schema;

import io.jbarman.pg.SlotName;

/** The shapes of text that several blocks use. */
final class Texts {
    /** Goes into INI sections, addresses, file names and metrics: hence the narrow choice. */
    static final TextType NAME = TextType.of(
            "a name (letters, digits, '_', '-' and '.', at most 63, not beginning with '-' or '.')",
            "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}$");

    static final TextType IDENTIFIER = TextType.of(
            "a name (letters, digits and '_', not beginning with a digit)", "^[A-Za-z_][A-Za-z0-9_]{0,62}$");

    static final TextType LINE = TextType.of("text on one line", "^[^\\u0000-\\u001f\\u007f]+$");

    static final TextType PATH = TextType.of("an absolute path", "^/[^\\u0000-\\u001f\\u007f]*$")
            .and(path -> !path.contains("/../") && !path.endsWith("/.."));

    /** A path on the control node, where {@code ~} and the document's directory are known. */
    static final TextType LOCAL_PATH = TextType.of("a path", "^[^\\u0000-\\u001f\\u007f]+$");

    static final TextType ACCOUNT = TextType.of(
            "an operating-system account (letters, digits, '_' and '-')", "^[A-Za-z_][A-Za-z0-9_.-]{0,30}[$]?$");

    static final TextType ADDRESS = TextType.of(
                    "a host name or an IP address, alone",
                    "^[A-Za-z0-9]([A-Za-z0-9.:_-]*[A-Za-z0-9])?$|^::[0-9A-Fa-f:.]*$")
            .and(Addresses::isAddress);

    static final TextType NETWORK = TextType.of(
                    "an IP address or a network like 10.0.0.0/24", "^[0-9A-Fa-f.:]+(/[0-9]{1,3})?$")
            .and(Addresses::isNetwork);

    static final TextType SLOT = TextType.of(
                    "a replication slot's name (lower-case letters, digits and '_', at most 63)", "^[a-z0-9_]{1,63}$")
            .and(SlotName::isValid);

    /** PostgreSQL: "Lexical Structure"; a role's name is quoted wherever it is used, but must fit. */
    static final TextType ROLE = TextType.of(
                    "a role's name, at most 63 bytes, not beginning with pg_", "^[^\\u0000-\\u001f\\u007f]{1,63}$")
            .and(Texts::fitsRole);

    /** The same, or one that PostgreSQL brings. */
    static final TextType ANY_ROLE = TextType.of("a role's name, at most 63 bytes", "^[^\\u0000-\\u001f\\u007f]{1,63}$")
            .and(Texts::fits);

    static final TextType DATABASE = TextType.of(
                    "a database's name, at most 63 bytes", "^[^\\u0000-\\u001f\\u007f]{1,63}$")
            .and(Texts::fits);

    /** Quoted where it is used; the first dot ends the schema. */
    static final TextType OBJECT = TextType.of("an object's name like shop.orders", "^[^\\u0000-\\u001f\\u007f]+$");

    static final TextType COMMENT = TextType.of("text on one line", "^[^\\u0000-\\u001f\\u007f]*$");

    static final TextType SETTING = TextType.of(
            "a setting's name like work_mem or auto_explain.log_analyze",
            "^[A-Za-z_][A-Za-z0-9_$]*([.][A-Za-z_][A-Za-z0-9_$]*)?$");

    private Texts() {}

    private static boolean fitsRole(String name) {
        return fits(name) && !name.startsWith("pg_");
    }

    private static boolean fits(String name) {
        return name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 63;
    }
}
