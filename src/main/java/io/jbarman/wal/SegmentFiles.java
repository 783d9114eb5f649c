package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.nio.file.Path;

/** Every name that a receiver gives to a file of its directory. What starts with a dot is nobody else's business. */
record SegmentFiles(Path directory) {
    private static final String PARTIAL = ".partial";
    private static final String PREPARED = ".prepared";
    private static final String STALE = ".stale";

    Path complete(SegmentName name) {
        return directory.resolve(name.toString());
    }

    Path partial(SegmentName name) {
        return directory.resolve(name + PARTIAL);
    }

    /** Opened ahead or not yet synced: holds nothing that was acknowledged. */
    Path prepared(SegmentName name) {
        return directory.resolve("." + name + PREPARED);
    }

    /** A partial file that cannot be what it says, set aside. */
    Path stale(SegmentName name) {
        return directory.resolve("." + name + PARTIAL + STALE);
    }

    static boolean isPartial(String fileName) {
        return fileName.endsWith(PARTIAL)
                && SegmentName.matches(fileName.substring(0, fileName.length() - PARTIAL.length()));
    }

    static boolean isPrepared(String fileName) {
        return fileName.startsWith(".") && fileName.endsWith(PREPARED);
    }

    static SegmentName nameOfPartial(String fileName) {
        return SegmentName.parse(fileName.substring(0, fileName.length() - PARTIAL.length()));
    }
}
