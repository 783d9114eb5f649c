package io.jbarman.archive.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/**
 * bzip2(1).
 *
 * @param level from 1 to 9: the block size in units of 100 kB
 */
public record Bzip2Codec(int level) implements StreamCodec {
    @Override
    public OutputStream compress(OutputStream target) throws IOException {
        return new BZip2CompressorOutputStream(target, level);
    }

    @Override
    public InputStream decompress(InputStream source) throws IOException {
        return new BZip2CompressorInputStream(source, true);
    }
}
