package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationMessage;
import io.jbarman.replication.ReplicationMessage.EndOfTimeline;
import io.jbarman.replication.ReplicationMessage.Keepalive;
import io.jbarman.replication.ReplicationMessage.Nothing;
import io.jbarman.replication.ReplicationMessage.ServerStopping;
import io.jbarman.replication.ReplicationMessage.WalData;
import io.jbarman.replication.ReplicationStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One stream of one timeline, from its start to its end, to a broken connection or to the stop signal.
 *
 * <p>Whenever nothing more is waiting to be read, nor announced, what was written is made durable and reported: so a synchronous commit
 * waits for one fsync, and a server that stops does not wait for us.
 */
final class TimelineReception {
    /** How long WAL that the server announced may keep what came before it from becoming durable. */
    private static final Duration SHORTLY = Duration.ofMillis(10);

    /** The same while so much is announced that nobody can be waiting for us: the server calls it catching up. */
    private static final Duration WHILE_BEHIND = Duration.ofMillis(200);

    private static final long FAR_BEHIND = 16 << 20;

    private final ReplicationStream stream;
    private final SegmentWriter writer;
    private final Feedback feedback;
    private final StatusBoard board;
    private final StopSignal stop;
    private final Predicate<Lsn> reached;
    private final Consumer<Lsn> durable;
    private Lsn serverPosition = Lsn.ZERO;

    /**
     * @param reached whether a position lies behind the last one that is wanted
     * @param durable told how far WAL is durable, whenever nothing more is waiting and the server was told
     */
    TimelineReception(
            ReplicationStream stream,
            SegmentWriter writer,
            Feedback feedback,
            StatusBoard board,
            StopSignal stop,
            Predicate<Lsn> reached,
            Consumer<Lsn> durable) {
        this.stream = stream;
        this.writer = writer;
        this.feedback = feedback;
        this.board = board;
        this.stop = stop;
        this.reached = reached;
        this.durable = durable;
    }

    /** Receives until the timeline ends, which it gives, or until told to stop. */
    Optional<EndOfTimeline> run() throws ReplicationException, ReceiverException, IOException {
        Runnable wake = stream::wake;
        stop.wakes(wake);
        try {
            return receive();
        } catch (ReplicationException e) {
            if (e.failure() == ReplicationFailure.CONNECTION_LOST) {
                stream.abandon();
            }
            throw e;
        } finally {
            stop.forget(wake);
        }
    }

    private Optional<EndOfTimeline> receive() throws ReplicationException, ReceiverException, IOException {
        feedback.send();
        while (!isEnough()) {
            ReplicationMessage message = stream.next(patience());
            if (message instanceof Nothing) {
                syncAndReport();
                message = rest();
            }
            Optional<EndOfTimeline> end = take(message);
            if (end.isPresent()) {
                return end;
            }
            feedback.watch();
        }
        syncAndReport();
        return Optional.empty();
    }

    /** Nothing is left to do: waits, as long as may be, for a message or the stop signal. */
    private ReplicationMessage rest() throws ReplicationException, ReceiverException {
        Duration longest = feedback.rest();
        try {
            return stream.next(longest);
        } finally {
            feedback.back();
        }
    }

    private boolean isEnough() {
        if (reached.test(writer.written())) {
            stop.give();
        }
        return stop.given();
    }

    /** Where the server said that it has more to send, an fsync now would only delay it. */
    private Duration patience() {
        long announced = serverPosition.minus(writer.written());
        if (announced <= 0) {
            return Duration.ZERO;
        }
        return announced > FAR_BEHIND ? WHILE_BEHIND : SHORTLY;
    }

    private Optional<EndOfTimeline> take(ReplicationMessage message) throws ReplicationException, IOException {
        if (message instanceof Nothing) {
            return Optional.empty();
        }
        feedback.heard();
        if (message instanceof WalData data) {
            write(data);
        } else if (message instanceof Keepalive keepalive) {
            answer(keepalive);
        } else if (message instanceof EndOfTimeline end) {
            return Optional.of(end);
        } else if (message instanceof ServerStopping) {
            throw new ReplicationException(ReplicationFailure.STOPPING, "", "the server is shutting down");
        }
        return Optional.empty();
    }

    private void write(WalData data) throws ReplicationException, IOException {
        try {
            writer.write(data.start(), data.bytes());
        } catch (WalGapException e) {
            throw new ReplicationException(ReplicationFailure.PROTOCOL, "", String.valueOf(e.getMessage()), e);
        }
        serverPosition = Lsn.max(data.serverPosition(), writer.written());
        board.heard(writer.written(), writer.flushed(), serverPosition);
        feedback.sendIfAdvanced();
    }

    private void answer(Keepalive keepalive) throws ReplicationException, IOException {
        serverPosition = keepalive.serverPosition();
        if (keepalive.replyRequested()) {
            writer.sync();
            feedback.send();
        }
        board.heard(writer.written(), writer.flushed(), serverPosition);
    }

    private void syncAndReport() throws ReplicationException, IOException {
        if (writer.needsSync()) {
            writer.sync();
            board.durable(writer.flushed());
        }
        feedback.sendIfAdvanced();
        durable.accept(writer.flushed());
    }
}
