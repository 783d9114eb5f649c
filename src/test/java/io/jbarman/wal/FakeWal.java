package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import java.nio.ByteBuffer;

/** Bytes that can be told from each other by their position, as WAL's can, and cannot be compressed much. */
final class FakeWal {
    private FakeWal() {}

    /** Those from {@code start} on. */
    static byte[] bytes(Lsn start, int length) {
        byte[] bytes = new byte[length];
        for (int index = 0; index < length; index++) {
            bytes[index] = at(start.value() + index);
        }
        return bytes;
    }

    static ByteBuffer buffer(Lsn start, int length) {
        return ByteBuffer.wrap(bytes(start, length));
    }

    private static byte at(long position) {
        long mixed = (position + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        return (byte) (mixed >>> 56 | 1);
    }
}
