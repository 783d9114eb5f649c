package io.jbarman.archive;

import io.jbarman.archive.DrainReport.ErrorKind;
import io.jbarman.archive.WalFileName.Kind;
import io.jbarman.archive.codec.UnclosedStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * One file on its way into the archive, as far as it may go beside others: looked at, compressed, durable, unseen.
 *
 * @param streamed whether it was streamed to us and not copied by the server
 * @param keep whether the file stays where it is, so that the archive must not share it
 */
record Preparation(
        Archive archive,
        WalCodecs codecs,
        ServerIdentity identity,
        Path file,
        WalFileName name,
        boolean streamed,
        boolean keep)
        implements Callable<Prepared> {
    static final String OTHER = "the archive holds another file of that name";
    static final String BESIDE =
            "it holds WAL behind the end of its timeline, which the archive's file of that name does not";

    @Override
    public Prepared call() throws IOException {
        if (name.kind() == Kind.PARTIAL && FileInspection.isBlank(file)) {
            return new Prepared.Blank();
        }
        Optional<StoredObject> there = archive.store().find(name.key());
        return there.isPresent() ? compared(there.get()) : staged();
    }

    /** What it is beside the object that has its key. One that cannot be read holds up nothing that comes after it. */
    Prepared compared(StoredObject there) throws IOException {
        try {
            return besides(there);
        } catch (NoSuchFileException goneMeanwhile) {
            throw goneMeanwhile;
        } catch (IOException e) {
            return new Prepared.Refused(
                    ErrorKind.DUPLICATE,
                    "the archive holds a file of that name that cannot be read: " + e.getMessage());
        }
    }

    private Prepared besides(StoredObject there) throws IOException {
        if (codecs.sameContent(Files.newInputStream(file), archive.store().open(name.key()))) {
            return new Prepared.Known(there);
        }
        Optional<Long> limit = switchPoint();
        if (limit.isEmpty()
                || !codecs.sameStart(Files.newInputStream(file), archive.store().open(name.key()), limit.get())) {
            return new Prepared.Refused(ErrorKind.DUPLICATE, OTHER);
        }
        return holdsMore(limit.get()) ? new Prepared.Refused(ErrorKind.DUPLICATE, BESIDE) : new Prepared.Known(there);
    }

    /** What was streamed is zeros behind its end: all else there was written on the timeline, and may be nowhere else. */
    private boolean holdsMore(long limit) throws IOException {
        return streamed && !codecs.isZeroBehind(Files.newInputStream(file), limit);
    }

    /**
     * How much of a partial segment is of its own timeline; behind it a server's copy has recycled bytes, other ones in
     * each, and one that was streamed what the server's history left.
     */
    private Optional<Long> switchPoint() throws IOException {
        return name.kind() == Kind.PARTIAL
                ? new SwitchPoints(archive.store(), Optional.ofNullable(file.getParent()))
                        .within(name.segment().orElseThrow(), FileInspection.segmentSize(codecs, file))
                : Optional.empty();
    }

    private Prepared staged() throws IOException {
        Optional<String> came = FileInspection.compression(file);
        if (!isWal()) {
            return ready(archive.store().stage(name.key(), modified(), target -> Files.copy(file, target)), came);
        }
        return came.isPresent() || codecs.chosen().isNone() ? asItIs(came) : compressed();
    }

    private boolean isWal() {
        return name.kind() == Kind.SEGMENT || name.kind() == Kind.PARTIAL;
    }

    private Prepared asItIs(Optional<String> came) throws IOException {
        Optional<String> objection = new FileInspection(codecs, identity).objection(file, name, limit());
        if (objection.isPresent()) {
            return new Prepared.Refused(ErrorKind.INVALID, objection.get());
        }
        StagedObject staged = keep
                ? archive.store().stage(name.key(), modified(), target -> Files.copy(file, target))
                : archive.store().stage(name.key(), file);
        return ready(staged, came);
    }

    private Prepared compressed() throws IOException {
        PageCheck check = new PageCheck(name, identity, Files.size(file), limit());
        StagedObject staged = archive.store().stage(name.key(), modified(), target -> {
            try (OutputStream stream = codecs.chosen().codec().compress(new UnclosedStream(target))) {
                FileInspection.read(Files.newInputStream(file), check, stream);
            }
        });
        if (check.objection().isPresent()) {
            staged.close();
            return new Prepared.Refused(ErrorKind.INVALID, check.objection().get());
        }
        return ready(staged, codecs.chosen().name());
    }

    private long limit() throws IOException {
        return name.kind() == Kind.PARTIAL ? switchPoint().orElse(0L) : Long.MAX_VALUE;
    }

    private Instant modified() throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    private static Prepared ready(StagedObject staged, Optional<String> compression) {
        StoredObject object = staged.object();
        return new Prepared.Ready(
                staged, new ArchivedWal(object.name(), object.size(), object.modified(), compression));
    }
}
