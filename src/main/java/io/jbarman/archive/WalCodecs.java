package io.jbarman.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How a server's WAL is compressed, and how all that lies in its archive is read.
 *
 * @param chosen for what is archived from now on
 * @param custom the configuration's own, if it brings one
 */
public record WalCodecs(WalCompression chosen, Optional<CustomCompression> custom) {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_MAGIC = 64;

    /** Where the configuration brings none of its own. */
    public static WalCodecs builtIn(WalCompression chosen) {
        return new WalCodecs(chosen, Optional.empty());
    }

    /** What the content of an archive begins like: a compression's name, or empty. The stream stays where it is. */
    public Optional<String> detect(BufferedInputStream stream) throws IOException {
        byte[] start = Compressions.start(stream, LONGEST_MAGIC);
        if (isCustom(HexFormat.of().formatHex(start))) {
            return Optional.of(CustomCompression.WORD);
        }
        Optional<String> known = Compressions.detect(stream);
        boolean guessed =
                known.isEmpty() && custom.isPresent() && custom.get().magic().isEmpty();
        return guessed && !looksPlain(start) ? Optional.of(CustomCompression.WORD) : known;
    }

    private boolean isCustom(String hex) {
        return custom.flatMap(CustomCompression::magic).filter(hex::startsWith).isPresent();
    }

    /** WAL as the server writes it, or text as of history files. */
    private static boolean looksPlain(byte[] start) {
        if (start.length > 1 && WalMagic.plausible(Byte.toUnsignedInt(start[1]) << 8 | Byte.toUnsignedInt(start[0]))) {
            return true;
        }
        for (byte one : start) {
            if (one < '\t' || one > '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * The content as the server wrote it, whatever it is compressed with.
     *
     * @throws IOException if it is compressed in a way that cannot be read
     */
    public InputStream plain(InputStream source) throws IOException {
        BufferedInputStream stream = new BufferedInputStream(source, BUFFER);
        Optional<String> name = detect(stream);
        if (name.isEmpty()) {
            return stream;
        }
        return compression(name.get())
                .orElseThrow(() -> new IOException("it is compressed with " + name.get() + ", which cannot be read"))
                .codec()
                .decompress(stream);
    }

    /** Whether {@link #plain} reads what was compressed in that way. */
    boolean reads(String name) {
        return compression(name).isPresent();
    }

    private Optional<WalCompression> compression(String name) {
        return name.equals(CustomCompression.WORD)
                ? custom.map(CustomCompression::compression)
                : Compressions.byName(Optional.of(name), "low");
    }

    /** Whether both begin with the same so many bytes, once decompressed. Closes both. */
    boolean sameStart(InputStream left, InputStream right, long bytes) throws IOException {
        try (left;
                right) {
            InputStream one = plain(left);
            InputStream other = plain(right);
            for (long rest = bytes; rest > 0; rest -= BUFFER) {
                int count = (int) Math.min(rest, BUFFER);
                byte[] read = one.readNBytes(count);
                if (read.length < count || !Arrays.equals(read, other.readNBytes(count))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether nothing but zeros comes behind so many bytes, once decompressed. Closes it. */
    boolean isZeroBehind(InputStream source, long bytes) throws IOException {
        try (source) {
            InputStream plain = plain(source);
            plain.skipNBytes(bytes);
            byte[] zeros = new byte[BUFFER];
            byte[] read = plain.readNBytes(BUFFER);
            while (read.length > 0) {
                if (!Arrays.equals(read, 0, read.length, zeros, 0, read.length)) {
                    return false;
                }
                read = plain.readNBytes(BUFFER);
            }
            return true;
        }
    }

    /** Whether both hold the same, once decompressed. Closes both. */
    boolean sameContent(InputStream left, InputStream right) throws IOException {
        try (left;
                right) {
            return Compressions.sameBytes(plain(left), plain(right));
        }
    }
}
