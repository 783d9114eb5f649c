package io.jbarman.archive;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SystemIdentifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first 40 bytes of a WAL segment (PostgreSQL: {@code XLogLongPageHeaderData} in xlog_internal.h). Little-endian, as
 * every platform that jbarman runs on writes them.
 *
 * @param continued how many bytes are still to come of the record that began in an earlier segment
 */
record SegmentHeader(
        int magic,
        int flags,
        long timeline,
        Lsn pageAddress,
        long continued,
        SystemIdentifier system,
        long segmentSize,
        long blockSize) {
    static final int BYTES = 40;

    private static final int CONTINUES = 1;
    private static final int LONG_HEADER = 2;
    private static final int SHORT_HEADER_BYTES = 24;

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
                Integer.toUnsignedLong(buffer.getInt(16)),
                new SystemIdentifier(buffer.getLong(24)),
                Integer.toUnsignedLong(buffer.getInt(32)),
                Integer.toUnsignedLong(buffer.getInt(36)));
    }

    boolean isLong() {
        return (flags & LONG_HEADER) != 0;
    }

    /** Whether a record that began in an earlier segment goes on here. */
    boolean continuesRecord() {
        return (flags & CONTINUES) != 0;
    }

    /** Whether no record begins in this segment. */
    boolean isWithinRecord() {
        long content = segmentSize - segmentSize / blockSize * SHORT_HEADER_BYTES - (BYTES - SHORT_HEADER_BYTES);
        return continuesRecord() && continued > content;
    }
}
