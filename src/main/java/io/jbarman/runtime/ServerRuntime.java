package io.jbarman.runtime;

import io.jbarman.archive.DrainReport;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.wal.ReceiverStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One server being worked on: its locks, its receiver, its archiver. Confined to the supervisor's lock. */
final class ServerRuntime {
    private final ServerConfig config;
    private final Replication replication;
    private final ReplicationConnector connector;
    private final Clock clock;
    private Optional<FileLocks> locks = Optional.empty();
    private Optional<Workers> workers = Optional.empty();
    private Optional<Diagnostic> problem = Optional.empty();
    private boolean receiverWanted = true;

    private record Workers(
            ArchiverWorker archiver,
            WorkerThread archiverThread,
            Optional<ReceiverWorker> receiver,
            Optional<WorkerThread> receiverThread) {}

    ServerRuntime(ServerConfig config, Replication replication, ReplicationConnector connector, Clock clock) {
        this.config = config;
        this.replication = replication;
        this.connector = connector;
        this.clock = clock;
    }

    ServerConfig config() {
        return config;
    }

    /** Starts what is not running; what keeps it from starting is its {@link #problem}, and can be tried again. */
    void start() {
        if (workers.isPresent()) {
            return;
        }
        try {
            problem = config.problems().stream().filter(Diagnostic::isError).findFirst();
            if (problem.isEmpty()) {
                startWorkers();
            }
        } catch (ProblemException e) {
            problem = Optional.of(e.problems().get(0));
        } catch (IOException e) {
            problem = Optional.of(StorageProblem.of(config, e));
        }
        if (workers.isEmpty()) {
            release();
        }
    }

    private void startWorkers() throws IOException {
        if (locks.isEmpty()) {
            takeLocks();
        }
        ArchiverWorker archiver = new ArchiverWorker(config, clock);
        Optional<ReceiverWorker> receiver = config.streamingArchiver() && receiverWanted
                ? Optional.of(new ReceiverWorker(config, replication, connector, segment -> archiver.wake(), clock))
                : Optional.empty();
        workers = Optional.of(new Workers(
                archiver,
                WorkerThread.start("archive-wal " + config.name(), archiver),
                receiver,
                receiver.map(worker -> WorkerThread.start("receive-wal " + config.name(), worker))));
    }

    private void takeLocks() throws IOException {
        List<Path> files = List.of(LockFiles.receiveWal(config), LockFiles.archiveWal(config));
        FileLocks.Attempt attempt = FileLocks.take(files, false);
        if (attempt instanceof FileLocks.Attempt.Busy busy) {
            String task = busy.lock().equals(files.get(0)) ? "receive-wal" : "archive-wal";
            throw new ProblemException(
                    FileLocks.busy(busy, "Another " + task + " process for server '" + config.name() + "'"));
        }
        locks = Optional.of(((FileLocks.Attempt.Held) attempt).locks());
    }

    /** Ends receiving, leaving the archiver at work, until {@link #resume}. */
    void pause() throws InterruptedException {
        receiverWanted = false;
        restart();
    }

    void resume() throws InterruptedException {
        receiverWanted = true;
        restart();
    }

    private void restart() throws InterruptedException {
        tellToStop();
        awaitStop();
        start();
    }

    /** The receiver first, so that the archiver's last pass finds everything. */
    void tellToStop() {
        workers.flatMap(Workers::receiverThread).ifPresent(WorkerThread::stop);
    }

    void awaitStop() throws InterruptedException {
        if (workers.isPresent()) {
            Workers running = workers.get();
            if (running.receiverThread().isPresent()) {
                running.receiverThread().get().join();
            }
            running.archiverThread().stop();
            running.archiverThread().join();
        }
        workers = Optional.empty();
        release();
    }

    private void release() {
        locks.ifPresent(FileLocks::close);
        locks = Optional.empty();
    }

    /** Why it is not being worked on. */
    Optional<Diagnostic> problem() {
        return problem;
    }

    boolean isRunning() {
        return workers.isPresent();
    }

    boolean isPaused() {
        return !receiverWanted;
    }

    Optional<ReceiverStatus> receiver() {
        return workers.flatMap(Workers::receiver).map(ReceiverWorker::status);
    }

    Optional<ArchiverStatus> archiver() {
        return workers.map(Workers::archiver).map(ArchiverWorker::status);
    }

    /** One pass of the archiver, in the caller's thread; empty if it is not running. */
    Optional<Drain> drain() {
        return workers.map(Workers::archiver).map(archiver -> archiver::drain);
    }

    /** A pass of the archiver that is still to be made. */
    interface Drain {
        List<DrainReport> run() throws IOException;
    }
}
