package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.wal.WalSink.Pace;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens segments, each time one ahead, so that a full segment never waits for its successor. Confined to one thread. */
final class SegmentSupply {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentSupply.class);

    private final WalSink sink;
    private final WalSegmentSize size;
    private final Executor executor;
    private Optional<Ahead> ahead = Optional.empty();

    SegmentSupply(WalSink sink, WalSegmentSize size, Executor executor) {
        this.sink = sink;
        this.size = size;
        this.executor = executor;
    }

    /**
     * The segment of that name.
     *
     * @param pace what it and the one after it are for, as it looks now
     */
    OpenSegment take(SegmentName name, Pace pace) throws IOException {
        OpenSegment segment = opened(name, pace);
        SegmentName next = name.next(size);
        open(new Ahead(next, pace, new FutureTask<>(() -> open(next, pace))));
        return segment;
    }

    /** The next one will be synced often, whatever it seemed to be for: it is prepared for that meanwhile. */
    void expectLive() {
        if (ahead.isEmpty() || ahead.get().pace() == Pace.LIVE) {
            return;
        }
        FutureTask<OpenSegment> opened = ahead.get().task();
        open(new Ahead(ahead.get().name(), Pace.LIVE, new FutureTask<>(() -> prepared(DiskFailure.get(opened)))));
    }

    private void open(Ahead opening) {
        ahead = Optional.of(opening);
        executor.execute(opening.task());
    }

    private OpenSegment open(SegmentName name, Pace pace) throws IOException {
        OpenSegment segment = sink.open(name, pace);
        return pace == Pace.BACKLOG ? segment : prepared(segment);
    }

    private static OpenSegment prepared(OpenSegment segment) throws IOException {
        try {
            segment.prepare();
            return segment;
        } catch (IOException e) {
            segment.close(OpenSegment.Ending.ABANDONED);
            throw e;
        }
    }

    private OpenSegment opened(SegmentName name, Pace pace) throws IOException {
        Optional<Ahead> expected = ahead.filter(opening -> opening.name().equals(name));
        if (expected.isEmpty()) {
            discard();
            return sink.open(name, pace);
        }
        ahead = Optional.empty();
        return DiskFailure.get(expected.get().task());
    }

    /** Lets go of what was opened ahead; whether that had succeeded no longer matters. */
    void discard() {
        Optional<Ahead> unwanted = ahead;
        ahead = Optional.empty();
        unwanted.ifPresent(SegmentSupply::abandon);
    }

    private static void abandon(Ahead unwanted) {
        try {
            DiskFailure.get(unwanted.task()).close(OpenSegment.Ending.ABANDONED);
        } catch (IOException e) {
            LOG.debug("segment {} opened ahead is given up: {}", unwanted.name(), e.getMessage());
        }
    }

    private record Ahead(SegmentName name, Pace pace, FutureTask<OpenSegment> task) {}
}
