package io.jbarman.pg;

import java.util.List;

/** Kinds of objects that privileges are granted on (PostgreSQL: "Privileges"), what is still to be created among them. */
public enum GrantObject {
    DATABASE("DATABASE", "CREATE CONNECT TEMPORARY"),
    SCHEMA("SCHEMA", "CREATE USAGE"),
    TABLE("TABLE", "SELECT INSERT UPDATE DELETE TRUNCATE REFERENCES TRIGGER MAINTAIN"),
    COLUMN("TABLE", "SELECT INSERT UPDATE REFERENCES"),
    SEQUENCE("SEQUENCE", "USAGE SELECT UPDATE"),
    FUNCTION("FUNCTION", "EXECUTE"),
    TYPE("TYPE", "USAGE"),
    LANGUAGE("LANGUAGE", "USAGE"),
    FOREIGN_SERVER("FOREIGN SERVER", "USAGE"),
    FOREIGN_DATA_WRAPPER("FOREIGN DATA WRAPPER", "USAGE"),
    NEW_SCHEMAS("SCHEMAS", "CREATE USAGE"),
    NEW_TABLES("TABLES", "SELECT INSERT UPDATE DELETE TRUNCATE REFERENCES TRIGGER MAINTAIN"),
    NEW_SEQUENCES("SEQUENCES", "USAGE SELECT UPDATE"),
    NEW_FUNCTIONS("FUNCTIONS", "EXECUTE"),
    NEW_TYPES("TYPES", "USAGE");

    /** Said of every privilege that the version has. */
    public static final String ALL = "ALL";

    private static final String MAINTAIN = "MAINTAIN";
    private static final int MAINTAIN_SINCE = 17;

    private final String keyword;
    private final String words;

    GrantObject(String keyword, String words) {
        this.keyword = keyword;
        this.words = words;
    }

    /** In GRANT, or in ALTER DEFAULT PRIVILEGES. */
    public String keyword() {
        return keyword;
    }

    /** Whether it is about what is still to be created (PostgreSQL: "ALTER DEFAULT PRIVILEGES"). */
    public boolean isDefault() {
        return name().startsWith("NEW_");
    }

    /** Whether such objects are in schemas. */
    public boolean isInSchema() {
        return this == TABLE || this == COLUMN || this == SEQUENCE || this == FUNCTION || this == TYPE;
    }

    /** As documents and plans name it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** All that can be granted on it. */
    public List<String> privileges() {
        return List.of(words.split(" "));
    }

    /** All that can be granted on it in that version. */
    public List<String> privileges(ServerVersion version) {
        return privileges().stream()
                .filter(one -> version.atLeast(MAINTAIN_SINCE) || !one.equals(MAINTAIN))
                .toList();
    }
}
