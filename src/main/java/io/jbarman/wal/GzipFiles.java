package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.nio.file.Path;

/** The names that a compressed segment has in its time. */
record GzipFiles(SegmentFiles files, SegmentName name) {
    private static final String SUFFIX = SegmentCodec.GZIP.suffix();

    Path prepared() {
        return files.directory().resolve("." + name + SUFFIX + ".prepared");
    }

    Path partial() {
        return files.directory().resolve(name + SUFFIX + ".partial");
    }

    Path complete() {
        return files.directory().resolve(name + SUFFIX);
    }
}
