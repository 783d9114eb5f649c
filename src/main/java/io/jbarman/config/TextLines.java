package io.jbarman.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of somebody's file, by its line feeds alone: a carriage return stays part of its line, and an unfinished last
 * line stays unfinished as long as none comes after it. Pure.
 *
 * @param ended whether the last one has its line feed
 */
public record TextLines(List<String> lines, boolean ended) {
    public TextLines {
        lines = List.copyOf(lines);
    }

    /** The lines of a text. */
    public static TextLines of(String text) {
        boolean ended = text.isEmpty() || text.endsWith("\n");
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (ended) {
            lines.remove(lines.size() - 1);
        }
        return new TextLines(lines, ended);
    }

    /** The text of these lines in the place of those; no line is no text. */
    public String with(List<String> others) {
        if (others.isEmpty()) {
            return "";
        }
        boolean open = !ended && others.get(others.size() - 1).equals(lines.get(lines.size() - 1));
        return String.join("\n", others) + (open ? "" : "\n");
    }
}
