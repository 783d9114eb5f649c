package io.jbarman.wal;

import io.jbarman.archive.codec.StreamCodec;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a compressed file, and tells a file that is not whole from a disk that cannot be read. */
final class DecompressedSegment extends FilterInputStream {
    private final Source source;

    private DecompressedSegment(Source source, InputStream decompressed) {
        super(decompressed);
        this.source = source;
    }

    static DecompressedSegment of(InputStream content, SegmentCodec codec) throws IOException {
        Source source = new Source(content);
        StreamCodec reader = codec.withLevel(1);
        try {
            return new DecompressedSegment(source, reader.decompress(source));
        } catch (IOException e) {
            source.close();
            throw source.failed ? e : new TornSegmentException(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw source.failed ? e : new TornSegmentException(e);
        }
    }

    /** The file, remembering whether it could be read. */
    private static final class Source extends FilterInputStream {
        private boolean failed;

        Source(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }
}
