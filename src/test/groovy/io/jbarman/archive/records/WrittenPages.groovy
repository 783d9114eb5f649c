package io.jbarman.archive.records

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.util.zip.CRC32C

/** WAL as a server writes it, in one segment of 1 MB, record by record. */
class WrittenPages {
    static final PAGE = 8192
    static final SWITCH = 0x40

    final ByteBuffer bytes = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN)
    final long start
    long before = 0
    private int at = 0

    WrittenPages(long start = 1 << 20) {
        this.start = start
    }

    /** Adds a record and gives where it begins; the page headers that it needs are written with it. */
    long record(int payload, Map how = [:]) {
        def record = ByteBuffer.allocate(24 + payload).order(ByteOrder.LITTLE_ENDIAN)
        new Random(payload).nextBytes(record.array())
        record.putInt(0, 24 + payload).putLong(8, how.before == null ? before : how.before as long)
        record.put(16, (how.info ?: 0) as byte).put(17, (how.manager ?: 0) as byte)
        def crc = new CRC32C()
        crc.update(record.array(), 24, payload)
        crc.update(record.array(), 0, 20)
        record.putInt(20, (int) crc.value)
        header(0, 0)
        def begin = start + at
        put(record.array(), how.cutTo == null ? record.capacity() : how.cutTo as int)
        before = how.cutTo == null ? begin : before
        at = (at + 7) & ~7
        begin
    }

    /** Goes to the next page, which says that what comes overwrites half a record. */
    void overwrite() {
        at = (at + PAGE - 1).intdiv(PAGE) * PAGE
        header(8, 0)
    }

    void skipTo(int offset) {
        at = offset
    }

    int position() {
        at
    }

    private void put(byte[] record, int length) {
        for (int done = 0; done < length;) {
            header(1, record.length - done)
            int count = Math.min(length - done, PAGE - at % PAGE)
            bytes.put(at, record, done, count)
            done += count
            at += count
        }
    }

    private void header(int flags, int rest) {
        if (at % PAGE == 0) {
            bytes.putShort(at, 0xD110 as short).putShort(at + 2, (flags | (at == 0 ? 2 : 0)) as short).putInt(at + 4, 1)
                .putLong(at + 8, start + at).putInt(at + 16, rest)
            at += at == 0 ? 40 : 24
        }
    }
}
