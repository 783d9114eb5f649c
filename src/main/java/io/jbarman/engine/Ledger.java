package io.jbarman.engine;

import io.jbarman.plan.Decision;

/**
 * The last-applied record while an apply goes on. It is told of every change before its first step, so that a run which is killed in the middle leaves a
 * trace of it.
 */
public interface Ledger {
    /** Keeps nothing. */
    Ledger NONE = change -> {};

    /** A change is about to be made. Never fails: an apply goes on without a record. */
    void before(Decision.Change change);

    /** What is on record of this apply and all before it; nothing where that cannot be read. */
    default LastApplied known() {
        return LastApplied.NOTHING;
    }

    /** One that is only read. */
    static Ledger reading(LastAppliedStore store) {
        return new Ledger() {
            @Override
            public void before(Decision.Change change) {
                // What is taken back is forgotten when it is gone.
            }

            @Override
            public LastApplied known() {
                return store.find().orElse(LastApplied.NOTHING);
            }
        };
    }
}
