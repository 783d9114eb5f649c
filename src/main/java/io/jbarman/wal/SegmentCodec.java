package io.jbarman.wal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * How segments are compressed in the directory itself, by pg_receivewal as well; told by the end of the name. Others than
 * this are not segments here.
 */
enum SegmentCodec {
    GZIP(".gz");

    private static final int BUFFER = 64 << 10;

    private final String suffix;

    SegmentCodec(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
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

    /** What a file holds, decompressed. */
    static InputStream open(Path file) throws IOException {
        InputStream content = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        Optional<SegmentCodec> codec = ofFile(String.valueOf(file.getFileName()));
        if (codec.isEmpty()) {
            return content;
        }
        try {
            return new GZIPInputStream(content, BUFFER);
        } catch (IOException e) {
            content.close();
            throw e;
        }
    }

    /** How many bytes a file holds, decompressed, as far as it can be. */
    long length(Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        try (InputStream content = open(file)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                length += count;
            }
            return length;
        } catch (EOFException | ZipException torn) {
            return -length;
        }
    }
}
