package io.jbarman.archive;

import io.jbarman.archive.DrainReport.ErrorKind;
import io.jbarman.archive.DrainReport.SetAside;
import io.jbarman.archive.WalQueue.Queued;
import io.jbarman.archive.WalQueue.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * One pass over one receiving directory: files are prepared side by side and committed in their order, as many at once as
 * are ready, so that one sync of the archive's directory and one of the catalogue serve them all.
 */
final class ArchivePass {
    /** How far preparing may be ahead of committing: what lies compressed and unseen on disk meanwhile. */
    private static final int WINDOW = 16;

    private static final int BATCH = 64;

    private final Archive archive;
    private final WalCodecs codecs;
    private final ArchiveHooks hooks;
    private final ExecutorService workers;
    private final ErrorsDirectory errors;
    private final Path directory;
    private final boolean streamed;
    private final Deque<Submission> window = new ArrayDeque<>();
    private final List<String> archived = new ArrayList<>();
    private final List<String> known = new ArrayList<>();
    private final List<SetAside> setAside = new ArrayList<>();
    private Optional<String> kept;
    private boolean left;

    /**
     * @param streamed whether WAL is streamed into the directory, and not copied by the server
     * @param kept the file that stayed in the directory when it was archived
     */
    ArchivePass(
            Archive archive,
            WalCodecs codecs,
            ArchiveHooks hooks,
            ExecutorService workers,
            ErrorsDirectory errors,
            Path directory,
            boolean streamed,
            Optional<String> kept) {
        this.archive = archive;
        this.codecs = codecs;
        this.hooks = hooks;
        this.workers = workers;
        this.errors = errors;
        this.directory = directory;
        this.streamed = streamed;
        this.kept = kept;
    }

    /** Works through the queue; what is not committed when it ends, by whatever failure, was never seen. */
    void run(List<Queued> queue, ServerIdentity identity) throws IOException {
        try {
            for (Queued queued : queue) {
                if (!take(queued, identity)) {
                    left = true;
                    break;
                }
                while (!window.isEmpty()
                        && (window.size() >= WINDOW || window.peekFirst().isDone())) {
                    commit(ready());
                }
            }
            while (!window.isEmpty()) {
                commit(ready());
            }
        } finally {
            archive.lock().letGo();
            window.forEach(Submission::abandon);
        }
    }

    /** The queue up to a file that somebody still writes: it is left, with what comes after it, for the next pass. */
    List<Queued> untilGrowing(List<Queued> queue, Clock clock) throws IOException {
        for (Queued queued : queue) {
            if (isGrowing(queued.name(), clock)) {
                left = true;
                return queue.subList(0, queue.indexOf(queued));
            }
        }
        return queue;
    }

    private boolean isGrowing(String file, Clock clock) throws IOException {
        Optional<WalFileName> name = WalFileName.parse(file);
        Path path = directory.resolve(file);
        return name.isPresent() && Files.isRegularFile(path) && GrowingFile.mayBe(path, name.get(), clock);
    }

    DrainReport report() {
        return new DrainReport(archived, known, setAside, left);
    }

    Optional<String> kept() {
        return kept;
    }

    private boolean take(Queued queued, ServerIdentity identity) throws IOException {
        Path file = directory.resolve(queued.name());
        if (queued.verdict() == Verdict.LEAVE) {
            return true;
        }
        if (queued.verdict() == Verdict.SET_ASIDE || !Files.isRegularFile(file)) {
            setAside(file, ErrorKind.UNKNOWN, "it is no WAL file");
            return true;
        }
        boolean keep = queued.verdict() == Verdict.ARCHIVE_AND_KEEP;
        if (kept.filter(queued.name()::equals).isPresent()) {
            release(file, keep);
            return true;
        }
        return submit(file, WalFileName.parse(queued.name()).orElseThrow(), keep, identity);
    }

    private boolean submit(Path file, WalFileName name, boolean keep, ServerIdentity identity) throws IOException {
        ArchivedWal wal = new ArchivedWal(
                name.name(),
                Files.size(file),
                Files.getLastModifiedTime(file).toInstant(),
                FileInspection.compression(file));
        if (!hooks.before(wal, file)) {
            return false;
        }
        Preparation preparation = new Preparation(archive, codecs, identity, file, name, streamed, keep);
        window.addLast(new Submission(preparation, wal, workers.submit(preparation)));
        return true;
    }

    /** The next one, waited for, and all that are prepared behind it; one that failed fails when its turn comes. */
    private List<Submission> ready() throws IOException {
        List<Submission> ready = new ArrayList<>();
        window.getFirst().await();
        while (!window.isEmpty() && window.getFirst().isPrepared() && ready.size() < BATCH) {
            ready.add(window.removeFirst());
        }
        return ready;
    }

    private void commit(List<Submission> batch) throws IOException {
        try {
            Commit commit = new Commit(archive, codecs, batch);
            commit.run();
            for (Submission submission : batch) {
                settle(submission, commit.outcome(submission));
            }
        } finally {
            batch.forEach(Submission::abandon);
        }
    }

    private void settle(Submission submission, Prepared outcome) throws IOException {
        Preparation preparation = submission.preparation();
        Path file = preparation.file();
        if (outcome instanceof Prepared.Refused refused) {
            setAside(file, refused.kind(), refused.reason());
            hooks.after(submission.wal(), Optional.of(refused.reason()));
            return;
        }
        if (outcome instanceof Prepared.Ready ready) {
            archived.add(ready.entry().name());
            release(file, preparation.keep());
            hooks.after(ready.entry(), Optional.empty());
        } else if (outcome instanceof Prepared.Known) {
            known.add(preparation.name().name());
            release(file, preparation.keep());
            hooks.after(submission.wal(), Optional.of("the archive has it already"));
        } else {
            Files.delete(file);
        }
    }

    private void release(Path file, boolean keep) throws IOException {
        kept = keep ? Optional.of(String.valueOf(file.getFileName())) : Optional.empty();
        if (!keep) {
            Files.delete(file);
        }
    }

    private void setAside(Path file, ErrorKind kind, String reason) throws IOException {
        Path place = errors.take(file, kind);
        setAside.add(new SetAside(String.valueOf(file.getFileName()), kind, reason, place));
    }
}
