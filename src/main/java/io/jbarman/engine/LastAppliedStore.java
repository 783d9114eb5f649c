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
    private Optional<EarlierRecords> elsewhere = Optional.empty();

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
     * @throws StepFailure if whether there is one, or an earlier one beside it, cannot be seen, or it is none that this
     *     jbarman can read: it is not to be written over then, since nothing else knows what was there before the first apply
     */
    public Optional<LastApplied> read() throws StepFailure {
        Optional<LastApplied> known = file.read();
        LastApplied whole = completed(known);
        if (unseen().isPresent()) {
            throw unseen().get();
        }
        return known.isPresent() || elsewhere.flatMap(EarlierRecords::record).isPresent()
                ? Optional.of(whole)
                : Optional.empty();
    }

    /**
     * The record as far as it can be seen. Where an earlier place cannot be looked at, it says so of itself, and that place
     * is looked at again until it can be.
     *
     * @throws StepFailure if the place where it belongs cannot be seen, or what is in any of them cannot be read
     */
    public LastApplied soFar() throws StepFailure {
        return completed(file.read());
    }

    /** Why an earlier place could not be looked at, where one had to be. */
    public Optional<StepFailure> unseen() {
        return elsewhere.flatMap(EarlierRecords::unseen);
    }

    /** The record, for those to whom one that cannot be read is as good as none. */
    public Optional<LastApplied> find() {
        try {
            return Optional.of(soFar()).filter(known -> !known.entries().isEmpty());
        } catch (StepFailure e) {
            return Optional.empty();
        }
    }

    /** What was seen elsewhere, or could not be, is not looked at again for the rest of a run. */
    private LastApplied completed(Optional<LastApplied> known) throws StepFailure {
        LastApplied own = known.orElse(LastApplied.NOTHING);
        if (known.isPresent() && !own.partial()) {
            return own;
        }
        if (elsewhere.isEmpty()) {
            elsewhere = Optional.of(EarlierRecords.in(earlier));
        }
        EarlierRecords seen = elsewhere.get();
        return seen.record().map(own::since).orElse(own).asPart(seen.unseen().isPresent());
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
        file.update(known -> change.apply(completed(known)));
    }

    /** Forgets everything. @throws StepFailure if the file cannot be removed */
    public void remove() throws StepFailure {
        file.remove();
        removeMoved();
    }

    private void removeMoved() throws StepFailure {
        if (elsewhere.isPresent()) {
            for (RecordFile moved : elsewhere.get().files()) {
                moved.remove();
            }
            elsewhere = elsewhere.get().taken();
        }
    }

    /** Where it is, for people. @throws StepFailure if the host cannot be asked */
    public String words() throws StepFailure {
        return file.words();
    }
}
