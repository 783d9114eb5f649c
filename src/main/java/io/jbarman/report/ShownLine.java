package io.jbarman.report;

import io.jbarman.diagnostics.Origin;

/**
 * A line of a document with a caret under one column, as a terminal shows it.
 *
 * @param text the line, or the part of it around the column
 * @param pad what brings the caret under the column
 */
record ShownLine(String text, String pad) {
    /** Of a longer line only the part around the column is shown. */
    private static final int LONGEST = 160;

    private static final String CUT = "...";

    static ShownLine of(Origin origin) {
        int[] line = origin.lineText().codePoints().toArray();
        int column = Math.min(Math.max(origin.column() - 1, 0), line.length);
        if (line.length <= LONGEST) {
            return new ShownLine(shown(line, 0, line.length), pad(line, 0, column));
        }
        int from = Math.max(0, column - LONGEST / 2);
        int to = Math.min(line.length, from + LONGEST);
        String before = from > 0 ? CUT : "";
        String after = to < line.length ? CUT : "";
        return new ShownLine(
                before + shown(line, from, to) + after, " ".repeat(before.length()) + pad(line, from, column));
    }

    private static String shown(int[] line, int from, int to) {
        return Printable.of(new String(line, from, to - from));
    }

    private static String pad(int[] line, int from, int to) {
        StringBuilder pad = new StringBuilder();
        for (int i = from; i < to; i++) {
            pad.append(line[i] == '\t' ? "\t" : " ".repeat(Printable.width(line[i])));
        }
        return pad.toString();
    }
}
