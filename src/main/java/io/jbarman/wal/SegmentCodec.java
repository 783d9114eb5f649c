package io.jbarman.wal;

import io.jbarman.archive.codec.GzipCodec;
import io.jbarman.archive.codec.Lz4Codec;
import io.jbarman.archive.codec.StreamCodec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * How segments are compressed in the directory itself, by pg_receivewal as well; told by the end of the name. Others than
 * these are not segments here.
 */
public enum SegmentCodec {
    GZIP(".gz"),
    LZ4(".lz4");

    private static final int BUFFER = 64 << 10;

    private final String suffix;

    SegmentCodec(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }

    StreamCodec withLevel(int level) {
        return switch (this) {
            case GZIP -> new GzipCodec(level);
            case LZ4 -> new Lz4Codec(level);
        };
    }

    /** By the name of a segment's file, complete or partial. */
    static Optional<SegmentCodec> ofFile(String fileName) {
        String complete = SegmentFiles.withoutPartial(fileName);
        for (SegmentCodec codec : values()) {
            if (complete.endsWith(codec.suffix)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /** The name without such an end. */
    static String withoutSuffix(String fileName) {
        return ofFile(fileName)
                .map(codec -> fileName.substring(0, fileName.length() - codec.suffix.length()))
                .orElse(fileName);
    }

    /**
     * What a file holds, decompressed.
     *
     * @throws TornSegmentException also when it is read, where compressed bytes end too early or are wrong
     */
    static InputStream open(Path file) throws IOException {
        Optional<SegmentCodec> codec = ofFile(String.valueOf(file.getFileName()));
        return codec.isEmpty() ? content(file) : codec.get().decompressed(file);
    }

    private InputStream decompressed(Path file) throws IOException {
        return DecompressedSegment.of(content(file), this);
    }

    private static InputStream content(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }

    /** Whether two files, whatever their names, hold the same bytes; not where one of them ends too early. */
    boolean same(Path one, Path other) throws IOException {
        try (InputStream first = decompressed(one);
                InputStream second = decompressed(other)) {
            byte[] piece = first.readNBytes(BUFFER);
            while (piece.length > 0 && Arrays.equals(piece, second.readNBytes(piece.length))) {
                piece = first.readNBytes(BUFFER);
            }
            return piece.length == 0 && second.read() < 0;
        } catch (TornSegmentException torn) {
            return false;
        }
    }

    /** How many bytes a file holds, decompressed, as far as it can be; negative where it ends too early. */
    long length(Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        try (InputStream content = open(file)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                length += count;
            }
            return length;
        } catch (TornSegmentException torn) {
            return -length;
        }
    }
}
