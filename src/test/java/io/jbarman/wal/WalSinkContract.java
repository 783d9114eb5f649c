package io.jbarman.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link WalSink} promises. */
abstract class WalSinkContract {
    static final WalSegmentSize SIZE = new WalSegmentSize(1 << 20);
    static final Lsn START = new Lsn(0xFFE00000L);
    private static final int PIECE = 300_001;
    private static final int PIECES = 13;
    private static final Lsn END = START.plus((long) PIECE * PIECES);

    /** The sink as a process finds it when it starts. */
    abstract WalSink sink() throws IOException;

    /** What a crashed machine holds under the final name. */
    abstract Optional<byte[]> complete(SegmentName name) throws IOException;

    /** What a crashed machine holds of an unfinished segment. */
    abstract Optional<byte[]> partial(SegmentName name) throws IOException;

    private static SegmentName segment(Lsn position) {
        return SegmentName.of(TimelineId.FIRST, position, SIZE);
    }

    private static SegmentWriter writer(WalSink sink, Lsn start) {
        return new SegmentWriter(
                sink,
                SIZE,
                TimelineId.FIRST,
                start,
                Lsn.ZERO,
                (name, end) -> {},
                SpaceWait.never(Path.of("/")),
                Runnable::run,
                Runnable::run);
    }

    /** Writes all that is left, syncing after every second piece; gives what was acknowledged when it ended or died. */
    private static Lsn receive(WalSink sink, Lsn from) throws IOException, WalGapException {
        SegmentWriter writer = writer(sink, from);
        Lsn acknowledged = Lsn.ZERO;
        try {
            for (int piece = 0; writer.written().isBefore(END); piece++) {
                int length = (int) Math.min(PIECE, END.minus(writer.written()));
                writer.write(writer.written(), FakeWal.buffer(writer.written(), length));
                if (piece % 2 == 1) {
                    writer.sync();
                }
                acknowledged = writer.flushed();
            }
            writer.close();
            return writer.flushed();
        } catch (CrashingSink.Crash e) {
            return Lsn.max(acknowledged, writer.flushed());
        }
    }

    private void assertHeld(Lsn acknowledged, String when) throws IOException {
        for (Lsn start = START; start.isBefore(acknowledged); start = start.plus(SIZE.bytes())) {
            SegmentName name = segment(start);
            int length = (int) Math.min(SIZE.bytes(), acknowledged.minus(start));
            Optional<byte[]> held = complete(name).or(() -> partialOrFail(name));
            assertThat(held).as("%s %s", name, when).isPresent();
            assertThat(Arrays.equals(Arrays.copyOf(held.get(), length), FakeWal.bytes(start, length)))
                    .as("bytes of %s %s", name, when)
                    .isTrue();
        }
    }

    private Optional<byte[]> partialOrFail(SegmentName name) {
        try {
            return partial(name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Where a new process goes on: after the last complete segment. */
    private Lsn resumption() throws IOException {
        Lsn position = START;
        while (complete(segment(position)).isPresent()) {
            position = position.plus(SIZE.bytes());
        }
        return position;
    }

    @Test
    void aCrashBetweenAnyTwoCallsLosesNothingAcknowledged() throws Exception {
        Lsn acknowledged = Lsn.ZERO;
        for (int calls = 0; acknowledged.isBefore(END); calls++) {
            acknowledged = Lsn.max(acknowledged, receive(new CrashingSink(sink(), calls), resumption()));
            assertHeld(acknowledged, "after a crash before call " + calls);
        }
        assertThat(complete(segment(END.plus(-SIZE.bytes())))).isPresent();
    }

    @Test
    void aSegmentIsNotCompleteBeforeItIsClosedSo() throws Exception {
        WalSink sink = sink();
        OpenSegment open = sink.open(segment(START), WalSink.Pace.BACKLOG);
        open.write(FakeWal.buffer(START, SIZE.bytes()));
        open.sync();
        assertThat(complete(segment(START))).isEmpty();
        assertThat(partial(segment(START))).isPresent();
        open.close(OpenSegment.Ending.COMPLETE);
        sink.syncNames();
        assertThat(complete(segment(START))).isPresent();
        assertThat(partial(segment(START))).isEmpty();
    }

    @Test
    void reopeningKeepsTheBytesThatWereThere() throws Exception {
        OpenSegment first = sink().open(segment(START), WalSink.Pace.BACKLOG);
        first.write(FakeWal.buffer(START, 1000));
        first.close(OpenSegment.Ending.PARTIAL);
        OpenSegment again = sink().open(segment(START), WalSink.Pace.BACKLOG);
        again.write(FakeWal.buffer(START, 10));
        again.sync();
        assertHeld(START.plus(1000), "after it was opened again");
    }

    @Test
    void nothingWrittenLeavesNothing() throws Exception {
        sink().open(segment(START), WalSink.Pace.BACKLOG).close(OpenSegment.Ending.PARTIAL);
        assertThat(partial(segment(START))).isEmpty();
    }

    @Test
    void aCompleteSegmentIsNeverReplacedByOtherBytes() throws Exception {
        WalSink sink = sink();
        OpenSegment first = sink.open(segment(START), WalSink.Pace.BACKLOG);
        first.write(FakeWal.buffer(START, SIZE.bytes()));
        first.close(OpenSegment.Ending.COMPLETE);
        sink.syncNames();
        OpenSegment other = sink().open(segment(START), WalSink.Pace.BACKLOG);
        other.write(FakeWal.buffer(START.plus(1), SIZE.bytes()));
        assertThatThrownBy(() -> other.close(OpenSegment.Ending.COMPLETE)).isInstanceOf(IOException.class);
        assertHeld(START.plus(SIZE.bytes()), "after other bytes came");
    }

    @Test
    void theSameBytesAgainAreWelcome() throws Exception {
        for (int time = 0; time < 2; time++) {
            WalSink sink = sink();
            OpenSegment segment = sink.open(segment(START), WalSink.Pace.BACKLOG);
            segment.write(FakeWal.buffer(START, SIZE.bytes()));
            segment.close(OpenSegment.Ending.COMPLETE);
            sink.syncNames();
        }
        assertThat(complete(segment(START))).isPresent();
        assertThat(partial(segment(START))).isEmpty();
    }
}
