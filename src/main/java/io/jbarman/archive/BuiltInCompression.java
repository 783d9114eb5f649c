package io.jbarman.archive;

import io.jbarman.archive.codec.Bzip2Codec;
import io.jbarman.archive.codec.GzipCodec;
import io.jbarman.archive.codec.Lz4Codec;
import io.jbarman.archive.codec.StreamCodec;
import io.jbarman.archive.codec.XzCodec;
import io.jbarman.archive.codec.ZstdCodec;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A compression that needs no program, with Barman's names and levels (Barman: "compression_level").
 *
 * @param names what a configuration may call it; the first is what the catalogue does
 * @param magic hexadecimal digits that its content begins with
 */
record BuiltInCompression(List<String> names, String magic, CompressionLevel levels, IntFunction<StreamCodec> codec) {
    private static final List<BuiltInCompression> ALL = List.of(
            new BuiltInCompression(
                    List.of("gzip", "pygzip", "pigz"), "1f8b08", new CompressionLevel(1, 5, 9, 1, 9), GzipCodec::new),
            new BuiltInCompression(
                    List.of("bzip2", "pybzip2"), "425a68", new CompressionLevel(1, 5, 9, 1, 9), Bzip2Codec::new),
            new BuiltInCompression(List.of("xz"), "fd377a585a00", new CompressionLevel(1, 3, 5, 0, 9), XzCodec::new),
            new BuiltInCompression(List.of("zstd"), "28b52ffd", new CompressionLevel(1, 4, 9, -22, 22), ZstdCodec::new),
            new BuiltInCompression(List.of("lz4"), "04224d18", new CompressionLevel(0, 6, 10, 0, 16), Lz4Codec::new));

    static Optional<BuiltInCompression> named(String name) {
        return ALL.stream().filter(found -> found.names.contains(name)).findFirst();
    }

    static Optional<BuiltInCompression> beginning(String hex) {
        return ALL.stream().filter(found -> hex.startsWith(found.magic)).findFirst();
    }

    /** What the catalogue calls it, whatever the configuration does. */
    String word() {
        return names.get(0);
    }

    /** At a level by number or by name; one out of range is moved into it. */
    WalCompression at(String level) {
        return new WalCompression(Optional.of(word()), codec.apply(levels.of(level)));
    }
}
