package io.jbarman.archive;

import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** How large a cluster's segments are, by how one of them begins. */
public final class SegmentSizes {
    private SegmentSizes() {}

    /** The size that a segment's header states; empty if it cannot be believed. */
    public static Optional<WalSegmentSize> of(InputStream segment) throws IOException {
        byte[] start = segment.readNBytes(SegmentHeader.BYTES);
        if (start.length < SegmentHeader.BYTES) {
            return Optional.empty();
        }
        SegmentHeader header = SegmentHeader.read(start);
        return WalMagic.plausible(header.magic()) && header.isLong() && valid(header.segmentSize())
                ? Optional.of(new WalSegmentSize((int) header.segmentSize()))
                : Optional.empty();
    }

    /** Whether segments can have so many bytes: a power of two from 1 MB to 1 GB. */
    static boolean valid(long bytes) {
        return bytes >= 1 << 20 && bytes <= 1 << 30 && Long.bitCount(bytes) == 1;
    }
}
