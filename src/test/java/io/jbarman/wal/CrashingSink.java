package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A sink in a process that dies before its n-th call. */
final class CrashingSink implements WalSink {
    /** The process is gone: nothing after it runs. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final WalSink sink;
    private int callsLeft;

    CrashingSink(WalSink sink, int callsLeft) {
        this.sink = sink;
        this.callsLeft = callsLeft;
    }

    private void count() {
        if (callsLeft-- <= 0) {
            throw new Crash();
        }
    }

    @Override
    public void syncNames() throws IOException {
        count();
        sink.syncNames();
    }

    @Override
    public OpenSegment open(SegmentName name, Pace pace) throws IOException {
        count();
        OpenSegment segment = sink.open(name, WalSink.Pace.BACKLOG);
        return new OpenSegment() {
            @Override
            public SegmentName name() {
                return segment.name();
            }

            @Override
            public void reserve() throws IOException {
                count();
                segment.reserve();
            }

            @Override
            public void prepare() throws IOException {
                count();
                segment.prepare();
            }

            @Override
            public void write(ByteBuffer bytes) throws IOException {
                count();
                segment.write(bytes);
            }

            @Override
            public void sync() throws IOException {
                count();
                segment.sync();
            }

            @Override
            public void settle() throws IOException {
                count();
                segment.settle();
            }

            @Override
            public void close(Ending ending) throws IOException {
                count();
                segment.close(ending);
            }
        };
    }
}
