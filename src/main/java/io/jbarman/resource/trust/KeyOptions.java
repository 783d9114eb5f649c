package io.jbarman.resource.trust;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The options before a key, as far as a login of jbarman's depends on them (OpenSSH: "sshd", AUTHORIZED_KEYS FILE FORMAT).
 *
 * @param forwards whether ports may be forwarded: the way to servers that listen on their own host only
 * @param limits by name, of what one has to match: the longer, the more is let through, and without one anything is
 * @param bindings each makes of a login less than it was, or something else
 * @param gifts each makes more of it
 */
record KeyOptions(boolean forwards, Map<String, Set<String>> limits, Set<String> bindings, Set<String> gifts) {
    /** What stands in quotes parts nothing. */
    private static final String OUTSIDE_QUOTES = "(?=(?:[^\"]|\"(?:[^\"\\\\]|\\\\.)*\")*$)";

    private static final Pattern COMMA = Pattern.compile("," + OUTSIDE_QUOTES);
    private static final Pattern BAR = Pattern.compile(" \\| " + OUTSIDE_QUOTES);

    /** A command of ours needs none of these. */
    private static final Pattern HARMLESS = Pattern.compile("|(no-)?(agent-forwarding|x11-forwarding|pty|user-rc)");

    KeyOptions {
        limits = Map.copyOf(limits);
        bindings = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(bindings));
        gifts = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(gifts));
    }

    /** Those of several lines, as they are shown beside each other. */
    static List<KeyOptions> ofLines(String shown) {
        return Arrays.stream(BAR.split(shown, -1)).map(KeyOptions::of).toList();
    }

    /** Those of one line: of two that contradict each other the later one counts. */
    static KeyOptions of(String line) {
        boolean forwards = true;
        Map<String, Set<String>> limits = new LinkedHashMap<>();
        Set<String> bindings = new LinkedHashSet<>();
        Set<String> gifts = new LinkedHashSet<>();
        for (String option : COMMA.splitAsStream(line).map(String::strip).toList()) {
            String name = option.split("=", 2)[0].toLowerCase(Locale.ROOT);
            String spelt = name + option.substring(name.length());
            switch (name) {
                case "restrict", "no-port-forwarding" -> forwards = false;
                case "port-forwarding" -> forwards = true;
                case "from", "permitopen" ->
                    limits.computeIfAbsent(name, any -> new HashSet<>())
                            .addAll(entries(option.substring(name.length())));
                case "no-touch-required" -> gifts.add(spelt);
                case "environment" -> {
                    gifts.add(spelt);
                    bindings.add(spelt);
                }
                default -> bindings.add(spelt);
            }
        }
        bindings.removeIf(option -> HARMLESS.matcher(option).matches());
        return new KeyOptions(forwards, limits, bindings, gifts);
    }

    private static Set<String> entries(String value) {
        return Arrays.stream(value.replaceAll("[=\"]", "").split(",", -1))
                .map(String::strip)
                .collect(Collectors.toSet());
    }

    /** What a login that had the others loses with these; empty if nothing. */
    Optional<String> loss(KeyOptions others) {
        if (others.forwards && !forwards) {
            return Optional.of("take port forwarding from it");
        }
        Optional<String> limit = limits.keySet().stream()
                .filter(name ->
                        !isWider(limits.getOrDefault(name, Set.of()), others.limits.getOrDefault(name, Set.of())))
                .findFirst()
                .map(name -> "bind it to " + name + "=\"" + words(name) + "\"");
        return limit.or(() -> bindings.stream()
                        .filter(option -> !others.bindings.contains(option))
                        .findFirst()
                        .map(option -> "bind it to " + option))
                .or(() -> others.gifts.stream()
                        .filter(option -> !gifts.contains(option))
                        .findFirst()
                        .map(option -> "take " + option + " from it"));
    }

    private String words(String limit) {
        return limits.getOrDefault(limit, Set.of()).stream().sorted().collect(Collectors.joining(","));
    }

    /** An entry with an exclamation mark turns away. */
    private static boolean isWider(Set<String> now, Set<String> before) {
        return !before.isEmpty()
                && before.stream().filter(entry -> !entry.startsWith("!")).allMatch(now::contains)
                && now.stream().filter(entry -> entry.startsWith("!")).allMatch(before::contains);
    }
}
