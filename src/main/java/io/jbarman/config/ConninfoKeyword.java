package io.jbarman.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of one of libpq's connection keywords when jbarman connects (PostgreSQL: "Parameter Key Words"). The
 * table is {@code conninfo-keywords.txt} beside this class.
 *
 * @param treatment what is done with it
 * @param text for {@link Treatment#DRIVER} the driver's own name of it; for the others why
 */
public record ConninfoKeyword(String name, Treatment treatment, String text) {
    /** What is done with a keyword. */
    public enum Treatment {
        /** It is part of {@link ConnectionTarget} itself. */
        TARGET,
        /** It is handed to the driver, under its own name there. */
        DRIVER,
        /** It changes nothing that matters here. */
        IGNORED,
        /** To leave it out would weaken or change the connection: the string is refused. */
        REFUSED
    }

    private static final Map<String, ConninfoKeyword> ALL = read();

    /** The keyword of that name, if libpq has one. */
    public static Optional<ConninfoKeyword> byName(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** All of them. */
    public static Set<String> names() {
        return ALL.keySet();
    }

    private static Map<String, ConninfoKeyword> read() {
        Map<String, ConninfoKeyword> keywords = new LinkedHashMap<>();
        for (String line : Resource.lines("conninfo-keywords.txt")) {
            if (!line.startsWith("#")) {
                String[] columns = line.split("\\s*\\|\\s*", -1);
                keywords.put(columns[0], new ConninfoKeyword(columns[0], Treatment.valueOf(columns[1]), columns[2]));
            }
        }
        return Collections.unmodifiableMap(keywords);
    }
}
