package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Compares what is written into the first segment of a timeline with what the timeline before it had of that segment. A
 * difference is told, and nothing is held up by it: to refuse the WAL would fill the server's disk.
 */
final class ComparingSink implements WalSink {
    /** Told of the first difference. */
    interface Difference {
        void at(Overlap overlap, Lsn position);
    }

    private final WalSink sink;
    private final Overlap overlap;
    private final Difference difference;
    private final AtomicBoolean isFirst = new AtomicBoolean(true);

    ComparingSink(WalSink sink, Overlap overlap, Difference difference) {
        this.sink = sink;
        this.overlap = overlap;
        this.difference = difference;
    }

    @Override
    public OpenSegment open(SegmentName name, Pace pace) throws IOException {
        OpenSegment segment = sink.open(name, pace);
        return isFirst.getAndSet(false) ? new Compared(segment, SegmentCodec.open(overlap.file())) : segment;
    }

    @Override
    public void syncNames() throws IOException {
        sink.syncNames();
    }

    private final class Compared implements OpenSegment {
        private final OpenSegment segment;
        private final InputStream old;
        private Lsn position = overlap.begin();

        Compared(OpenSegment segment, InputStream old) {
            this.segment = segment;
            this.old = old;
        }

        @Override
        public SegmentName name() {
            return segment.name();
        }

        @Override
        public void reserve() throws IOException {
            segment.reserve();
        }

        @Override
        public void prepare() throws IOException {
            segment.prepare();
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            ByteBuffer written = bytes.duplicate();
            try {
                segment.write(bytes);
            } finally {
                compare(written.limit(bytes.position()));
            }
        }

        private void compare(ByteBuffer bytes) throws IOException {
            int length = (int) Math.min(bytes.remaining(), overlap.end().minus(position));
            if (length <= 0) {
                return;
            }
            byte[] ours = old.readNBytes(length);
            byte[] theirs = new byte[length];
            bytes.get(theirs);
            int mismatch = Arrays.mismatch(theirs, ours);
            if (mismatch >= 0 && ours.length == length) {
                difference.at(overlap, position.plus(mismatch));
                position = overlap.end();
            } else {
                // An older file that is shorter has nothing more to compare with.
                position = ours.length < length ? overlap.end() : position.plus(length);
            }
        }

        @Override
        public void sync() throws IOException {
            segment.sync();
        }

        @Override
        public void settle() throws IOException {
            segment.settle();
        }

        @Override
        public void close(Ending ending) throws IOException {
            try (old) {
                segment.close(ending);
            }
        }
    }
}
