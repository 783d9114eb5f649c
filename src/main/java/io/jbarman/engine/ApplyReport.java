package io.jbarman.engine;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an apply did.
 *
 * @param outcomes one for every planned change, in order
 */
public record ApplyReport(List<Outcome> outcomes, boolean interrupted) {
    public ApplyReport {
        outcomes = List.copyOf(outcomes);
    }

    /** Whether every planned change is in place, but for what is pending. */
    public boolean succeeded() {
        return !interrupted && outcomes.stream().allMatch(Outcome::succeeded);
    }

    /** How many changes were made. */
    public long changed() {
        return only(Outcome.Done.class).count();
    }

    /** Whether anything may have been touched: a failed change counts, since its first steps may stand. */
    public boolean touchedAnything() {
        return outcomes.stream().anyMatch(one -> one instanceof Outcome.Done || one instanceof Outcome.Failed);
    }

    /** Outcomes of one kind, in order. */
    public <O extends Outcome> Stream<O> only(Class<O> kind) {
        return outcomes.stream().filter(kind::isInstance).map(kind::cast);
    }
}
