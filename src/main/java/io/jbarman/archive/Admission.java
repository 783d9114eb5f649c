package io.jbarman.archive;

import io.jbarman.pg.SystemIdentifier;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a file that an {@code archive_command} sends may come in. Only what can never be this server's WAL is turned
 * away: a file that is refused is sent again for ever, and fills the disk of the server. What is damaged comes in, for
 * {@link Archiver} to set aside.
 */
public final class Admission {
    private Admission() {}

    /** Why the file is not taken; empty if it is. */
    public static Optional<String> refusal(Path file, WalFileName name, ServerIdentity identity) throws IOException {
        if (name.kind() != WalFileName.Kind.SEGMENT && name.kind() != WalFileName.Kind.PARTIAL) {
            return Optional.empty();
        }
        try (BufferedInputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            boolean compressed = Compressions.detect(stream).isPresent();
            byte[] start = compressed ? startOfCompressed(stream) : stream.readNBytes(SegmentHeader.BYTES);
            Optional<SegmentHeader> header = header(start);
            return header.flatMap(found -> foreign(found, identity))
                    .or(() -> compressed
                            ? Optional.empty()
                            : misshapen(file.toFile().length(), header));
        }
    }

    /** What cannot be decompressed is damaged, or compressed in a way that only the archive knows. */
    private static byte[] startOfCompressed(BufferedInputStream stream) {
        try {
            return Compressions.plain(stream).readNBytes(SegmentHeader.BYTES);
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    /** The header, where there is one that can be believed. */
    private static Optional<SegmentHeader> header(byte[] start) {
        if (start.length < SegmentHeader.BYTES) {
            return Optional.empty();
        }
        SegmentHeader header = SegmentHeader.read(start);
        return WalMagic.plausible(header.magic()) && header.isLong() ? Optional.of(header) : Optional.empty();
    }

    private static Optional<String> foreign(SegmentHeader header, ServerIdentity identity) {
        Optional<SystemIdentifier> ours = identity.system();
        return ours.filter(system -> !system.equals(header.system()))
                .map(system -> "it is of the cluster with system identifier " + header.system() + ", not of " + system);
    }

    private static Optional<String> misshapen(long size, Optional<SegmentHeader> header) {
        if (!SegmentSizes.valid(size)) {
            return Optional.of("it has " + size + " bytes, which no WAL segment has");
        }
        return header.map(SegmentHeader::segmentSize)
                .filter(stated -> SegmentSizes.valid(stated) && stated != size)
                .map(stated -> "it has " + size + " bytes, and its cluster's segments have " + stated);
    }
}
