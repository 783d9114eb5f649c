package io.jbarman.archive.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG.Bits;
import net.jpountz.xxhash.XXHashFactory;

/**
 * lz4(1): its frames, in independent blocks, with the content's checksum.
 *
 * @param level from 0 to 16; below 3, as lz4(1) does, without looking far for matches
 */
public record Lz4Codec(int level) implements StreamCodec {
    private static final int FIRST_HIGH = 3;

    @Override
    public OutputStream compress(OutputStream target) throws IOException {
        return new LZ4FrameOutputStream(
                target,
                BLOCKSIZE.SIZE_1MB,
                -1,
                compressor(),
                XXHashFactory.fastestInstance().hash32(),
                Bits.BLOCK_INDEPENDENCE,
                Bits.CONTENT_CHECKSUM);
    }

    private LZ4Compressor compressor() {
        LZ4Factory factory = LZ4Factory.fastestInstance();
        return level < FIRST_HIGH ? factory.fastCompressor() : factory.highCompressor(level);
    }

    @Override
    public InputStream decompress(InputStream source) throws IOException {
        return new LZ4FrameInputStream(source);
    }
}
