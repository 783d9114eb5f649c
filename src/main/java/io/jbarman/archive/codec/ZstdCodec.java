package io.jbarman.archive.codec;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * zstd(1), with the checksum that it writes as well.
 *
 * @param level from -22 to 22
 */
public record ZstdCodec(int level) implements StreamCodec {
    /** 8 MB, as a power of two. */
    private static final int SMALL_WINDOW = 23;

    @Override
    public OutputStream compress(OutputStream target) throws IOException {
        ZstdOutputStreamNoFinalizer stream = new ZstdOutputStreamNoFinalizer(target, level);
        stream.setChecksum(true);
        return stream;
    }

    /** Of a stranger's stream, whose header could ask for 128 MB: refused if it wants more than the levels up to 9 do. */
    public static InputStream decompressSmall(InputStream source) throws IOException {
        return new ZstdInputStreamNoFinalizer(source).setLongMax(SMALL_WINDOW);
    }

    @Override
    public InputStream decompress(InputStream source) throws IOException {
        return new ZstdInputStreamNoFinalizer(source);
    }
}
