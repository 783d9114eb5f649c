package io.jbarman.archive;

import io.jbarman.pg.SegmentName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a file that may be in a WAL archive (Barman: "xlog"; PostgreSQL: "Continuous Archiving"). */
public record WalFileName(String name, Kind kind) {
    /** What such a file is. */
    public enum Kind {
        SEGMENT,
        /** The first part of a segment, as far as it was received or a timeline went. */
        PARTIAL,
        /** Where a base backup began and ended. */
        BACKUP_LABEL,
        /** Where a timeline branched off. */
        HISTORY
    }

    private static final Pattern TEXT =
            Pattern.compile("[0-9A-Fa-f]{24}(\\.partial|\\.[0-9A-Fa-f]{8}\\.backup)?|[0-9A-Fa-f]{8}\\.history");

    /** Reads a name; empty if the file has no place in an archive. */
    public static Optional<WalFileName> parse(String name) {
        Matcher matcher = TEXT.matcher(name);
        return matcher.matches() ? Optional.of(new WalFileName(name, kind(name))) : Optional.empty();
    }

    /** The key of its object: {@code 0000000100000000/NAME}; a history file stands above the directories. */
    public String key() {
        return kind == Kind.HISTORY ? name : name.substring(0, 16) + "/" + name;
    }

    /** The segment that it is, or is a part of, or belongs to; a history file has none. */
    public Optional<SegmentName> segment() {
        return kind == Kind.HISTORY ? Optional.empty() : Optional.of(SegmentName.parse(name.substring(0, 24)));
    }

    private static Kind kind(String name) {
        if (name.endsWith(".history")) {
            return Kind.HISTORY;
        }
        if (name.endsWith(".backup")) {
            return Kind.BACKUP_LABEL;
        }
        return name.endsWith(".partial") ? Kind.PARTIAL : Kind.SEGMENT;
    }
}
