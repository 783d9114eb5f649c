package io.jbarman.archive;

import io.jbarman.archive.WalQueue.Queued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * Moves received WAL into the archive. Confined to one thread; across processes, the caller holds the server's
 * archive-wal lock.
 *
 * <p>Order, per file: object durable, then catalogue line durable, then source removed. A crash between two of these is
 * mended by the next pass, which finds the source to be known and its line to be missing. What others did, or left half
 * done, is found by comparing archive and catalogue, whenever they are not as the last pass left them.
 */
public final class Archiver {
    private final Archive archive;
    private final WalCodecs codecs;
    private final ArchiveHooks hooks;
    private final ExecutorService workers;
    private final Supplier<ServerIdentity> identity;
    private final ErrorsDirectory errors;
    private final Clock clock;
    private boolean consistent;
    private Optional<String> kept = Optional.empty();

    /**
     * @param workers who compress; may be shared, and is not closed
     * @param identity asked for each pass, since it becomes known once the server was reached
     * @param errors where what may not be archived is set aside
     */
    public Archiver(
            Archive archive,
            WalCodecs codecs,
            ArchiveHooks hooks,
            ExecutorService workers,
            Supplier<ServerIdentity> identity,
            Path errors,
            Clock clock) {
        this.archive = archive;
        this.codecs = codecs;
        this.hooks = hooks;
        this.workers = workers;
        this.identity = identity;
        this.errors = new ErrorsDirectory(errors, clock);
        this.clock = clock;
    }

    /** Archives what is complete in a directory that WAL is streamed into. */
    public DrainReport drainStreaming(Path directory) throws IOException {
        ArchivePass pass = pass(directory, true, kept);
        try {
            return drain(pass, WalQueue.streaming(names(directory)));
        } finally {
            kept = pass.kept();
        }
    }

    /** Archives everything in a directory that an {@code archive_command} fills, up to what is still being copied. */
    public DrainReport drainIncoming(Path directory) throws IOException {
        ArchivePass pass = pass(directory, false, Optional.empty());
        return drain(pass, pass.untilGrowing(WalQueue.incoming(names(directory)), clock));
    }

    /** @param file the one that stayed in the directory when it was archived */
    private ArchivePass pass(Path directory, boolean streamed, Optional<String> file) {
        return new ArchivePass(archive, codecs, hooks, workers, errors, directory, streamed, file);
    }

    /** Adds to the catalogue what is in the archive and not in it; gives the names. */
    public List<String> repair() throws IOException {
        archive.store().sweep();
        List<String> missing = archive.repair(codecs);
        consistent = true;
        return missing;
    }

    private DrainReport drain(ArchivePass pass, List<Queued> queue) throws IOException {
        List<String> mended = new ArrayList<>();
        if (!consistent) {
            mended.addAll(begin());
        }
        consistent = false;
        pass.run(queue, identity.get());
        consistent = true;
        DrainReport report = pass.report();
        if (!report.archived().isEmpty()) {
            archive.remember();
        }
        return report.after(mended);
    }

    private List<String> begin() throws IOException {
        if (!archive.isAsRemembered()) {
            return repair();
        }
        archive.store().sweep();
        consistent = true;
        return List.of();
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
