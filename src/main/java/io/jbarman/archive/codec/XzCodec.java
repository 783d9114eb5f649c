package io.jbarman.archive.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/**
 * xz(1).
 *
 * @param preset from 0 to 9; a stream takes the memory that xz(1) states, 9 to 674 MB
 */
public record XzCodec(int preset) implements StreamCodec {
    @Override
    public OutputStream compress(OutputStream target) throws IOException {
        return new XZOutputStream(target, new LZMA2Options(preset));
    }

    @Override
    public InputStream decompress(InputStream source) throws IOException {
        return new XZInputStream(source);
    }
}
