package io.jbarman.diagnostics;

import java.util.List;

/**
 * The text of a document, for showing places of it.
 *
 * @param file as the user named it
 */
public record SourceText(String file, String text, List<String> lines) {
    /** The text of a YAML document: the YAML library breaks lines at the same characters. */
    public static SourceText of(String file, String text) {
        return new SourceText(file, text, List.of(text.split("\r\n|[\r\n\u0085\u2028\u2029]", -1)));
    }

    /** The text of a program. */
    public static SourceText ofCode(String file, String text) {
        return new SourceText(file, text, List.of(text.split("\r\n|[\r\n]", -1)));
    }

    /** A place, both numbers from 0. */
    public Origin at(int line, int column) {
        return new Origin(file, line + 1, column + 1, line >= 0 && line < lines.size() ? lines.get(line) : "");
    }

    /** The place of a character, counted from 0. */
    public Origin atIndex(int index) {
        SourceText before = of(file, text.substring(0, index));
        String lastLine = before.lines.get(before.lines.size() - 1);
        return at(before.lines.size() - 1, lastLine.codePointCount(0, lastLine.length()));
    }
}
