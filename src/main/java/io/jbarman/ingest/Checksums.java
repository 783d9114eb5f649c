package io.jbarman.ingest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that ends a put-wal stream, {@code SHA256SUMS} or, from clients before 3.6, {@code MD5SUMS}: lines as
 * sha256sum(1) writes them.
 */
record Checksums(String algorithm, Map<String, String> digests, Optional<String> badLine) {
    private static final Map<String, String> ALGORITHMS = Map.of("SHA256SUMS", "SHA-256", "MD5SUMS", "MD5");
    private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]+) [* ](?:\\./)?(.+)");

    Checksums {
        digests = Map.copyOf(digests);
    }

    /** Whether a member of that name holds checksums. */
    static boolean isName(String name) {
        return ALGORITHMS.containsKey(name);
    }

    static Checksums parse(String name, String text) {
        Map<String, String> digests = new LinkedHashMap<>();
        Optional<String> bad = Optional.empty();
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line.stripTrailing());
            if (matcher.matches()) {
                digests.put(matcher.group(2), matcher.group(1).toLowerCase(Locale.ROOT));
            } else {
                bad = Optional.of(line);
            }
        }
        return new Checksums(ALGORITHMS.getOrDefault(name, ""), digests, bad);
    }
}
