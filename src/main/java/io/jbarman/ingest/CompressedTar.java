package io.jbarman.ingest;

import io.jbarman.archive.Compressions;
import io.jbarman.ingest.TarMembers.BrokenStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A tar stream that was compressed as a whole to make the way shorter; the checksums in it are those of what it holds.
 * Never holds more than one segment can have: few bytes may stand for very many.
 */
final class CompressedTar extends InputStream {
    private final InputStream plain;
    private long left;

    private CompressedTar(InputStream plain, long most) {
        this.plain = plain;
        this.left = most;
    }

    /**
     * What it holds. Closing it leaves the source open.
     *
     * @param most bytes that it may hold
     */
    static CompressedTar of(InputStream source, long most) throws BrokenStream {
        try {
            return new CompressedTar(Compressions.plainOfStranger(new Unclosed(source)), most);
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new BrokenStream(new IOException("it cannot be decompressed: " + e.getMessage(), e));
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = decompressed(buffer, offset, length);
        left -= Math.max(0, count);
        if (left < 0) {
            throw new IOException("it holds more than any segment");
        }
        return count;
    }

    /** What a decompressor makes of bytes that are wrong is not always an {@link IOException}. */
    private int decompressed(byte[] buffer, int offset, int length) throws IOException {
        try {
            return plain.read(buffer, offset, length);
        } catch (RuntimeException | LinkageError e) {
            throw new IOException("it cannot be decompressed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    /** The answer goes back the way that it came. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream source) {
            super(source);
        }

        @Override
        public void close() {
            // the caller's
        }
    }
}
