package io.jbarman.archive;

import io.jbarman.pg.Lsn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Looks at a segment's pages as they pass by: each is where its header says, of the same release, of no later timeline,
 * or zero with zeros up to the end, which is what a WAL switch leaves (PostgreSQL: {@code XLogPageHeaderData} in
 * xlog_internal.h). Confined to one thread.
 */
final class PageCheck {
    /** How many bytes are to be handed over at a time, except at the end; a multiple of any page size. */
    static final int BUFFER = 1 << 16;

    private static final int SHORT_HEADER = 24;
    private static final int CONTINUES = 1;
    private static final int LONG_HEADER = 2;
    private static final int KNOWN_FLAGS = 15;
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(BUFFER);

    private final WalFileName name;
    private final ServerIdentity identity;
    private final long size;
    private final long limit;
    private Optional<SegmentHeader> first = Optional.empty();
    private Optional<String> objection = Optional.empty();
    private long position;
    private long timeline;
    private long latest;
    private boolean known;
    private boolean ended;

    /**
     * @param size in bytes, of the whole file
     * @param limit how far a partial segment is of this timeline; what is behind it may be anything
     */
    PageCheck(WalFileName name, ServerIdentity identity, long size, long limit) {
        this.name = name;
        this.identity = identity;
        this.size = size;
        this.limit = limit;
    }

    /** The next bytes, from the beginning of the buffer. */
    void take(byte[] buffer, int length) {
        if (position == 0) {
            begin(buffer, length);
        }
        ByteBuffer pages = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
        int page = first.map(header -> (int) header.blockSize()).orElse(BUFFER);
        for (int offset = 0; offset < length && objection.isEmpty(); offset += page) {
            if (position + offset + page <= limit) {
                objection = page(pages, offset, Math.min(page, length - offset), position + offset);
            }
        }
        position += length;
    }

    /** Why the file may not be archived under its name, once all of it was seen; empty if nothing speaks against it. */
    Optional<String> objection() {
        return position == 0 ? Optional.of("it has 0 bytes") : objection;
    }

    private void begin(byte[] buffer, int length) {
        if (length < SegmentHeader.BYTES) {
            objection = Optional.of("it has " + size + " bytes");
            return;
        }
        SegmentHeader header = SegmentHeader.read(buffer);
        boolean whole = name.kind() == WalFileName.Kind.SEGMENT;
        objection = SegmentCheck.objection(
                name.segment().orElseThrow(), whole ? size : header.segmentSize(), header, identity);
        if (objection.isEmpty()) {
            first = Optional.of(header);
            timeline = header.timeline();
            latest = name.segment().orElseThrow().timeline().value();
            known = WalMagic.major(header.magic()).isPresent();
        }
    }

    private Optional<String> page(ByteBuffer pages, int offset, int length, long at) {
        if (pages.getShort(offset) == 0 || ended) {
            ended = true;
            boolean empty = pages.slice(offset, length).mismatch(ZEROS.slice(0, length)) < 0;
            return empty ? Optional.empty() : wrong(at, "is neither a page nor zero");
        }
        return length < SHORT_HEADER ? wrong(at, "is cut off") : header(pages, offset, first.orElseThrow(), at);
    }

    private Optional<String> header(ByteBuffer pages, int offset, SegmentHeader begin, long at) {
        if (Short.toUnsignedInt(pages.getShort(offset)) != begin.magic()) {
            return wrong(at, "has another magic number than the first");
        }
        long address = pages.getLong(offset + 8);
        Lsn place = begin.pageAddress().plus(at);
        if (address != place.value()) {
            return wrong(at, "is that of " + new Lsn(address) + ", and its place is " + place);
        }
        long of = Integer.toUnsignedLong(pages.getInt(offset + 4));
        if (of < timeline || of > latest) {
            return wrong(at, "is of timeline " + of);
        }
        timeline = of;
        return flags(pages, offset, at);
    }

    private Optional<String> flags(ByteBuffer pages, int offset, long at) {
        int flags = Short.toUnsignedInt(pages.getShort(offset + 2));
        boolean longOne = (flags & LONG_HEADER) != 0;
        boolean continues = (flags & CONTINUES) != 0;
        boolean unknown = known && (flags & ~KNOWN_FLAGS) != 0;
        if (unknown || longOne != (at == 0)) {
            return wrong(at, "has the flags " + flags);
        }
        if (continues == (pages.getInt(offset + 16) == 0) || pages.getInt(offset + 20) != 0) {
            return wrong(at, "does not say properly how it continues a record");
        }
        return Optional.empty();
    }

    private static Optional<String> wrong(long at, String what) {
        return Optional.of(String.format("its page at offset %d %s", at, what));
    }
}
