package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.ServerVersion;
import io.jbarman.pg.SlotName;
import io.jbarman.pg.SystemIdentifier;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationMessage;
import io.jbarman.replication.ReplicationMessage.Nothing;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.ReplicationStream;
import io.jbarman.replication.ReplicationTarget;
import io.jbarman.replication.SlotState;
import io.jbarman.replication.SystemIdentity;
import io.jbarman.replication.TimelineHistoryFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/** A server that says what a test wrote down for it, and writes down what it is told. */
final class ScriptedServer implements ReplicationConnector {
    /** One line of the script: a message, or a failure. */
    private record Line(Optional<ReplicationMessage> message, Optional<ReplicationException> failure) {}

    private static final Line NOTHING = new Line(Optional.of(new Nothing()), Optional.empty());

    /** What the receiver said. */
    record Feedback(Lsn written, Lsn flushed, boolean replyRequested) {}

    /** Called on the receiving thread whenever feedback arrives. */
    interface Witness {
        void sees(Feedback feedback);
    }

    final List<Feedback> feedbacks = new CopyOnWriteArrayList<>();
    final List<String> starts = new CopyOnWriteArrayList<>();
    final List<String> ends = new CopyOnWriteArrayList<>();
    private Optional<String> history = Optional.empty();
    private final BlockingDeque<Line> script = new LinkedBlockingDeque<>();
    private final List<ReplicationException> refusals = new ArrayList<>();
    private final SystemIdentity identity;
    private final Lsn slotPosition;
    private final WalSegmentSize size;
    private final Witness witness;

    /** On timeline 1, with far more WAL than the slot's position. */
    ScriptedServer(Lsn slotPosition, WalSegmentSize size, Witness witness) {
        this.identity = new SystemIdentity(new SystemIdentifier(42), TimelineId.FIRST, slotPosition.plus(1L << 32));
        this.slotPosition = slotPosition;
        this.size = size;
        this.witness = witness;
    }

    /** Refuses the next connection. */
    ScriptedServer refuse(ReplicationFailure failure) {
        refusals.add(new ReplicationException(failure, "", "refused by the script"));
        return this;
    }

    /** What its history files say, whatever the timeline. */
    ScriptedServer history(String text) {
        history = Optional.of(text);
        return this;
    }

    ScriptedServer say(ReplicationMessage message) {
        script.add(new Line(Optional.of(message), Optional.empty()));
        return this;
    }

    /** Breaks the connection, or refuses in the middle of it. */
    ScriptedServer fail(ReplicationFailure failure) {
        ReplicationException exception = new ReplicationException(failure, "", "failed by the script");
        script.add(new Line(Optional.empty(), Optional.of(exception)));
        return this;
    }

    /** Sends the bytes of {@link FakeWal} between two positions as one message. */
    ScriptedServer wal(Lsn from, Lsn to) {
        return say(new ReplicationMessage.WalData(from, to, FakeWal.buffer(from, (int) to.minus(from))));
    }

    boolean isSaid() {
        return script.isEmpty();
    }

    @Override
    public ReplicationSession connect(ReplicationTarget target) throws ReplicationException {
        if (!refusals.isEmpty()) {
            throw refusals.remove(0);
        }
        return new Session();
    }

    private final class Session implements ReplicationSession {
        @Override
        public ServerVersion version() {
            return ServerVersion.ofMajor(15);
        }

        @Override
        public SystemIdentity identifySystem() {
            return identity;
        }

        @Override
        public WalSegmentSize walSegmentSize() {
            return size;
        }

        @Override
        public boolean groupMayRead() {
            return false;
        }

        @Override
        public SlotState readSlot(SlotName name) {
            return new SlotState.Present(Optional.of(slotPosition), Optional.of(TimelineId.FIRST));
        }

        @Override
        public void createPhysicalSlot(SlotName name, boolean reserveWal) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void dropSlot(SlotName name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TimelineHistoryFile timelineHistory(TimelineId timeline) {
            StringBuilder text = new StringBuilder();
            for (long ancestor = 1; ancestor < timeline.value(); ancestor++) {
                text.append(ancestor).append("\t0/").append(ancestor + 1).append("00000\tscript\n");
            }
            return new TimelineHistoryFile(
                    timeline.historyFileName(), history.orElse(text.toString()).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public ReplicationStream start(Optional<SlotName> slot, Lsn start, TimelineId timeline) {
            starts.add(start + " on " + timeline);
            return new Stream();
        }

        @Override
        public void close() {}
    }

    private final class Stream implements ReplicationStream {
        @Override
        public ReplicationMessage next(Duration patience) throws ReplicationException {
            Line line = awaited(patience);
            if (line.failure().isPresent()) {
                throw line.failure().get();
            }
            return line.message().orElseThrow();
        }

        @Override
        public void feedback(Lsn written, Lsn flushed, boolean replyRequested) {
            Feedback feedback = new Feedback(written, flushed, replyRequested);
            witness.sees(feedback);
            feedbacks.add(feedback);
        }

        private Line awaited(Duration patience) {
            try {
                Line line = script.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
                return line == null ? NOTHING : line;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return NOTHING;
            }
        }

        @Override
        public void wake() {
            script.addFirst(NOTHING);
        }

        @Override
        public void abandon() {
            ends.add("abandoned");
        }

        @Override
        public void close() {
            ends.add("closed");
        }
    }
}
