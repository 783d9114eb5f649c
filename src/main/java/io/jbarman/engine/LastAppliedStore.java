package io.jbarman.engine;

import io.jbarman.compile.RecordPlace;
import io.jbarman.reach.Reach;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The last-applied record on a host of its topology. One that an earlier form of the document kept in another of its places
 * is read there, and goes to where it belongs when it is written.
 */
public final class LastAppliedStore {
    private final RecordFile file;
    private final List<RecordFile> earlier;
    private Optional<RecordFile> moved = Optional.empty();

    /** @param places the one where it belongs first */
    public LastAppliedStore(Reach reach, StepExecutor executor, List<RecordPlace> places, String topology) {
        List<RecordFile> files = places.stream()
                .map(place -> new RecordFile(reach, executor, place, topology))
                .toList();
        this.file = files.get(0);
        this.earlier = files.subList(1, files.size());
    }

    /**
     * The record; empty if there is none.
     *
     * @throws StepFailure if whether there is one cannot be seen, or it is none that this jbarman can read: it is not to be
     *     written over then, since nothing else knows what was there before the first apply
     */
    public Optional<LastApplied> read() throws StepFailure {
        Optional<LastApplied> known = file.read();
        return known.isPresent() ? known : elsewhere();
    }

    /** The record, for those to whom one that cannot be read is as good as none. */
    public Optional<LastApplied> find() {
        try {
            return read();
        } catch (StepFailure e) {
            return Optional.empty();
        }
    }

    private Optional<LastApplied> elsewhere() {
        for (RecordFile other : earlier) {
            Optional<LastApplied> known = seen(other);
            if (known.isPresent()) {
                moved = Optional.of(other);
                return known;
            }
        }
        return Optional.empty();
    }

    /** A place that cannot be looked at is left alone, now and later. */
    private static Optional<LastApplied> seen(RecordFile file) {
        try {
            return file.read();
        } catch (StepFailure unseen) {
            return Optional.empty();
        }
    }

    /**
     * Writes the record unless it is there already.
     *
     * @throws StepFailure if it cannot be written: the apply stands, only drift will be told from an unapplied document
     *     by nobody
     */
    public void write(LastApplied record) throws StepFailure {
        file.write(record);
        removeMoved();
    }

    /**
     * Makes the record another one while an apply goes on.
     *
     * @throws StepFailure if it cannot be written, or what is there cannot be read: it is left alone then
     */
    void update(UnaryOperator<LastApplied> change) throws StepFailure {
        LastApplied whereNone = file.read().or(this::elsewhere).orElse(LastApplied.NOTHING);
        file.update(whereNone, change);
    }

    /** Forgets everything. @throws StepFailure if the file cannot be removed */
    public void remove() throws StepFailure {
        file.remove();
        removeMoved();
    }

    private void removeMoved() throws StepFailure {
        if (moved.isPresent()) {
            moved.get().remove();
            moved = Optional.empty();
        }
    }

    /** Where it is, for people. @throws StepFailure if the host cannot be asked */
    public String words() throws StepFailure {
        return file.words();
    }
}
