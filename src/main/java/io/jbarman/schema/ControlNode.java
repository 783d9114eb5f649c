package io.jbarman.schema;

import java.nio.file.Path;

/**
 * Where paths of the control node begin.
 *
 * @param directory of the document: relative paths are taken from it
 * @param home of the account that runs jbarman: {@code ~} stands for it
 */
public record ControlNode(Path directory, Path home) {
    /** A path as a document writes it, absolute. */
    public Path resolve(String text) {
        if (text.equals("~") || text.startsWith("~/")) {
            return home.resolve(text.substring(Math.min(2, text.length()))).normalize();
        }
        return directory.resolve(text).toAbsolutePath().normalize();
    }
}
