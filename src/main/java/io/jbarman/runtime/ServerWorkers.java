package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.SegmentName;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.time.SystemSleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What is at work for one server: its locks, its archiver, its receiver. Changed by one thread, looked at by any. What
 * cannot be ended keeps its locks, and nothing is started in its place: two would write into one directory.
 */
final class ServerWorkers {
    private final Replication replication;
    private final ReplicationConnector connector;
    private final Clock clock;
    private final DamagedSegments damaged;
    private Optional<Locked> locks = Optional.empty();
    private volatile Optional<Task<ArchiverWorker>> archiver = Optional.empty();
    private volatile Optional<Task<ReceiverWorker>> receiver = Optional.empty();

    private record Locked(List<Path> files, FileLocks held) {}

    /** A worker, its thread, and the configuration that it was started with. */
    record Task<W extends Worker>(W worker, WorkerThread thread, ServerConfig config) {}

    ServerWorkers(Replication replication, ReplicationConnector connector, Clock clock) {
        this.replication = replication;
        this.connector = connector;
        this.clock = clock;
        this.damaged = new DamagedSegments(replication, connector, new SystemSleeper());
    }

    Optional<Task<ArchiverWorker>> archiver() {
        return archiver;
    }

    Optional<Task<ReceiverWorker>> receiver() {
        return receiver;
    }

    /**
     * Takes Barman's locks, unless they are held.
     *
     * @throws ProblemException if somebody else has one
     */
    void lock(ServerConfig config) throws IOException {
        if (locks.isPresent()) {
            return;
        }
        List<Path> files = List.of(LockFiles.receiveWal(config), LockFiles.archiveWal(config));
        FileLocks.Attempt attempt = FileLocks.take(files, false);
        if (attempt instanceof FileLocks.Attempt.Busy busy) {
            String task = busy.lock().equals(files.get(0)) ? "receive-wal" : "archive-wal";
            throw new ProblemException(
                    FileLocks.busy(busy, "Another " + task + " process for server '" + config.name() + "'"));
        }
        locks = Optional.of(new Locked(files, ((FileLocks.Attempt.Held) attempt).locks()));
    }

    /** Whether nothing is at work. */
    boolean areIdle() {
        return archiver.isEmpty() && receiver.isEmpty();
    }

    /** Lets the locks go, once nothing is at work. */
    void unlock() {
        if (areIdle()) {
            locks.map(Locked::held).ifPresent(FileLocks::close);
            locks = Optional.empty();
        }
    }

    void startArchiver(ServerConfig config) throws IOException {
        ArchiverWorker worker = new ArchiverWorker(config, new FetchedAgain(config), clock);
        archiver = Optional.of(new Task<>(
                worker,
                WorkerThread.start("archive-wal", config.name(), worker, RestartBudget.STANDARD, clock),
                config));
    }

    private void wakeArchiver() {
        archiver.map(Task::worker).ifPresent(ArchiverWorker::wake);
    }

    /** What is damaged is fetched again by whoever receives; who receives nothing now fetches nothing. */
    private final class FetchedAgain implements Damage {
        private final ServerConfig config;

        FetchedAgain(ServerConfig config) {
            this.config = config;
        }

        @Override
        public void setAside(SegmentName name) {
            fetch(name, "was set aside", (refetch, received) -> refetch.fetch(name, received));
        }

        @Override
        public void flawed(SegmentName name) {
            fetch(
                    name,
                    "has a wrong record",
                    (refetch, received) -> !new FlawedObject(config, name, clock).isKept()
                            && refetch.fetch(name, received, fresh -> replace(name, fresh)));
        }

        private void fetch(SegmentName name, String why, DamagedSegments.Way way) {
            if (receiver.isPresent()) {
                damaged.fetch(new DamagedSegments.Wanted(
                        config,
                        name,
                        why,
                        () -> receiver.map(task -> task.worker().status().flushed()),
                        way,
                        ServerWorkers.this::wakeArchiver));
            }
        }
    }

    private void replace(SegmentName name, Path fresh) throws IOException {
        if (archiver.isPresent()) {
            archiver.get().worker().replace(name, fresh);
        }
    }

    void startReceiver(ServerConfig config) {
        ReceiverWorker worker = new ReceiverWorker(config, replication, connector, segment -> wakeArchiver(), clock);
        receiver = Optional.of(new Task<>(
                worker,
                WorkerThread.start("receive-wal", config.name(), worker, RestartBudget.STANDARD, clock),
                config));
    }

    /** Ends receiving; what was received is durable then. */
    void stopReceiver() throws InterruptedException {
        if (receiver.isPresent()) {
            receiver.get().thread().stop();
            require(receiver.get());
            receiver = Optional.empty();
        }
    }

    /** Ends archiving after one more pass. */
    void stopArchiver() throws InterruptedException {
        if (archiver.isPresent()) {
            archiver.get().thread().stop();
            require(archiver.get());
            archiver = Optional.empty();
        }
    }

    private static void require(Task<?> task) throws InterruptedException {
        if (!task.thread().join()) {
            throw new ProblemException(Diagnostic.error(
                    "worker-hangs",
                    task.thread().name() + " does not end: it waits for a disk or a server that does not answer",
                    "see that the disk of " + task.config().backupDirectory()
                            + " answers; it is tried again by itself, and kill -9 of the runtime loses nothing"));
        }
    }
}
