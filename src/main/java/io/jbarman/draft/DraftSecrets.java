package io.jbarman.draft;

import io.jbarman.secret.SecretReference;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Names for passwords that stand somewhere in clear. Their values are not kept. */
final class DraftSecrets {
    private static final int LONGEST = 63;

    private final Map<String, SecretReference> byName = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    /** The name of a role's password on a server; the same for the same role. */
    String of(String server, String role) {
        return names.computeIfAbsent(server + " " + role, any -> add(server + "_" + role + "_password"));
    }

    /** The environment variable that is to hold it. */
    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    Map<String, SecretReference> all() {
        return byName;
    }

    private String add(String wish) {
        String word = wish.replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^(?=[0-9])", "_");
        String base = word.substring(0, Math.min(word.length(), LONGEST - 3));
        String name = base;
        for (int i = 2; byName.containsKey(name); i++) {
            name = base + "_" + i;
        }
        byName.put(name, new SecretReference.Environment(variable(name)));
        return name;
    }
}
