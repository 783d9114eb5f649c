package io.jbarman.engine;

import io.jbarman.plan.Decision;

/** Is told of every change before its first step, so that a run which is killed in the middle leaves a trace of it. */
public interface Ledger {
    /** Keeps nothing. */
    Ledger NONE = change -> {};

    /** A change is about to be made. Never fails: an apply goes on without a record. */
    void before(Decision.Change change);
}
