package io.jbarman.archive.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * gzip(1).
 *
 * @param level from 1 to 9; -1 for the default
 */
public record GzipCodec(int level) implements StreamCodec {
    private static final int BUFFER = 1 << 16;

    @Override
    public OutputStream compress(OutputStream target) throws IOException {
        return new Leveled(target, level);
    }

    @Override
    public InputStream decompress(InputStream source) throws IOException {
        return new GZIPInputStream(source, BUFFER);
    }

    private static final class Leveled extends GZIPOutputStream {
        Leveled(OutputStream target, int level) throws IOException {
            super(target, BUFFER, true);
            def.setLevel(level);
        }
    }
}
