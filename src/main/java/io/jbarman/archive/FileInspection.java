package io.jbarman.archive;

import io.jbarman.pg.SegmentName;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Looks at a received file before it is archived. */
final class FileInspection {
    private FileInspection() {}

    /** Why it may not be archived under its name; empty if nothing speaks against it. */
    static Optional<String> objection(Path file, WalFileName name, ServerIdentity identity) throws IOException {
        if (name.kind() != WalFileName.Kind.SEGMENT && name.kind() != WalFileName.Kind.PARTIAL) {
            return Optional.empty();
        }
        SegmentName segment = name.segment().orElseThrow();
        try (BufferedInputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            Optional<String> compression = Compressions.detect(stream);
            if (compression
                    .filter(codec ->
                            Compressions.byName(Optional.of(codec), "low").isEmpty())
                    .isPresent()) {
                return Optional.empty();
            }
            byte[] start = compression.isPresent() ? startOf(Compressions.plain(stream)) : startOf(stream);
            if (start.length < SegmentHeader.BYTES) {
                return Optional.of("it has " + start.length + " bytes");
            }
            SegmentHeader header = SegmentHeader.read(start);
            boolean whole = name.kind() == WalFileName.Kind.SEGMENT && compression.isEmpty();
            return SegmentCheck.objection(segment, whole ? Files.size(file) : header.segmentSize(), header, identity);
        }
    }

    /** Whether no WAL has been written into it yet: empty, or prepared with zeros. */
    static boolean isBlank(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] start = startOf(stream);
            return Arrays.equals(start, new byte[start.length]);
        }
    }

    private static byte[] startOf(InputStream stream) throws IOException {
        return stream.readNBytes(SegmentHeader.BYTES);
    }
}
