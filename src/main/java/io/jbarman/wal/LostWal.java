package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;

/** WAL that comes next and that its server no longer has. */
public final class LostWal {
    private final ServerPath path;
    private final Lsn begin;

    /** @param begin the beginning of a segment */
    LostWal(ServerPath path, Lsn begin) {
        this.path = path;
        this.begin = begin;
    }

    /** The first segment of it. */
    public SegmentName first() {
        return path.segmentAt(begin);
    }

    /** Whether the server has gone past the first segment; the one that it writes now cannot be lost. */
    public boolean isOver() {
        return begin.isBefore(path.size().segmentStart(path.server().flushed()));
    }

    /** The last that it may reach to: the one that the server writes now is still there. */
    public SegmentName last() {
        Lsn current = path.size().segmentStart(path.server().flushed());
        return path.segmentAt(Lsn.max(begin, current.plus(-path.size().bytes())));
    }

    /** The segment that follows one of the server's way. */
    public SegmentName after(SegmentName segment) {
        return path.segmentAt(segment.start(path.size()).plus(path.size().bytes()));
    }
}
