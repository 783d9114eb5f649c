package io.jbarman.config;

import io.jbarman.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of a password file, {@code host:port:database:user:password} (PostgreSQL: "The Password File").
 *
 * @param host as the connection string names it, {@code localhost} for the default socket directory; * for any
 */
public record PassfileLine(String host, String port, String database, String user, Secret password) {
    /** Reads a line; empty for a comment, an empty line or one with too few fields, which libpq passes over. */
    public static Optional<PassfileLine> parse(String line) {
        if (line.startsWith("#") || line.isEmpty()) {
            return Optional.empty();
        }
        List<String> fields = fields(line);
        return fields.size() < 5
                ? Optional.empty()
                : Optional.of(new PassfileLine(
                        fields.get(0), fields.get(1), fields.get(2), fields.get(3), Secret.of(fields.get(4))));
    }

    /** The line as the file holds it, without a line feed: colons and backslashes escaped. */
    public String render() {
        return String.join(":", escape(host), escape(port), escape(database), escape(user), escape(password.reveal()));
    }

    /** Whether libpq would take this line's password for that connection. */
    public boolean serves(String wantedHost, int wantedPort, String wantedDatabase, String wantedUser) {
        return matches(host, wantedHost)
                && matches(port, Integer.toString(wantedPort))
                && matches(database, wantedDatabase)
                && matches(user, wantedUser);
    }

    private static boolean matches(String field, String wanted) {
        return field.equals("*") || field.equals(wanted);
    }

    private static String escape(String field) {
        return field.replace("\\", "\\\\").replace(":", "\\:");
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ':') {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                boolean escape = c == '\\' && i + 1 < line.length();
                field.append(escape ? line.charAt(++i) : c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
