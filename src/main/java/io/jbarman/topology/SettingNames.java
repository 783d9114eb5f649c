package io.jbarman.topology;

import io.jbarman.diagnostics.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** PostgreSQL's own settings by name, and the majors that have them. Read from a list that tests hold against servers. */
public final class SettingNames {
    /** Newer ones than the list knows have what the last one of it has. */
    private static final int NEWEST = Integer.MAX_VALUE;

    private final Map<String, Known> byName = new HashMap<>();

    /**
     * A setting.
     *
     * @param since the first major that has it; 0 where all have it that jbarman knows
     * @param until the last one
     */
    private record Known(String name, int since, int until) {
        static Known parse(String line) {
            int blank = line.indexOf(' ');
            if (blank < 0) {
                return new Known(line, 0, NEWEST);
            }
            int dash = line.indexOf('-', blank);
            String since = line.substring(blank + 1, dash);
            String until = line.substring(dash + 1);
            return new Known(
                    line.substring(0, blank),
                    since.isEmpty() ? 0 : Integer.parseInt(since),
                    until.isEmpty() ? NEWEST : Integer.parseInt(until));
        }

        boolean isIn(int major) {
            return since <= major && major <= until;
        }
    }

    private SettingNames() {}

    /** All of them. */
    public static SettingNames read() {
        SettingNames names = new SettingNames();
        try (InputStream file = SettingNames.class.getResourceAsStream("settings.txt")) {
            if (file == null) {
                throw new IllegalStateException("settings.txt is not in this build");
            }
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Known::parse)
                    .forEach(known -> names.byName.put(known.name().toLowerCase(Locale.ROOT), known));
        } catch (IOException e) {
            throw new UncheckedIOException("reading settings.txt", e);
        }
        return names;
    }

    /** What is wrong with a name; empty where a server of that major, or of any, has such a setting, or may have. */
    public Optional<String> problem(String name, Optional<Integer> major) {
        Known known = byName.get(name.toLowerCase(Locale.ROOT));
        if (isOfExtension(name) || (known != null && major.map(known::isIn).orElse(true))) {
            return Optional.empty();
        }
        if (known == null) {
            return Optional.of("PostgreSQL has no setting '" + name + "'");
        }
        String when = major.filter(at -> at < known.since()).isPresent()
                ? "it came with " + known.since()
                : known.until() + " was the last to have it";
        return Optional.of("PostgreSQL " + major.orElse(0) + " has no setting '" + name + "': " + when);
    }

    /** What to do about a name that is a problem. */
    public String remedy(String name, Optional<Integer> major) {
        if (byName.containsKey(name.toLowerCase(Locale.ROOT))) {
            return "take it out; or correct the server's version, if it is another";
        }
        List<String> candidates = byName.values().stream()
                .filter(known -> major.map(known::isIn).orElse(true))
                .map(Known::name)
                .sorted()
                .toList();
        return Suggestion.closest(name, candidates)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("look at the spelling; one of an extension's has its name before it, as in"
                        + " auto_explain.log_analyze");
    }

    /** It has the extension's name before it, and is there once that is loaded. */
    private static boolean isOfExtension(String name) {
        return name.contains(".");
    }
}
