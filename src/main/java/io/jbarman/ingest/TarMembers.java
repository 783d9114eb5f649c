package io.jbarman.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The members of a tar stream, one after the other; each one's content is read before the next is asked for. The stream
 * stays open: an answer goes back the way it came.
 */
final class TarMembers {
    private static final int LONGEST_TEXT = 1 << 20;

    private final TarArchiveInputStream stream;

    TarMembers(InputStream source) {
        this.stream = new TarArchiveInputStream(source, StandardCharsets.UTF_8.name());
    }

    /**
     * A member.
     *
     * @param name without a leading {@code ./}
     * @param type the letter that tar has for what it is, 0 for a regular file
     */
    record Member(String name, char type, FileTime modified) {
        boolean isFile() {
            return type == '0';
        }
    }

    /** The stream ended in the midst of something, or is no tar stream. Not to be taken for a failure to store it. */
    static final class BrokenStream extends IOException {
        private static final long serialVersionUID = 1;

        BrokenStream(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** The next one; empty at the end of the stream. */
    Optional<Member> next() throws BrokenStream {
        TarArchiveEntry entry = entry();
        return entry == null
                ? Optional.empty()
                : Optional.of(new Member(plain(entry.getName()), type(entry), entry.getLastModifiedTime()));
    }

    private @Nullable TarArchiveEntry entry() throws BrokenStream {
        try {
            return stream.getNextEntry();
        } catch (IOException e) {
            throw new BrokenStream(e);
        }
    }

    /** The content of the member just given. */
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                try {
                    return stream.read(buffer, offset, length);
                } catch (IOException e) {
                    throw new BrokenStream(e);
                }
            }
        };
    }

    /** The same as text; more than a list of checksums can be is an error. */
    String text() throws IOException {
        byte[] bytes = content().readNBytes(LONGEST_TEXT);
        if (bytes.length == LONGEST_TEXT) {
            throw new BrokenStream(new IOException("the list of checksums is too long"));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static char type(TarArchiveEntry entry) {
        if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && !entry.isSparse()) {
            return special(entry) ? (char) entry.getLinkFlag() : '0';
        }
        return (char) entry.getLinkFlag();
    }

    private static boolean special(TarArchiveEntry entry) {
        return entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice();
    }

    private static String plain(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }
}
