package io.jbarman.runtime;

import io.jbarman.archive.Archiver;
import io.jbarman.archive.DrainReport;
import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives one server's WAL: when it is woken, and now and then, since the directory is the truth. A pass that
 * fails is made again after a while.
 */
public final class ArchiverWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiverWorker.class);
    private static final Duration SWEEP = Duration.ofSeconds(5);
    /** Where nobody sends WAL: the receiver tells of each segment. */
    private static final Duration SWEEP_AFTER_RECEIVER = Duration.ofSeconds(20);

    private static final Duration GAPS_LOOKED_FOR = Duration.ofMinutes(1);

    private final ServerConfig server;
    private final Damage damage;
    private final HookScripts hooks;
    private final ArchiverProgress progress;
    private final Identities identities;
    private final Archiver archiver;
    private final RecordChecks records;
    private final QuietDirectories directories;
    private final Clock clock;
    private final Instant since;
    private final Semaphore work = new Semaphore(1);
    private volatile boolean stopping;
    private boolean gapsDue = true;
    private Instant lookedForGaps;
    private volatile Optional<Diagnostic> problem = Optional.empty();
    private volatile Optional<String> lastArchived = Optional.empty();
    private volatile Optional<Instant> busySince = Optional.empty();
    private volatile int queued;

    public ArchiverWorker(ServerConfig server, Clock clock) throws IOException {
        this(server, Damage.IGNORED, clock);
    }

    /** @param damage told of each segment that is not as it was written */
    ArchiverWorker(ServerConfig server, Damage damage, Clock clock) throws IOException {
        this.server = server;
        this.damage = damage;
        this.hooks = HookScripts.of(server);
        this.identities = new Identities(server);
        this.progress = new ArchiverProgress(server.name(), System::nanoTime);
        this.archiver = Archivers.of(server, progress.seenBy(hooks), identities, clock);
        this.records = new RecordChecks(server, () -> busySince.isPresent(), damage::flawed, clock);
        this.directories = new QuietDirectories(
                List.of(server.streamingWalsDirectory(), server.incomingWalsDirectory()), System::nanoTime);
        this.clock = clock;
        this.since = clock.instant();
        this.lookedForGaps = since;
    }

    @Override
    public void run() throws InterruptedException {
        lastArchived = lastOfCatalogue();
        records.begin();
        while (!stopping) {
            boolean woken = work.tryAcquire(pause().toMillis(), TimeUnit.MILLISECONDS);
            work.drainPermits();
            if (woken || (!stopping && isDue())) {
                pass();
            }
        }
        pass();
    }

    @Override
    public void stop() {
        stopping = true;
        hooks.stop();
        records.stop();
        wake();
    }

    /** Something is ready. Returns at once. */
    public void wake() {
        work.release();
    }

    /** One pass now, by the caller's thread; gives what was done, or throws what went wrong. */
    public synchronized List<DrainReport> drain() throws IOException {
        busySince = Optional.of(clock.instant());
        // Whatever ends the pass, and whoever made it: until it says otherwise, what is there was looked at, and not
        // done.
        progress.begins();
        directories.listing();
        try {
            List<DrainReport> reports = Archivers.drain(archiver, identities, server);
            reports.forEach(this::tell);
            progress.ended(reports.stream().anyMatch(DrainReport::left));
            problem = Optional.empty();
            lookForGaps(reports);
            return reports;
        } finally {
            queued = countQueued();
            busySince = Optional.empty();
        }
    }

    /** Puts the server's segment in the place of an archived one that differs; between two passes. */
    synchronized void replace(SegmentName name, Path fresh) throws IOException {
        if (new FlawedObject(server, name, clock).giveWayTo(fresh)) {
            LOG.warn("server '{}': {} is archived anew, as the server has it", server.name(), name);
        }
    }

    /** When it is quiet again after WAL came, since the whole catalogue is read for it; once a minute where it never is. */
    private void lookForGaps(List<DrainReport> reports) throws IOException {
        boolean quiet = reports.stream().allMatch(report -> report.archived().isEmpty());
        gapsDue |= !quiet;
        Instant now = clock.instant();
        Duration since = Duration.between(lookedForGaps, now).abs();
        if (gapsDue && (quiet || since.compareTo(GAPS_LOOKED_FOR) >= 0)) {
            new Gaps(server).recorded(now);
            gapsDue = false;
            lookedForGaps = now;
        }
    }

    /** How it stood after its last pass; touches no disk. */
    public ArchiverStatus status() {
        return new ArchiverStatus(lastArchived, queued, busySince, problem.or(progress::standstill), since);
    }

    private synchronized Duration pause() {
        return isOwed() || server.archiver() ? SWEEP : SWEEP_AFTER_RECEIVER;
    }

    private synchronized boolean isDue() {
        return isOwed() || !directories.areQuiet();
    }

    private boolean isOwed() {
        return progress.owes() || gapsDue || problem.isPresent();
    }

    private void pass() {
        try {
            drain();
        } catch (IOException e) {
            failed(StorageProblem.of(server, e));
        } catch (ProblemException e) {
            failed(e.problems().get(0));
        }
    }

    private void failed(Diagnostic found) {
        if (!problem.filter(found::equals).isPresent()) {
            LOG.error("{}; {}", found.summary(), found.hint());
        }
        problem = Optional.of(found);
    }

    private void tell(DrainReport report) {
        records.offer(report.archived());
        report.archived().forEach(name -> {
            lastArchived = Optional.of(name);
            LOG.info("server '{}': {} archived", server.name(), name);
        });
        report.known().forEach(name -> LOG.info("server '{}': {} was archived already", server.name(), name));
        report.setAside()
                .forEach(file -> LOG.error(
                        "server '{}': {} was not archived: {}; it is now {}",
                        server.name(),
                        file.name(),
                        file.reason(),
                        file.place()));
        report.setAside().stream()
                .filter(file -> file.kind() == DrainReport.ErrorKind.INVALID && SegmentName.matches(file.name()))
                .forEach(file -> damage.setAside(SegmentName.parse(file.name())));
    }

    private Optional<String> lastOfCatalogue() {
        try {
            return XlogDb.of(server).last().map(wal -> wal.name());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private int countQueued() {
        try {
            return new WaitingWal(server).files().size();
        } catch (IOException e) {
            return 0;
        }
    }
}
