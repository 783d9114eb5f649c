package io.jbarman.engine;

import io.jbarman.transport.NoSuchAccountException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What earlier forms of a document have left in other places of theirs.
 *
 * @param record all of it in one; empty where nothing is there that could be seen
 * @param files where it is
 * @param unseen why a place could not be looked at, where one had to be
 */
record EarlierRecords(Optional<LastApplied> record, List<RecordFile> files, Optional<StepFailure> unseen) {
    private static final EarlierRecords NONE = new EarlierRecords(Optional.empty(), List.of(), Optional.empty());

    EarlierRecords {
        files = List.copyOf(files);
    }

    /**
     * What is in these, the latest of which comes first, as far as they can be looked at; one that knows of no other ends it.
     *
     * @throws StepFailure if what is in any of them cannot be read
     */
    static EarlierRecords in(List<RecordFile> places) throws StepFailure {
        EarlierRecords found = NONE;
        for (RecordFile place : places) {
            Look look = Look.at(place);
            Optional<LastApplied> older = look.isThere() ? place.read() : Optional.empty();
            found = found.and(place, older, look.hidden());
            if (older.filter(one -> !one.partial()).isPresent()) {
                return found;
            }
        }
        return found;
    }

    /** Whether anything is there; where that is not to be seen, why. */
    private record Look(boolean isThere, Optional<StepFailure> hidden) {
        /** Before its account is made, as on a bare host, there is no record of it either. */
        static Look at(RecordFile place) {
            try {
                return new Look(place.newest().isPresent(), Optional.empty());
            } catch (StepFailure e) {
                return new Look(
                        false, e.getCause() instanceof NoSuchAccountException ? place.unlessSure(e) : Optional.of(e));
            }
        }
    }

    /** What is known of them once the record has been taken along. */
    Optional<EarlierRecords> taken() {
        return unseen.map(why -> new EarlierRecords(Optional.empty(), List.of(), Optional.of(why)));
    }

    private EarlierRecords and(RecordFile place, Optional<LastApplied> older, Optional<StepFailure> hidden) {
        if (older.isEmpty()) {
            return new EarlierRecords(record, files, unseen.or(() -> hidden));
        }
        List<RecordFile> all = new ArrayList<>(files);
        all.add(place);
        return new EarlierRecords(
                Optional.of(record.map(later -> later.since(older.get())).orElseGet(older::get)), all, unseen);
    }
}
