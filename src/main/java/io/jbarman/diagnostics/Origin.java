package io.jbarman.diagnostics;

/**
 * Where in a document something stands.
 *
 * @param file as the user named it
 * @param line from 1; 0 where the whole file is meant
 * @param column from 1; 0 where the whole line is meant
 * @param lineText the text of that line, empty where there is none to show
 */
public record Origin(String file, int line, int column, String lineText) {
    /** The file as a whole. */
    public static Origin ofFile(String file) {
        return new Origin(file, 0, 0, "");
    }

    /** {@code file:line:column}, without the parts that are 0. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
