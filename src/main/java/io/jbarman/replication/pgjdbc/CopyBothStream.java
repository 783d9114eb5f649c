package io.jbarman.replication.pgjdbc;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineId;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationMessage;
import io.jbarman.replication.ReplicationMessage.EndOfTimeline;
import io.jbarman.replication.ReplicationMessage.Nothing;
import io.jbarman.replication.ReplicationMessage.ServerStopping;
import io.jbarman.replication.ReplicationStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The server's side of START_REPLICATION, from the answer to the command to the end of the copy.
 *
 * <p>Two ends look alike and are not: CopyDone is the end of the timeline and wants a CopyDone back; CommandComplete
 * without it is a server that shuts down.
 */
final class CopyBothStream implements ReplicationStream {
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    /** After so many notices in a row whoever reads is let look after what else there is to do. */
    private static final int MOST_ASIDES = 100;

    private static final ReplicationMessage NOTHING = new Nothing();

    private final Wire wire;
    private final String command;
    private final Clock clock;
    private volatile boolean over;
    private Lsn written = Lsn.ZERO;
    private Lsn flushed = Lsn.ZERO;

    CopyBothStream(Wire wire, String command, Clock clock) {
        this.wire = wire;
        this.command = command;
        this.clock = clock;
    }

    @Override
    public ReplicationMessage next(Duration patience) throws ReplicationException {
        for (int asides = 0; asides < MOST_ASIDES && wire.advance(patience); asides++) {
            Optional<ReplicationMessage> message = read();
            if (message.isPresent()) {
                return message.get();
            }
        }
        return NOTHING;
    }

    private Optional<ReplicationMessage> read() throws ReplicationException {
        return switch (wire.type()) {
            case 'd' -> Optional.of(CopyData.read(wire.body()));
            case 'c' -> Optional.of(endOfTimeline());
            case 'T' -> Optional.of(nextTimeline());
            case 'C' -> Optional.of(serverStopping());
            case 'E' -> throw failed();
            case 'W', 'N', 'S', 'A' -> Optional.empty();
            default -> throw wire.unexpected("while streaming");
        };
    }

    private ReplicationException failed() {
        over = true;
        return ServerError.read(wire.body()).whileTrying(command, ReplicationFailure.POSITION_REFUSED);
    }

    private ReplicationMessage serverStopping() {
        over = true;
        return new ServerStopping();
    }

    private ReplicationMessage endOfTimeline() throws ReplicationException {
        sayDone();
        return nextTimeline();
    }

    /** What follows an ended timeline, and stands alone where streaming would begin at its very end. */
    private ReplicationMessage nextTimeline() throws ReplicationException {
        over = true;
        List<ResultRow> rows = new SimpleQuery(wire).finish(command, ReplicationFailure.POSITION_REFUSED);
        if (rows.isEmpty()) {
            return new ServerStopping();
        }
        try {
            ResultRow row = rows.get(0);
            return new EndOfTimeline(new TimelineId(Long.parseLong(row.text(0))), Lsn.parse(row.text(1)));
        } catch (NotTheProtocol | IllegalArgumentException e) {
            throw Wire.protocol("end of timeline: " + e.getMessage());
        }
    }

    /** After our CopyDone no feedback may follow, whichever thread it comes from. */
    private synchronized void sayDone() throws ReplicationException {
        over = true;
        wire.send(WireWriter::copyDone);
    }

    @Override
    public synchronized void feedback(Lsn nowWritten, Lsn nowFlushed, boolean replyRequested)
            throws ReplicationException {
        if (over) {
            return;
        }
        written = nowWritten;
        flushed = nowFlushed;
        wire.sendStatus(written, flushed, clock.millis(), replyRequested);
    }

    @Override
    public void wake() {
        if (!wire.wake()) {
            askForASign();
        }
    }

    /** Who sleeps in the socket is woken by the server's answer. */
    private synchronized void askForASign() {
        try {
            feedback(written, flushed, true);
        } catch (ReplicationException e) {
            // A connection that is broken wakes its reader.
        }
    }

    @Override
    public void abandon() {
        over = true;
        wire.leave();
    }

    @Override
    public void close() {
        if (over) {
            return;
        }
        wire.hurry();
        try {
            sayDone();
            drain();
        } catch (ReplicationException e) {
            // The connection is being given up; how it ends changes nothing.
        }
    }

    /** Reads on, so that our last words are not lost with a connection that is reset because of unread bytes. */
    private void drain() throws ReplicationException {
        long deadline = System.nanoTime() + FAREWELL.toNanos();
        Duration left = FAREWELL;
        while (wire.await(left) && wire.type() != 'Z') {
            left = Duration.ofNanos(deadline - System.nanoTime());
        }
    }
}
