package io.jbarman.archive;

import io.jbarman.archive.DrainReport.ErrorKind;
import io.jbarman.archive.DrainReport.SetAside;
import io.jbarman.archive.WalQueue.Queued;
import io.jbarman.archive.WalQueue.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Moves received WAL into the archive. Confined to one thread; across processes, the caller holds the server's
 * archive-wal lock.
 *
 * <p>Order, per file: object durable, then catalogue line durable, then source removed. A crash between two of these is
 * mended by the next pass: it begins by comparing the archive with the catalogue, and finds the source to be known.
 */
public final class Archiver {
    private final ArchiveStore store;
    private final WalCatalogue catalogue;
    private final CatalogueLock lock;
    private final WalCodecs codecs;
    private final Supplier<ServerIdentity> identity;
    private final ErrorsDirectory errors;
    private boolean consistent;
    private Optional<String> kept = Optional.empty();

    /**
     * @param identity asked for each file, since it becomes known once the server was reached
     * @param errors where what may not be archived is set aside
     */
    public Archiver(
            ArchiveStore store,
            WalCatalogue catalogue,
            CatalogueLock lock,
            WalCodecs codecs,
            Supplier<ServerIdentity> identity,
            Path errors,
            Clock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.lock = lock;
        this.codecs = codecs;
        this.identity = identity;
        this.errors = new ErrorsDirectory(errors, clock);
    }

    /** Archives what is complete in a directory that WAL is streamed into. */
    public DrainReport drainStreaming(Path directory) throws IOException {
        return drain(directory, WalQueue.streaming(names(directory)));
    }

    /** Archives everything in a directory that an {@code archive_command} fills. */
    public DrainReport drainIncoming(Path directory) throws IOException {
        return drain(directory, WalQueue.incoming(names(directory)));
    }

    /** Adds to the catalogue what is in the archive and not in it; gives the names. */
    public List<String> repair() throws IOException {
        List<String> missing = new ArrayList<>();
        lock.during(() -> {
            store.sweep();
            Set<String> known = catalogue.names();
            for (StoredObject object : store.list("")) {
                if (WalFileName.parse(object.name()).isPresent() && !known.contains(object.name())) {
                    catalogue.append(entry(object));
                    missing.add(object.name());
                }
            }
        });
        consistent = true;
        return missing;
    }

    private DrainReport drain(Path directory, List<Queued> queue) throws IOException {
        Pass pass = new Pass(directory);
        if (!consistent) {
            pass.archived.addAll(repair());
        }
        for (Queued file : queue) {
            pass.take(file);
        }
        return new DrainReport(pass.archived, pass.known, pass.setAside);
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** One pass over one directory. */
    private final class Pass {
        private final Path directory;
        private final List<String> archived = new ArrayList<>();
        private final List<String> known = new ArrayList<>();
        private final List<SetAside> setAside = new ArrayList<>();

        Pass(Path directory) {
            this.directory = directory;
        }

        void take(Queued queued) throws IOException {
            Path file = directory.resolve(queued.name());
            if (queued.verdict() == Verdict.LEAVE) {
                return;
            }
            if (queued.verdict() == Verdict.SET_ASIDE || !Files.isRegularFile(file)) {
                setAside(file, ErrorKind.UNKNOWN, "it is no WAL file");
                return;
            }
            archive(file, WalFileName.parse(queued.name()).orElseThrow(), queued.verdict() == Verdict.ARCHIVE_AND_KEEP);
        }

        private void archive(Path file, WalFileName name, boolean keep) throws IOException {
            if (kept.filter(name.name()::equals).isPresent()) {
                release(file, keep);
                return;
            }
            if (name.kind() == WalFileName.Kind.PARTIAL && FileInspection.isBlank(file)) {
                Files.delete(file);
                return;
            }
            Optional<String> objection = FileInspection.objection(file, name, identity.get());
            if (objection.isPresent()) {
                setAside(file, ErrorKind.INVALID, objection.get());
                return;
            }
            if (put(file, name)) {
                archived.add(name.name());
            } else if (sameAsArchived(file, name)) {
                known.add(name.name());
            } else {
                setAside(file, ErrorKind.DUPLICATE, "the archive holds another file of that name");
                return;
            }
            release(file, keep);
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

    private boolean put(Path file, WalFileName name) throws IOException {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        WalCompression chosen = compressionFor(file, name);
        consistent = false;
        boolean stored = store.putNew(name.key(), modified, target -> copy(file, chosen, target));
        if (stored) {
            StoredObject object = store.find(name.key()).orElseThrow(() -> new IOException("it is gone: " + name));
            ArchivedWal entry = chosen.isNone()
                    ? entry(object)
                    : new ArchivedWal(object.name(), object.size(), object.modified(), chosen.name());
            lock.during(() -> catalogue.append(entry));
        }
        consistent = true;
        return stored;
    }

    private ArchivedWal entry(StoredObject object) throws IOException {
        return new ArchivedWal(
                object.name(), object.size(), object.modified(), StoredCompression.of(codecs, store, object));
    }

    /** History files stay readable for people; what came compressed is not compressed again. */
    private WalCompression compressionFor(Path file, WalFileName name) throws IOException {
        boolean segment = name.kind() == WalFileName.Kind.SEGMENT || name.kind() == WalFileName.Kind.PARTIAL;
        return segment && StoredCompression.of(file).isEmpty() ? codecs.chosen() : WalCompression.NONE;
    }

    private static void copy(Path file, WalCompression compression, OutputStream target) throws IOException {
        try (InputStream source = Files.newInputStream(file);
                OutputStream compressed = compression.codec().compress(new UnclosedStream(target))) {
            source.transferTo(compressed);
        }
    }

    private boolean sameAsArchived(Path file, WalFileName name) throws IOException {
        return codecs.sameContent(Files.newInputStream(file), store.open(name.key()));
    }
}
