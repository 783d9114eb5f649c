package io.jbarman.wal;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationSession;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the WAL of one server into one directory until told to stop, through every failure: it connects again, finds
 * its place in its own files, follows the server from timeline to timeline, and acknowledges what is durable, never
 * more. It refuses, and keeps looking, as long as another cluster answers.
 *
 * <p>While another receiver writes into the directory it says so and waits. Safe for use by several threads;
 * {@link #run} belongs to one.
 */
public final class WalReceiver implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WalReceiver.class);

    private final ReceiverOptions options;
    private final ReplicationConnector connector;
    private final SegmentListener listener;
    private final OtherRoad road;
    private final StatusBoard board;
    private final StopSignal stop = new StopSignal();
    private Optional<DirectoryLock> lock = Optional.empty();
    private int failures;
    private volatile boolean gaveUp;

    public WalReceiver(ReceiverOptions options, ReplicationConnector connector, SegmentListener listener, Clock clock) {
        this(options, connector, listener, OtherRoad.NONE, clock);
    }

    /** @param road by which WAL may have come that the server no longer has */
    public WalReceiver(
            ReceiverOptions options,
            ReplicationConnector connector,
            SegmentListener listener,
            OtherRoad road,
            Clock clock) {
        this.options = options;
        this.connector = connector;
        this.listener = listener;
        this.road = road;
        this.board = new StatusBoard(clock);
    }

    /** Receives until {@link #stop} is called or the thread is interrupted; the former lets it finish what it writes. */
    @Override
    public void run() {
        try (DiskThreads threads = new DiskThreads("wal-" + options.target().applicationName())) {
            while (!stop.given() && !gaveUp) {
                attempt(threads);
            }
        } finally {
            unlock();
            board.state(ReceiverState.STOPPED);
        }
    }

    private void unlock() {
        try {
            if (lock.isPresent()) {
                lock.get().close();
            }
        } catch (IOException e) {
            LOG.debug("letting the lock of a directory go", e);
        } finally {
            lock = Optional.empty();
        }
    }

    /** Ends {@link #run} soon: what was received is made durable and acknowledged first. Returns at once. */
    public void stop() {
        stop.give();
    }

    /** Whether it ended since a connection failed, and was to end then. */
    public boolean gaveUp() {
        return gaveUp;
    }

    /** How it stands now. */
    public ReceiverStatus status() {
        return board.status();
    }

    private void attempt(DiskThreads threads) {
        board.state(ReceiverState.CONNECTING);
        long heardBefore = board.messages();
        try {
            if (lock.isEmpty()) {
                lock = Optional.of(DirectoryLock.take(options.storage()));
            }
            receive(threads);
        } catch (ReplicationException e) {
            failed(problem(e), e.failure(), heardBefore);
        } catch (ReceiverException e) {
            failed(e.diagnostic(), ReplicationFailure.OTHER, heardBefore);
        } catch (IOException e) {
            LOG.debug("the disk failed", e);
            failed(DiskProblem.of(options.storage().directory(), e), ReplicationFailure.OTHER, heardBefore);
        }
    }

    private void receive(DiskThreads threads) throws ReplicationException, ReceiverException, IOException {
        try (ReplicationSession session = connector.connect(options.target())) {
            new Reception(options, session, listener, road, threads, board, stop).run();
        }
    }

    /** Failures count in a row: a stream on which something came is no failure, an accepted start alone is not enough. */
    private void failed(Diagnostic problem, ReplicationFailure failure, long heardBefore) {
        if (stop.given()) {
            return;
        }
        failures = board.messages() == heardBefore ? failures + 1 : 1;
        if (failures == 1 || !isKnown(problem)) {
            LOG.warn("{} ({}); {}", problem.summary(), problem.code(), problem.hint());
        }
        board.problem(problem);
        listener.failed(problem);
        gaveUp = options.ending().withConnection();
        if (gaveUp) {
            return;
        }
        board.state(ReceiverState.WAITING);
        stop.await(options.backoff().after(failure, failures));
    }

    private boolean isKnown(Diagnostic problem) {
        return board.status().lastProblem().filter(problem::equals).isPresent();
    }

    private static Diagnostic problem(ReplicationException e) {
        String kind = e.failure().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Diagnostic.error("wal-" + kind, String.valueOf(e.getMessage()), e.remedy());
    }
}
