package io.jbarman.resource.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of people's, in Barman's INI format, in which one section is to say something else: comments, other options and
 * other sections stay as they are, where they are. What was added is named in a comment, so that it can go again; what
 * takes it back is an edit as well.
 */
final class SectionEdit {
    private static final String MARK = "; Added by jbarman: ";
    private static final Pattern SECTION = Pattern.compile("\\[([^]]+)]\\s*");
    private static final Pattern OPTION = Pattern.compile("([^=:]+?)\\s*[=:].*");

    private final String section;
    private final Map<String, String> missing;
    private final Set<String> gone;
    private final Set<String> added;
    private final List<String> lines = new ArrayList<>();
    private boolean inside;
    private boolean dropping;
    private boolean open;
    private int end;

    private SectionEdit(String section, Map<String, String> values, Set<String> gone, Set<String> added) {
        this.section = section;
        this.missing = new LinkedHashMap<>(values);
        this.gone = gone;
        this.added = new TreeSet<>(added);
    }

    /** The options that were added to the file before. */
    static Set<String> added(String text) {
        return text.lines()
                .filter(line -> line.startsWith(MARK))
                .flatMap(line -> Arrays.stream(line.substring(MARK.length()).split(", ", -1)))
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }

    /**
     * The text as it is to be.
     *
     * @param values what options of the section are to be, as they stand in a file
     * @param gone options that were added before and are to go
     */
    static String of(String text, String section, Map<String, String> values, Set<String> gone) {
        SectionEdit edit = new SectionEdit(section, values, gone, added(text));
        text.lines().forEach(edit::line);
        edit.finish();
        return String.join("\n", edit.lines) + "\n";
    }

    private void line(String line) {
        String stripped = line.strip();
        boolean comment = stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";");
        if (inside && line.startsWith(MARK)) {
            return;
        }
        if (comment) {
            lines.add(line);
            return;
        }
        boolean continued = Character.isWhitespace(line.charAt(0)) && open;
        if (continued && dropping) {
            return;
        }
        if (!continued) {
            begin(line, stripped);
        } else {
            keep(line);
        }
    }

    private void begin(String line, String stripped) {
        dropping = false;
        Matcher header = SECTION.matcher(stripped);
        if (header.matches()) {
            inside = header.group(1).equals(section);
            open = false;
            keep(line);
            return;
        }
        open = true;
        Optional<String> name = Optional.of(OPTION.matcher(stripped))
                .filter(option -> inside && option.matches())
                .map(option -> option.group(1).toLowerCase(Locale.ROOT));
        dropping = name.filter(one -> gone.contains(one) || missing.containsKey(one))
                .isPresent();
        if (!dropping) {
            keep(line);
        }
        name.flatMap(one -> Optional.ofNullable(missing.remove(one)).map(value -> option(one, value)))
                .ifPresent(this::keep);
    }

    /** What goes on over several lines is told by their margin. */
    private static String option(String name, String value) {
        return name + " = " + value.replace("\n", "\n  ");
    }

    private void keep(String line) {
        lines.add(line);
        end = inside ? lines.size() : end;
    }

    private void finish() {
        added.addAll(missing.keySet());
        added.removeAll(gone);
        List<String> more = new ArrayList<>();
        missing.forEach((name, value) -> more.add(option(name, value)));
        if (!added.isEmpty()) {
            more.add(MARK + String.join(", ", added));
        }
        lines.addAll(end, more);
    }
}
