package io.jbarman.resource.hba;

import java.util.Set;
import java.util.regex.Pattern;

/** Names in a client authentication file (PostgreSQL: "The pg_hba.conf File"): quotes take keywords their meaning. */
final class HbaWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Set<String> KEYWORDS = Set.of("all", "sameuser", "samerole", "samegroup", "replication");

    private HbaWord() {}

    /** A role, or {@code all}; a plus sign before it, which means its members, stays outside of quotes. */
    static String group(String role) {
        boolean members = role.startsWith("+") && role.length() > 1;
        return members ? "+" + quote(role.substring(1), false) : quote(role, role.equals("all"));
    }

    /** The name as one word; {@code keyword} leaves it its special meaning. */
    static String quote(String name, boolean keyword) {
        boolean plain = PLAIN.matcher(name).matches() && (keyword || !KEYWORDS.contains(name));
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
