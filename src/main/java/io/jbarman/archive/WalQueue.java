package io.jbarman.archive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which files of a receiving directory are to be archived, and how. Pure. */
public final class WalQueue {
    private WalQueue() {}

    /** What is to be done with a file. */
    public enum Verdict {
        /** Archive it, then remove it. */
        ARCHIVE,
        /**
         * Archive it and leave it: the last complete segment where no partial one follows it. pg_receivewal, and so
         * Barman, finds its position by it.
         */
        ARCHIVE_AND_KEEP,
        /** It is still being received. */
        LEAVE,
        /** It has no place there. */
        SET_ASIDE
    }

    /** A file with its verdict. */
    public record Queued(String name, Verdict verdict) {}

    /** The verdicts for a directory that WAL is streamed into, in the order to work in. */
    public static List<Queued> streaming(Collection<String> names) {
        List<String> visible = visible(names);
        Optional<String> newestPartial = newest(visible, WalFileName.Kind.PARTIAL);
        Optional<String> newestSegment = newest(visible, WalFileName.Kind.SEGMENT);
        List<Queued> queue = new ArrayList<>();
        for (String name : visible) {
            queue.add(new Queued(name, verdict(name, newestPartial, newestSegment)));
        }
        return queue;
    }

    /** The verdicts for a directory that an {@code archive_command} fills, in the order to work in. */
    public static List<Queued> incoming(Collection<String> names) {
        return visible(names).stream()
                .map(name ->
                        new Queued(name, WalFileName.parse(name).isPresent() ? Verdict.ARCHIVE : Verdict.SET_ASIDE))
                .toList();
    }

    private static Verdict verdict(String name, Optional<String> newestPartial, Optional<String> newestSegment) {
        if (WalFileName.parse(name).isEmpty()) {
            return Verdict.SET_ASIDE;
        }
        if (newestPartial.filter(name::equals).isPresent()) {
            return Verdict.LEAVE;
        }
        boolean last =
                newestPartial.isEmpty() && newestSegment.filter(name::equals).isPresent();
        return last ? Verdict.ARCHIVE_AND_KEEP : Verdict.ARCHIVE;
    }

    private static List<String> visible(Collection<String> names) {
        return names.stream()
                .filter(name -> !name.startsWith("."))
                .filter(name -> !name.endsWith(".tmp"))
                .sorted()
                .toList();
    }

    private static Optional<String> newest(List<String> sorted, WalFileName.Kind kind) {
        return sorted.stream()
                .filter(name -> WalFileName.parse(name)
                        .filter(file -> file.kind() == kind)
                        .isPresent())
                .reduce((earlier, later) -> later);
    }
}
