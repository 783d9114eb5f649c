package io.jbarman.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The compressions that are built in, and those that are only recognised. */
public final class Compressions {
    /** Nothing is compressed. */
    public static final WalCompression NONE = new None();

    private static final Map<String, String> MAGIC = Map.of(
            "gzip", "1f8b08",
            "bzip2", "425a68",
            "xz", "fd377a585a00",
            "zstd", "28b52ffd",
            "lz4", "04224d18",
            "snappy", "ff060000734e61507059");
    private static final int LONGEST = 10;
    private static final List<String> GZIP = List.of("gzip", "pygzip", "pigz");

    private Compressions() {}

    /** The compression that Barman's option names, at a level from 1 to 9; empty if it is not built in. */
    public static Optional<WalCompression> byName(Optional<String> name, int level) {
        if (name.isEmpty()) {
            return Optional.of(NONE);
        }
        return GZIP.contains(name.get()) ? Optional.of(new Gzip(level)) : Optional.empty();
    }

    /** What the content begins like: the name of a compression, or empty for none. The stream stays where it is. */
    public static Optional<String> detect(BufferedInputStream stream) throws IOException {
        stream.mark(LONGEST);
        byte[] start = stream.readNBytes(LONGEST);
        stream.reset();
        String hex = HexFormat.of().formatHex(start);
        return MAGIC.entrySet().stream()
                .filter(entry -> hex.startsWith(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * The content as the server wrote it, whatever it is compressed with.
     *
     * @throws IOException if it is compressed in a way that cannot be read
     */
    public static InputStream plain(InputStream source) throws IOException {
        BufferedInputStream stream = new BufferedInputStream(source, 1 << 16);
        Optional<String> name = detect(stream);
        if (name.isEmpty()) {
            return stream;
        }
        return byName(name, 1)
                .orElseThrow(() -> new IOException("it is compressed with " + name.get() + ", which cannot be read"))
                .decompress(stream);
    }

    /** Whether both hold the same, once decompressed. Closes both. */
    public static boolean sameContent(InputStream left, InputStream right) throws IOException {
        try (InputStream one = plain(left);
                InputStream other = plain(right)) {
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

    private static final class None implements WalCompression {
        @Override
        public Optional<String> name() {
            return Optional.empty();
        }

        @Override
        public OutputStream compress(OutputStream target) {
            return target;
        }

        @Override
        public InputStream decompress(InputStream source) {
            return source;
        }
    }

    private record Gzip(int level) implements WalCompression {
        @Override
        public Optional<String> name() {
            return Optional.of("gzip");
        }

        @Override
        public OutputStream compress(OutputStream target) throws IOException {
            return new LeveledGzip(target, level);
        }

        @Override
        public InputStream decompress(InputStream source) throws IOException {
            return new GZIPInputStream(source, 1 << 16);
        }
    }

    private static final class LeveledGzip extends GZIPOutputStream {
        LeveledGzip(OutputStream target, int level) throws IOException {
            super(target, 1 << 16);
            def.setLevel(level);
        }
    }
}
