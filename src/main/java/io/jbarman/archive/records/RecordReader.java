package io.jbarman.archive.records;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.WalSegmentSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Puts records together from pages, which are handed over in their order from the beginning of some segment on, and looks
 * at each as a recovery would (PostgreSQL: xlogreader.c). After a flaw it goes on with the next record that begins for
 * certain. What the headers of pages say of place and origin is not looked at. Confined to one thread.
 */
public final class RecordReader {
    private static final int CONTINUES = 1;
    private static final int LONG_HEADER = 2;
    private static final int OVERWRITES = 8;
    private static final int ALIGNMENT = 8;

    private final WalSegmentSize size;
    private final RecordListener listener;
    private State state = State.LOST;
    private Optional<Lsn> before = Optional.empty();
    private Optional<UnfinishedRecord> unfinished = Optional.empty();

    private enum State {
        /** Where the next record begins is not known. */
        LOST,
        /** A record begins where the reader is. */
        BETWEEN,
        /** A record is not whole yet. */
        WITHIN,
        /** The rest of the segment is empty. */
        ENDED
    }

    public RecordReader(WalSegmentSize size, RecordListener listener) {
        this.size = size;
        this.listener = listener;
    }

    /** The next page; its buffer may be used again afterwards. */
    public void page(byte[] buffer, int offset, int length, Lsn address) {
        if (size.offset(address) == 0 && state == State.ENDED) {
            state = State.BETWEEN;
        }
        if (state == State.ENDED) {
            return;
        }
        if (buffer[offset] == 0 && buffer[offset + 1] == 0) {
            empty(address);
            return;
        }
        ByteBuffer header = ByteBuffer.wrap(buffer, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        int begin = enter(header, address);
        if (begin < length) {
            records(buffer, offset, begin, length, address);
        }
    }

    private void empty(Lsn address) {
        if (state != State.LOST) {
            flaw(unfinished.map(UnfinishedRecord::start).orElse(address), "the page at " + address + " is empty");
        }
    }

    /** Where in the page to go on: behind its header, or behind what is left of a record that nobody wants. */
    private int enter(ByteBuffer header, Lsn address) {
        int flags = Short.toUnsignedInt(header.getShort(2));
        long rest = Integer.toUnsignedLong(header.getInt(16));
        boolean continues = (flags & CONTINUES) != 0;
        int begin = (flags & LONG_HEADER) != 0 ? 40 : 24;
        if (state == State.WITHIN && (flags & OVERWRITES) != 0) {
            // A server that crashed wrote half a record, and says so where it went on.
            unfinished = Optional.empty();
            state = State.BETWEEN;
        }
        expect(continues, rest, address);
        if (state != State.LOST) {
            return begin;
        }
        long skipped = continues ? begin + aligned(rest) : begin;
        if (skipped >= header.capacity()) {
            return header.capacity();
        }
        state = State.BETWEEN;
        return (int) skipped;
    }

    private void expect(boolean continues, long rest, Lsn address) {
        if (state == State.BETWEEN && continues) {
            flaw(address, "its page continues a record that does not begin before it");
        }
        if (state == State.WITHIN) {
            UnfinishedRecord record = unfinished.orElseThrow();
            if (!continues || record.missing() != rest) {
                flaw(
                        record.start(),
                        "the record of " + record.length() + " bytes lacks " + record.missing() + ", and the page at "
                                + address + " continues one by " + (continues ? rest : 0));
            }
        }
    }

    private void records(byte[] buffer, int offset, int begin, int length, Lsn address) {
        int at = begin;
        while (at < length && (state == State.BETWEEN || state == State.WITHIN)) {
            if (state == State.BETWEEN && !begins(buffer, offset + at, address.plus(at))) {
                return;
            }
            UnfinishedRecord record = unfinished.orElseThrow();
            at += record.take(buffer, offset + at, offset + length);
            if (record.missing() == 0) {
                at = (int) aligned(at);
                finish(record);
            }
        }
    }

    private boolean begins(byte[] buffer, int at, Lsn start) {
        long length = Integer.toUnsignedLong(
                ByteBuffer.wrap(buffer, at, 4).order(ByteOrder.LITTLE_ENDIAN).getInt());
        if (length < UnfinishedRecord.HEADER) {
            flaw(start, "the record has a length of " + length + " bytes");
            return false;
        }
        unfinished = Optional.of(new UnfinishedRecord(start, length));
        state = State.WITHIN;
        return true;
    }

    private void finish(UnfinishedRecord record) {
        Optional<String> objection = record.objection(before);
        if (objection.isPresent()) {
            flaw(record.start(), objection.get());
            return;
        }
        listener.record(record.start(), record.length(), record.previous());
        before = Optional.of(record.start());
        unfinished = Optional.empty();
        state = record.endsSegment() ? State.ENDED : State.BETWEEN;
    }

    private void flaw(Lsn position, String what) {
        state = State.LOST;
        before = Optional.empty();
        unfinished = Optional.empty();
        listener.flaw(position, what);
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }
}
