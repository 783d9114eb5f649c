package io.jbarman.wal;

import io.jbarman.pg.SystemIdentifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/** The long header on the first page of a segment (PostgreSQL's source: xlog_internal.h, XLogLongPageHeaderData). */
final class SegmentHeader {
    private static final int LENGTH = 40;
    private static final int INFO = 2;
    private static final int SYSTEM_IDENTIFIER = 24;
    private static final int LONG_HEADER = 2;
    private static final int ADDRESS = 8;
    private static final long SMALLEST_SEGMENT = 1 << 20;

    /** From 0xD097 of 10 to 0xD118 of 18, one more with each change of the format. */
    private static final int MAGIC = 0xD000;

    private static final int MAGIC_SERIES = 0xFE00;

    private SegmentHeader() {}

    /** The cluster that wrote it; empty for a file that does not begin with such a header, as an empty partial one. */
    static Optional<SystemIdentifier> systemIdentifier(Path segment) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(LENGTH).order(ByteOrder.nativeOrder());
        try (InputStream content = SegmentCodec.open(segment)) {
            header.put(content.readNBytes(LENGTH));
        } catch (TornSegmentException torn) {
            return Optional.empty();
        }
        if (header.hasRemaining() || !isOne(header)) {
            return Optional.empty();
        }
        return Optional.of(new SystemIdentifier(header.getLong(SYSTEM_IDENTIFIER)));
    }

    /** Bytes that a fault left there name no cluster: with PostgreSQL's magic, a segment's first page begins a megabyte. */
    private static boolean isOne(ByteBuffer header) {
        return (header.getShort(0) & MAGIC_SERIES) == MAGIC
                && (header.getShort(INFO) & LONG_HEADER) != 0
                && (header.getLong(ADDRESS) & (SMALLEST_SEGMENT - 1)) == 0;
    }
}
