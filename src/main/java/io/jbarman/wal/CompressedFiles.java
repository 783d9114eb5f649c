package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.nio.file.Path;

/** The names that a compressed segment has in its time. */
record CompressedFiles(SegmentFiles files, SegmentName name, SegmentCodec codec) {
    Path prepared() {
        return files.directory().resolve("." + name + codec.suffix() + ".prepared");
    }

    Path partial() {
        return files.directory().resolve(name + codec.suffix() + ".partial");
    }

    Path complete() {
        return files.directory().resolve(name + codec.suffix());
    }
}
