package io.jbarman.playbook;

import io.jbarman.diagnostics.Origin;
import java.util.List;

/**
 * The text of a document, for showing places of it.
 *
 * @param file as the user named it
 */
record SourceText(String file, String text, List<String> lines) {
    static SourceText of(String file, String text) {
        // The YAML library breaks lines at the same characters.
        return new SourceText(file, text, List.of(text.split("\r\n|[\r\n\u0085\u2028\u2029]", -1)));
    }

    /** A place, both numbers from 0. */
    Origin at(int line, int column) {
        return new Origin(file, line + 1, column + 1, line < lines.size() ? lines.get(line) : "");
    }

    /** The place of a character, counted from 0. */
    Origin atIndex(int index) {
        SourceText before = of(file, text.substring(0, index));
        String lastLine = before.lines.get(before.lines.size() - 1);
        return at(before.lines.size() - 1, lastLine.codePointCount(0, lastLine.length()));
    }
}
