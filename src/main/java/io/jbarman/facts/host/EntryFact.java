package io.jbarman.facts.host;

import java.util.Optional;

/**
 * What is at a path itself; a link is a link.
 *
 * @param mode permission bits
 * @param entries how many a directory has
 * @param content of a file, where it was asked for and the file is of a size that people write
 */
public record EntryFact(Kind kind, int mode, String owner, String group, int entries, Optional<String> content) {
    /** Nothing. */
    public static final EntryFact ABSENT = new EntryFact(Kind.ABSENT, 0, "", "", 0, Optional.empty());

    /** What can be at a path. */
    public enum Kind {
        ABSENT,
        FILE,
        DIRECTORY,
        LINK,
        OTHER
    }

    /** The mode as people write it. */
    public String modeText() {
        return String.format("%04o", mode);
    }

    /** Whatever else it is, its content is nobody's to read in a log. */
    @Override
    public String toString() {
        return "EntryFact[" + kind + " " + modeText() + " " + owner + ":" + group + "]";
    }
}
