package io.jbarman.ingest;

import io.jbarman.archive.Compressions;
import io.jbarman.ingest.TarMembers.BrokenStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * A tar stream that was compressed as a whole to make the way shorter; the checksums in it are those of what it holds.
 * Never holds more than one segment can have: few bytes may stand for very many.
 */
final class CompressedTar extends InputStream {
    /** Those that need little memory, whatever a stream says of itself. */
    private static final Set<String> KNOWN = Set.of("zstd", "lz4", "gzip");

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
            BufferedInputStream stream = new BufferedInputStream(new Unclosed(source), 1 << 16);
            Optional<String> name = Compressions.detect(stream).filter(KNOWN::contains);
            if (name.isEmpty()) {
                throw new BrokenStream(new IOException("it is compressed with none of " + String.join(", ", KNOWN)));
            }
            return new CompressedTar(Compressions.plain(stream), most);
        } catch (BrokenStream e) {
            throw e;
        } catch (IOException | RuntimeException e) {
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
        } catch (RuntimeException e) {
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
