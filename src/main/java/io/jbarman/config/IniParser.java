package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the INI dialect that Barman reads (Python: "configparser", with its defaults): {@code name = value} or
 * {@code name: value}, whole-line comments with # or ;, indented lines continue a value, names in any case. A section or
 * an option twice in one file is an error, as it is there.
 */
final class IniParser {
    private static final Pattern SECTION = Pattern.compile("\\[([^]]+)]\\s*");
    private static final Pattern OPTION = Pattern.compile("([^=:]+?)\\s*[=:]\\s*(.*?)\\s*");

    private final String file;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final Map<String, IniSection> sections = new LinkedHashMap<>();
    private Map<String, IniValue> values = new LinkedHashMap<>();
    private Optional<IniSection> section = Optional.empty();
    private Optional<String> option = Optional.empty();

    private IniParser(String file) {
        this.file = file;
    }

    /** Reads a whole file. Every problem is collected; what is sound around it is still given. */
    static IniFile parse(String file, String text) {
        return new IniParser(file).parse(text);
    }

    private IniFile parse(String text) {
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            line(lines[i], new Origin(file, i + 1, 1, lines[i]));
        }
        endSection();
        return new IniFile(List.copyOf(sections.values()), problems);
    }

    private void line(String line, Origin origin) {
        String stripped = line.strip();
        if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
            return;
        }
        if (Character.isWhitespace(line.charAt(0)) && option.isPresent()) {
            continueValue(stripped);
            return;
        }
        Matcher header = SECTION.matcher(stripped);
        if (header.matches()) {
            startSection(header.group(1), origin);
            return;
        }
        readOption(stripped, origin);
    }

    private void continueValue(String more) {
        String name = option.orElseThrow();
        values.computeIfPresent(name, (key, value) -> new IniValue(value.raw() + "\n" + more, value.origin()));
    }

    private void startSection(String name, Origin origin) {
        endSection();
        if (sections.containsKey(name)) {
            problems.add(Diagnostic.error(
                    "config-duplicate",
                    origin,
                    "section [" + name + "] stands twice in this file",
                    "join the two sections, or rename one of them; Barman refuses the file as well"));
        }
        section = Optional.of(new IniSection(name, origin, Map.of()));
    }

    private void endSection() {
        section.ifPresent(open ->
                sections.merge(open.name(), new IniSection(open.name(), open.origin(), values), IniSection::merge));
        values = new LinkedHashMap<>();
        option = Optional.empty();
    }

    private void readOption(String line, Origin origin) {
        Matcher matcher = OPTION.matcher(line);
        if (!matcher.matches()) {
            problems.add(Diagnostic.error(
                    "config-syntax",
                    origin,
                    "neither a [section], nor an option = value, nor a comment",
                    "write the option as name = value; comments start with # or ;"));
            return;
        }
        if (section.isEmpty()) {
            problems.add(Diagnostic.error(
                    "config-syntax", origin, "an option before the first [section]", "put [barman] above it"));
            return;
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        if (values.containsKey(name)) {
            problems.add(Diagnostic.error(
                    "config-duplicate", origin, name + " stands twice in this section", "remove one of the two"));
        }
        values.put(name, new IniValue(matcher.group(2), origin));
        option = Optional.of(name);
    }
}
