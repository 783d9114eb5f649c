package io.jbarman.archive;

import io.jbarman.archive.records.RecordReader;
import io.jbarman.pg.Lsn;
import java.io.OutputStream;

/** Hands a segment on page by page; whole pages come, since {@link PageCheck} looked at them before. */
final class RecordFeed extends OutputStream {
    private final RecordReader reader;
    private final Lsn start;
    private long length;
    private int page;

    RecordFeed(RecordReader reader, Lsn start) {
        this.reader = reader;
        this.start = start;
    }

    /** How many bytes came. */
    long length() {
        return length;
    }

    @Override
    public void write(byte[] buffer, int offset, int count) {
        if (length == 0) {
            page = (int) SegmentHeader.read(buffer, offset).blockSize();
        }
        for (int at = offset; at + page <= offset + count; at += page) {
            reader.page(buffer, at, page, start.plus(length + at - offset));
        }
        length += count;
    }

    @Override
    public void write(int one) {
        throw new UnsupportedOperationException("pages come whole");
    }
}
