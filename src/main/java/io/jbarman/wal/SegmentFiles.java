package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.nio.file.Path;

/** Every name that a receiver gives to a file of its directory. What starts with a dot is nobody else's business. */
record SegmentFiles(Path directory) {
    private static final String PARTIAL = ".partial";
    private static final String PREPARED = ".prepared";
    private static final String REFETCHED = ".refetched";
    private static final String STALE = ".stale";
    private static final String FAILED = ".failed";

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

    /** Fetched again beside the receiver, which never opens it. */
    Path refetched(SegmentName name) {
        return directory.resolve("." + name + REFETCHED);
    }

    /** A partial file that cannot be what it says, set aside. */
    Path stale(SegmentName name) {
        return directory.resolve("." + name + PARTIAL + STALE);
    }

    /** A second name of a partial file that could not be synced once: it is not written to again, but replaced. */
    Path failed(SegmentName name) {
        return directory.resolve("." + name + PARTIAL + FAILED);
    }

    static boolean isPartial(String fileName) {
        return fileName.endsWith(PARTIAL);
    }

    static String withoutPartial(String fileName) {
        return isPartial(fileName) ? fileName.substring(0, fileName.length() - PARTIAL.length()) : fileName;
    }

    static boolean isPrepared(String fileName) {
        return fileName.startsWith(".") && fileName.endsWith(PREPARED);
    }

    static SegmentName nameOfPartial(String fileName) {
        return SegmentName.parse(withoutPartial(fileName));
    }
}
