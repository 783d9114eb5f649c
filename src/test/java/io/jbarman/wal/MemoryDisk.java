package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A sink on a disk that keeps, when the machine crashes, exactly what was synced and not a byte more: the hardest that
 * {@link WalSink}'s contract allows.
 */
final class MemoryDisk implements WalSink {
    private final WalSegmentSize size;
    private final Map<SegmentName, byte[]> complete = new HashMap<>();
    private final Map<SegmentName, byte[]> partial = new HashMap<>();
    /** Closed, but whether their final names are durable is not certain: a crash leaves them without. */
    private final Map<SegmentName, byte[]> nameless = new HashMap<>();

    MemoryDisk(WalSegmentSize size) {
        this.size = size;
    }

    Optional<byte[]> complete(SegmentName name) {
        return Optional.ofNullable(complete.get(name));
    }

    Optional<byte[]> partial(SegmentName name) {
        return Optional.ofNullable(partial.get(name));
    }

    @Override
    public OpenSegment open(SegmentName name, Pace pace) {
        return new Segment(
                name, partial.getOrDefault(name, new byte[size.bytes()]).clone());
    }

    @Override
    public void syncNames() {
        complete.putAll(nameless);
        partial.keySet().removeAll(nameless.keySet());
        nameless.clear();
    }

    private final class Segment implements OpenSegment {
        private final SegmentName name;
        private final byte[] cache;
        private int position;

        Segment(SegmentName name, byte[] cache) {
            this.name = name;
            this.cache = cache;
        }

        @Override
        public SegmentName name() {
            return name;
        }

        @Override
        public void reserve() {
            // Memory is there.
        }

        @Override
        public void prepare() {
            // Nothing is written in vain.
        }

        @Override
        public void write(ByteBuffer bytes) {
            int length = bytes.remaining();
            bytes.get(cache, position, length);
            position += length;
        }

        @Override
        public void sync() {
            partial.put(name, cache.clone());
        }

        @Override
        public void settle() {
            // Memory keeps no byte waiting.
        }

        @Override
        public void close(Ending ending) throws IOException {
            if (ending == Ending.COMPLETE) {
                byte[] before = complete.getOrDefault(name, cache);
                if (!java.util.Arrays.equals(before, cache)) {
                    throw new IOException(name + " exists with other bytes");
                }
                nameless.put(name, cache.clone());
            } else if (ending == Ending.PARTIAL && position > 0) {
                sync();
            }
        }
    }
}
