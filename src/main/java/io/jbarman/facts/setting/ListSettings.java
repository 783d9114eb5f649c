package io.jbarman.facts.setting;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Settings that are lists of names, which the server quotes one by one (PostgreSQL's flag GUC_LIST_QUOTE): given as one
 * string, a list would become one name.
 */
public final class ListSettings {
    private static final Set<String> NAMES = Set.of(
            "local_preload_libraries",
            "search_path",
            "session_preload_libraries",
            "shared_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    private ListSettings() {}

    /** Whether the setting is one of them. */
    public static boolean includes(String name) {
        return NAMES.contains(name);
    }

    /** The names in a list, unquoted; none in an empty one. */
    public static List<String> elements(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .map(ListSettings::unquoted)
                .toList();
    }

    private static String unquoted(String element) {
        boolean quoted = element.length() > 1 && element.startsWith("\"") && element.endsWith("\"");
        return quoted ? element.substring(1, element.length() - 1).replace("\"\"", "\"") : element;
    }
}
