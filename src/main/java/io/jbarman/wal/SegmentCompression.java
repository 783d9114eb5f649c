package io.jbarman.wal;

import io.jbarman.archive.codec.UnclosedStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * How segments are compressed as they come.
 *
 * @param level as {@code pg_receivewal --compress} has it; -1 for gzip's own default, 0 for lz4's
 */
public record SegmentCompression(SegmentCodec codec, int level) {
    /** A stream that writes compressed; its end does not close what it writes to. */
    OutputStream onto(OutputStream target) throws IOException {
        return codec.withLevel(level).compress(new UnclosedStream(target));
    }
}
