package io.jbarman.facts.file;

import java.util.Optional;

/**
 * What is at a path.
 *
 * @param kind as the asking account sees it
 * @param mode permission bits, 0 where nothing is
 * @param owner empty where nothing is
 * @param writable whether the asking account may make or replace it
 * @param content of a file, where it was asked for and may be read
 */
public record PathFact(Kind kind, int mode, String owner, boolean writable, Optional<String> content) {
    /** What can be at a path. */
    public enum Kind {
        ABSENT,
        FILE,
        DIRECTORY,
        OTHER
    }

    /** Nothing. */
    public static PathFact absent(boolean writable) {
        return new PathFact(Kind.ABSENT, 0, "", writable, Optional.empty());
    }

    /** Whether nothing is there. */
    public boolean isAbsent() {
        return kind == Kind.ABSENT;
    }

    /** The mode as people write it. */
    public String modeText() {
        return String.format("%04o", mode);
    }

    @Override
    public String toString() {
        return "PathFact[" + kind + " " + modeText() + " " + owner + "]";
    }
}
