package io.jbarman.archive.records;

import io.jbarman.pg.Lsn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A record of which some bytes came (PostgreSQL: {@code XLogRecord} in xlogrecord.h, the same from 10 to 18). Only its
 * header is kept: the checksum is of what follows the header first, then of the header up to the checksum.
 */
final class UnfinishedRecord {
    /** In bytes; no record is shorter. */
    static final int HEADER = 24;

    private static final int PREVIOUS = 8;
    private static final int INFO = 16;
    private static final int RESOURCE_MANAGER = 17;
    private static final int CHECKSUM = 20;
    private static final int SWITCH = 0x40;

    private final Lsn start;
    private final long length;
    private final byte[] header = new byte[HEADER];
    private final ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();
    private long got;

    UnfinishedRecord(Lsn start, long length) {
        this.start = start;
        this.length = length;
    }

    Lsn start() {
        return start;
    }

    long length() {
        return length;
    }

    /** How many bytes are still to come. */
    long missing() {
        return length - got;
    }

    /** Takes what is of it between two offsets of a page; gives how many bytes that were. */
    int take(byte[] page, int from, int to) {
        int count = (int) Math.min(missing(), to - from);
        int ofHeader = (int) Math.min(count, Math.max(0, HEADER - got));
        System.arraycopy(page, from, header, (int) Math.min(got, HEADER), ofHeader);
        crc.update(page, from + ofHeader, count - ofHeader);
        got += count;
        return count;
    }

    /** Where it says that the record before it begins. */
    Lsn previous() {
        return new Lsn(fields.getLong(PREVIOUS));
    }

    /** Whether nothing follows it in its segment. */
    boolean endsSegment() {
        return header[RESOURCE_MANAGER] == 0 && (header[INFO] & 0xF0) == SWITCH;
    }

    /**
     * What speaks against it, once it is whole.
     *
     * @param before where the record before it begins, if that was seen
     */
    Optional<String> objection(Optional<Lsn> before) {
        crc.update(header, 0, CHECKSUM);
        if ((int) crc.getValue() != fields.getInt(CHECKSUM)) {
            return Optional.of("its checksum is wrong");
        }
        boolean follows = before.map(previous()::equals).orElse(previous().isBefore(start));
        return follows
                ? Optional.empty()
                : Optional.of("it says that it follows the record at " + previous()
                        + before.map(seen -> ", and it follows that at " + seen).orElse(""));
    }
}
