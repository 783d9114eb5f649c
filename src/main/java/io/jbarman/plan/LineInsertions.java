package io.jbarman.plan;

import io.jbarman.plan.Step.LineInsertion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Puts lines into a text and leaves every other byte as it is. Pure. */
public final class LineInsertions {
    private static final Pattern LINE = Pattern.compile("[^\n]*\n|[^\n]+");

    private LineInsertions() {}

    /** How many lines the text has; an unfinished last one counts. */
    public static int lines(String text) {
        return split(text).size();
    }

    /** The text with the lines in their places; an unfinished last line is finished before something follows it. */
    public static String apply(String text, List<LineInsertion> insertions) {
        List<String> lines = split(text);
        StringBuilder result = new StringBuilder();
        for (int number = 1; number <= lines.size() + 1; number++) {
            for (LineInsertion insertion : insertions) {
                if (insertion.beforeLine() == number) {
                    append(result, insertion.lines());
                }
            }
            if (number <= lines.size()) {
                result.append(lines.get(number - 1));
            }
        }
        return result.toString();
    }

    private static void append(StringBuilder result, List<String> lines) {
        if (result.length() > 0 && result.charAt(result.length() - 1) != '\n') {
            result.append('\n');
        }
        lines.forEach(line -> result.append(line).append('\n'));
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        LINE.matcher(text).results().forEach(line -> lines.add(line.group()));
        return lines;
    }
}
