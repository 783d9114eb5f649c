package io.jbarman.archive;

import io.jbarman.pg.WalSegmentSize;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Looks at a received file on its way into the archive. */
record FileInspection(WalCodecs codecs, ServerIdentity identity) {
    /** Whether no WAL has been written into it yet: empty, or prepared with zeros. */
    static boolean isBlank(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] start = stream.readNBytes(SegmentHeader.BYTES);
            return Arrays.equals(start, new byte[start.length]);
        }
    }

    /** What it came compressed with; empty if with nothing. */
    static Optional<String> compression(Path file) throws IOException {
        return StoredCompression.of(file);
    }

    /** What its first page says of the size of segments; empty if that is none. */
    static Optional<WalSegmentSize> segmentSize(WalCodecs codecs, Path file) throws IOException {
        try (InputStream plain = codecs.plain(Files.newInputStream(file))) {
            return segmentSize(plain);
        }
    }

    static Optional<WalSegmentSize> segmentSize(InputStream plain) throws IOException {
        byte[] start = plain.readNBytes(SegmentHeader.BYTES);
        return start.length < SegmentHeader.BYTES
                ? Optional.empty()
                : Optional.of(SegmentHeader.read(start).segmentSize())
                        .filter(SegmentSizes::valid)
                        .map(bytes -> new WalSegmentSize(bytes.intValue()));
    }

    /**
     * Why a file may not be archived under its name, looking at all of it; empty if nothing speaks against it, or if it
     * is compressed in a way that cannot be read.
     */
    Optional<String> objection(Path file, WalFileName name, long limit) throws IOException {
        Optional<String> compression = compression(file);
        if (compression.isEmpty()) {
            PageCheck check = new PageCheck(name, identity, Files.size(file), limit);
            read(Files.newInputStream(file), check, OutputStream.nullOutputStream());
            return check.objection();
        }
        if (Compressions.byName(compression, "low").isEmpty()) {
            return Optional.empty();
        }
        return compressed(file, name, limit);
    }

    private Optional<String> compressed(Path file, WalFileName name, long limit) throws IOException {
        long size;
        try (InputStream plain = codecs.plain(new BufferedInputStream(Files.newInputStream(file)))) {
            size = plain.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return Optional.of("it cannot be decompressed: " + e.getMessage());
        }
        PageCheck check = new PageCheck(name, identity, size, limit);
        read(codecs.plain(Files.newInputStream(file)), check, OutputStream.nullOutputStream());
        return check.objection();
    }

    /** Carries a file's content into a stream past a check; stops where there is an objection. */
    static void read(InputStream file, PageCheck check, OutputStream target) throws IOException {
        try (InputStream source = file) {
            byte[] buffer = new byte[PageCheck.BUFFER];
            int count = source.readNBytes(buffer, 0, buffer.length);
            while (count > 0) {
                check.take(buffer, count);
                if (check.objection().isPresent()) {
                    return;
                }
                target.write(buffer, 0, count);
                count = source.readNBytes(buffer, 0, buffer.length);
            }
        }
    }
}
