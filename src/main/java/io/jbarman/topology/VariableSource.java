package io.jbarman.topology;

import io.jbarman.diagnostics.Origin;
import java.util.Locale;

/**
 * A place that gives a variable a value.
 *
 * @param of the group's or the host's name, or the file; empty for the others
 * @param written the value as it is written there, expressions in it and all; a list or mapping as JSON
 */
public record VariableSource(Level level, String of, String written, Origin origin) {
    /** From the one that gives way to all others to the one that gives way to none. */
    public enum Level {
        /** What jbarman knows of a host itself. */
        BUILT_IN,
        /** {@code vars} of the document. */
        DOCUMENT,
        /** One of {@code vars_files}; of two the later one goes before. */
        FILE,
        /** {@code vars} of a group; of two groups the one further down in the document goes before. */
        GROUP,
        /** {@code vars} of a host. */
        HOST,
        /** {@code vars} of a play. */
        PLAY,
        /** {@code -e} of the command line. */
        GIVEN;

        /** For programs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For people: {@code group primaries}. */
    public String words() {
        return switch (level) {
            case BUILT_IN -> "built in";
            case DOCUMENT -> "vars of the document";
            case FILE -> "file " + of;
            case GROUP -> "group " + of;
            case HOST -> "host " + of;
            case PLAY -> "play " + of;
            case GIVEN -> "the command line";
        };
    }
}
