package io.jbarman.runtime;

import io.jbarman.archive.DrainReport;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.wal.ReceiverState;
import io.jbarman.wal.ReceiverStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One server of the runtime. A thread of its own makes what is at work be what is wanted, again and again: whatever
 * hangs or fails there stays there. Asking how it stands neither waits nor touches a disk.
 */
final class ServerRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(ServerRuntime.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration LOOK_AT_WHAT_IS_WELL = Duration.ofSeconds(5);
    private static final int LOOKS_PER_RETRY = 5;

    private final ServerWorkers workers;
    private final ReceiverWatch receiverWatch;
    private final Watcher watcher;
    private final Semaphore wake = new Semaphore(0);
    private final Object receiving = new Object();
    private final Thread thread;
    private volatile Target target;
    private volatile Optional<Target> settled = Optional.empty();
    private volatile Optional<Diagnostic> problem = Optional.empty();
    private boolean ended;
    private int looksToRetry;

    private ServerRuntime(Target target, ServerWorkers workers, Watcher watcher, Clock clock) {
        this.target = target;
        this.workers = workers;
        this.watcher = watcher;
        this.receiverWatch = new ReceiverWatch(clock);
        this.thread = new Thread(this::run, "supervise " + target.config().name());
        this.thread.setDaemon(true);
    }

    /** Begins to work on a server. */
    static ServerRuntime start(ServerConfig config, DesiredState desired, ServerConnections connections, Clock clock) {
        ServerRuntime server = new ServerRuntime(
                new Target(config, desired, false),
                new ServerWorkers(connections.replication(), connections.connector(), clock),
                new Watcher(config.name(), connections.sessions(), clock),
                clock);
        server.thread.start();
        return server;
    }

    ServerConfig config() {
        return target.config();
    }

    /**
     * From now on this is wanted. Returns at once.
     *
     * @return false if it has ended
     */
    synchronized boolean want(ServerConfig config, DesiredState desired) {
        target = new Target(config, desired, false);
        wake.release();
        return !ended;
    }

    /** From now on something else is wanted of it. Returns at once. */
    synchronized void want(DesiredState desired) {
        want(target.config(), desired);
    }

    /** Nothing is wanted of it any more. Returns at once. */
    synchronized void leave() {
        target = new Target(target.config(), target.desired(), true);
        wake.release();
    }

    private synchronized boolean mayEnd() {
        ended = target.leaving() && workers.areIdle();
        return ended;
    }

    boolean isLeaving() {
        return target.leaving();
    }

    /** Whether nothing of it is left. */
    boolean isGone() {
        return !thread.isAlive();
    }

    /** Whether what is wanted was done, or could not be and {@link #problem} says why. */
    boolean isSettled() {
        return isGone() || settled.filter(target::equals).isPresent();
    }

    /** Whether its receiver, if it is to have one, streams or has said why it does not. */
    boolean hasTried() {
        return isSettled()
                && receiver()
                        .filter(status -> status.state() == ReceiverState.IDLE
                                || (status.state() == ReceiverState.CONNECTING
                                        && status.lastProblem().isEmpty()))
                        .isEmpty();
    }

    private void run() {
        MDC.put("server", target.config().name());
        try {
            while (!mayEnd()) {
                lookSafely();
                boolean woken = wake.tryAcquire(pause().toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
                looksToRetry = woken ? 0 : looksToRetry - 1;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            workers.unlock();
        }
    }

    /** Each look at an idle server wakes a processor. */
    private Duration pause() {
        boolean isWell = isSettled()
                && problem.isEmpty()
                && receiver()
                        .filter(status -> status.state() != ReceiverState.STREAMING)
                        .isEmpty();
        return isWell ? LOOK_AT_WHAT_IS_WELL : LOOK;
    }

    private void lookSafely() throws InterruptedException {
        try {
            look(target);
        } catch (RuntimeException e) {
            LOG.error("server '{}' could not be looked after", config().name(), e);
            looksToRetry = LOOKS_PER_RETRY;
            problem = Optional.of(Diagnostic.error(
                    "supervise-failed", "server '" + config().name() + "': " + e, "see the log; it is tried again"));
        }
    }

    private void look(Target wanted) throws InterruptedException {
        receiver().flatMap(status -> receiverWatch.look(status, config())).ifPresent(this::beginAnew);
        if (!wanted.leaving()) {
            watcher.lookNowAndThen(wanted.config());
        }
        if (settled.filter(wanted::equals).isPresent() && (problem.isEmpty() || looksToRetry > 0)) {
            return;
        }
        looksToRetry = LOOKS_PER_RETRY;
        tell(attempt(wanted));
        settled = Optional.of(wanted);
    }

    private void beginAnew(String how) {
        LOG.error("server '{}': the receiver is begun anew, since it is {}", config().name(), how);
        settled = Optional.empty();
        receiverWatch.forget();
        workers.receiver().ifPresent(task -> task.thread().stop());
    }

    private Optional<Diagnostic> attempt(Target wanted) throws InterruptedException {
        try {
            end(wanted);
            if (wanted.archives()) {
                begin(wanted);
            }
            return wanted.config().problems().stream()
                    .filter(Diagnostic::isError)
                    .findFirst();
        } catch (ProblemException e) {
            return Optional.of(e.problems().get(0));
        } catch (IOException e) {
            return Optional.of(StorageProblem.of(wanted.config(), e));
        } finally {
            workers.unlock();
        }
    }

    /** Ends what is at work and not wanted, the receiver first, so that the archiver's last pass finds everything. */
    private void end(Target wanted) throws InterruptedException {
        if (workers.receiver()
                .filter(task -> task.thread().isStopping()
                        || !wanted.receives()
                        || ReloadScope.touchesReceiver(task.config(), wanted.config()))
                .isPresent()) {
            synchronized (receiving) {
                workers.stopReceiver();
            }
        }
        if (workers.archiver()
                .filter(task -> task.thread().isStopping()
                        || !wanted.archives()
                        || ReloadScope.touchesArchiver(task.config(), wanted.config()))
                .isPresent()) {
            workers.stopArchiver();
        }
    }

    /** Begins what is wanted and not at work; an archiver that cannot begin keeps no WAL from being received. */
    private void begin(Target wanted) throws IOException {
        workers.lock(wanted.config());
        try {
            if (workers.archiver().isEmpty()) {
                workers.startArchiver(wanted.config());
            }
        } finally {
            if (wanted.receives() && workers.receiver().isEmpty()) {
                synchronized (receiving) {
                    workers.startReceiver(wanted.config());
                }
            }
        }
    }

    private void tell(Optional<Diagnostic> found) {
        found.filter(what -> !problem.filter(what::equals).isPresent())
                .ifPresent(what -> LOG.error("{}; {}", what.summary(), what.hint()));
        problem = found;
    }

    /** Does something to the received WAL that no receiver may run during; empty, and undone, while one runs. */
    <T> Optional<T> whileNotReceiving(Work<T> work) throws IOException {
        synchronized (receiving) {
            return workers.receiver().isPresent() ? Optional.empty() : Optional.of(work.run());
        }
    }

    /** Something that is still to be done. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** How it stands now. */
    ServerStatus status() {
        Optional<WorkerThread> receiverThread = workers.receiver().map(ServerWorkers.Task::thread);
        Optional<WorkerThread> archiverThread = workers.archiver().map(ServerWorkers.Task::thread);
        return new ServerStatus(
                config().name(),
                config().active(),
                target.desired(),
                problem.or(() -> receiverThread.flatMap(WorkerThread::problem))
                        .or(() -> archiverThread.flatMap(WorkerThread::problem)),
                receiver(),
                receiver().map(receiverWatch::health),
                workers.archiver().map(task -> task.worker().status()),
                receiverThread.map(WorkerThread::restarts).orElse(0)
                        + archiverThread.map(WorkerThread::restarts).orElse(0),
                watcher.report());
    }

    private Optional<ReceiverStatus> receiver() {
        return workers.receiver().map(task -> task.worker().status());
    }

    /** One pass of the archiver, in the caller's thread; empty if it is not running. */
    Optional<Work<List<DrainReport>>> drain() {
        return workers.archiver().map(task -> task.worker()::drain);
    }

    /** Lets the archiver look now. Returns at once. */
    void wake() {
        workers.archiver().ifPresent(task -> task.worker().wake());
    }

    @Override
    public String toString() {
        return config().name();
    }
}
