package io.jbarman.facts.role;

import java.util.List;
import java.util.stream.Collectors;

/** Lists of role names in SQL. */
final class RoleNames {
    private RoleNames() {}

    /** A {@code ?} for each; {@code NULL}, which no name equals, for none. */
    static String placeholders(List<String> names) {
        return names.isEmpty() ? "NULL" : names.stream().map(name -> "?").collect(Collectors.joining(", "));
    }
}
