package io.jbarman.facts.host;

import io.jbarman.plan.Fingerprint;
import java.util.Optional;

/**
 * What is at a path itself; a link is a link.
 *
 * @param mode permission bits
 * @param entries how many a directory has
 * @param way who has the say over the directories that it is in
 * @param content of a file, where it was asked for and the file is of a size that people write
 * @param sha256 of a file's content, where that was asked for, whatever its size
 */
public record EntryFact(
        Kind kind,
        int mode,
        String owner,
        String group,
        int entries,
        PathWay way,
        Optional<String> content,
        Optional<String> sha256) {
    /** Nothing. */
    public static final EntryFact ABSENT = new EntryFact(Kind.ABSENT, 0, "", "", 0, PathWay.OF_ROOT, Optional.empty());

    /** One whose digest is that of its content. */
    public EntryFact(
            Kind kind, int mode, String owner, String group, int entries, PathWay way, Optional<String> content) {
        this(kind, mode, owner, group, entries, way, content, content.map(Fingerprint::of));
    }

    /** What can be at a path. */
    public enum Kind {
        ABSENT,
        FILE,
        DIRECTORY,
        LINK,
        OTHER
    }

    /** The same, at the end of that way. */
    public EntryFact at(PathWay other) {
        return new EntryFact(kind, mode, owner, group, entries, other, content, sha256);
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
