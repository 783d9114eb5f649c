package io.jbarman.archive;

import io.jbarman.archive.codec.ZstdCodec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The compressions that are built in, and those that are only recognised. */
public final class Compressions {
    private static final String SNAPPY_MAGIC = "ff060000734e61507059";
    private static final int LONGEST = 10;

    private Compressions() {}

    /**
     * The compression that Barman's option names; empty if it is not built in.
     *
     * @param level a number, {@code low}, {@code medium} or {@code high}
     */
    public static Optional<WalCompression> byName(Optional<String> name, String level) {
        return name.isEmpty()
                ? Optional.of(WalCompression.NONE)
                : BuiltInCompression.named(name.get()).map(found -> found.at(level));
    }

    /** What the content begins like: the name of a compression, or empty for none. The stream stays where it is. */
    public static Optional<String> detect(BufferedInputStream stream) throws IOException {
        String hex = HexFormat.of().formatHex(start(stream, LONGEST));
        return BuiltInCompression.beginning(hex)
                .map(BuiltInCompression::word)
                .or(() -> hex.startsWith(SNAPPY_MAGIC) ? Optional.of("snappy") : Optional.empty());
    }

    /**
     * The content as the server wrote it, whatever it is compressed with.
     *
     * @throws IOException if it is compressed in a way that cannot be read
     */
    public static InputStream plain(InputStream source) throws IOException {
        return WalCodecs.builtIn(WalCompression.NONE).plain(source);
    }

    /**
     * The same of a stranger's stream: by zstd, lz4 or gzip, with little memory, whatever the stream says of itself.
     *
     * @throws IOException if it is compressed otherwise, or not at all
     */
    public static InputStream plainOfStranger(InputStream source) throws IOException {
        BufferedInputStream stream = new BufferedInputStream(source, 1 << 16);
        String name = detect(stream).orElse("");
        return switch (name) {
            case "zstd" -> ZstdCodec.decompressSmall(stream);
            case "lz4", "gzip" -> plain(stream);
            default -> throw new IOException("it is compressed with none of zstd, lz4, gzip");
        };
    }

    /** Whether both hold the same, as they are. Closes both. */
    static boolean sameBytes(InputStream left, InputStream right) throws IOException {
        try (InputStream one = left;
                InputStream other = right) {
            byte[] buffer = new byte[1 << 16];
            while (true) {
                int count = one.readNBytes(buffer, 0, buffer.length);
                byte[] counterpart = other.readNBytes(count == 0 ? 1 : count);
                if (counterpart.length != count || !Arrays.equals(counterpart, 0, count, buffer, 0, count)) {
                    return false;
                }
                if (count == 0) {
                    return true;
                }
            }
        }
    }

    /** The first bytes; the stream stays where it is. */
    static byte[] start(BufferedInputStream stream, int count) throws IOException {
        stream.mark(count);
        byte[] start = stream.readNBytes(count);
        stream.reset();
        return start;
    }
}
