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

    private SegmentHeader() {}

    /** The cluster that wrote it; empty for a file that does not begin with such a header, as an empty partial one. */
    static Optional<SystemIdentifier> systemIdentifier(Path segment) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(LENGTH).order(ByteOrder.nativeOrder());
        try (InputStream content = SegmentCodec.open(segment)) {
            header.put(content.readNBytes(LENGTH));
        } catch (TornSegmentException torn) {
            return Optional.empty();
        }
        if (header.hasRemaining() || header.getShort(0) == 0 || (header.getShort(INFO) & LONG_HEADER) == 0) {
            return Optional.empty();
        }
        return Optional.of(new SystemIdentifier(header.getLong(SYSTEM_IDENTIFIER)));
    }
}
