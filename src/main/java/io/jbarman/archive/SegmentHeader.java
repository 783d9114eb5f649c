package io.jbarman.archive;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SystemIdentifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first 40 bytes of a WAL segment (PostgreSQL: {@code XLogLongPageHeaderData} in xlog_internal.h). Little-endian, as
 * every platform that jbarman runs on writes them.
 */
record SegmentHeader(
        int magic,
        int flags,
        long timeline,
        Lsn pageAddress,
        SystemIdentifier system,
        long segmentSize,
        long blockSize) {
    static final int BYTES = 40;

    private static final int LONG_HEADER = 2;

    /** Reads the header from the first {@link #BYTES} bytes. */
    static SegmentHeader read(byte[] start) {
        return read(start, 0);
    }

    /** Reads the header that begins there. */
    static SegmentHeader read(byte[] bytes, int offset) {
        return of(ByteBuffer.wrap(bytes, offset, BYTES).slice());
    }

    private static SegmentHeader of(ByteBuffer bytes) {
        ByteBuffer buffer = bytes.order(ByteOrder.LITTLE_ENDIAN);
        return new SegmentHeader(
                Short.toUnsignedInt(buffer.getShort(0)),
                Short.toUnsignedInt(buffer.getShort(2)),
                Integer.toUnsignedLong(buffer.getInt(4)),
                new Lsn(buffer.getLong(8)),
                new SystemIdentifier(buffer.getLong(24)),
                Integer.toUnsignedLong(buffer.getInt(32)),
                Integer.toUnsignedLong(buffer.getInt(36)));
    }

    boolean isLong() {
        return (flags & LONG_HEADER) != 0;
    }
}
