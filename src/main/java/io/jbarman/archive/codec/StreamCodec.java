package io.jbarman.archive.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** One way of compressing. Safe for use by several threads, each with streams of its own. */
public interface StreamCodec {
    /** A stream that writes compressed; closing it ends the compressed data and closes the target. */
    OutputStream compress(OutputStream target) throws IOException;

    /** A stream that reads what was compressed, all frames of it. */
    InputStream decompress(InputStream source) throws IOException;
}
