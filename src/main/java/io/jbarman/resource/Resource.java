package io.jbarman.resource;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that is to be so. All methods are pure: they take values, give values, and touch nothing.
 *
 * <p>Contract, run for every kind: observe, decide, execute the steps, observe again, and nothing is left to do.
 *
 * @param <S> what is observed of it
 */
public interface Resource<S> {
    ResourceId id();

    /** What must be so before this; addresses outside the graph are ignored. */
    Set<ResourceId> after();

    /** What has to be known to decide. */
    Set<FactQuery<?>> needs();

    /** Projects the facts onto this resource. */
    Observation<S> observe(Facts facts);

    /** Compares and decides; has no side effects. */
    Decision decide(S observed);

    /**
     * What is demanded, as text without secrets: differs when and only when the document demands something else. The
     * last-applied record tells drift from an unapplied document by it. A record's own text form serves.
     */
    default String demand() {
        return toString();
    }

    /** What is demanded, attribute by attribute, for people and programs; without secrets, as {@link #demand}. */
    default List<Want> wants() {
        return Wants.of(demand());
    }

    /** What is good to know about it and stops nothing. Pure. */
    default List<Note> notes(S observed) {
        return List.of();
    }

    /** Observes and notes in one. */
    default List<Note> notes(Facts facts) {
        return observe(facts) instanceof Observation.Seen<S> seen ? notes(seen.state()) : List.of();
    }

    /**
     * Whether what comes after it cannot even be looked at before it is there: an account, as which files are looked
     * at; a server's programs.
     */
    default boolean reveals() {
        return false;
    }

    /** The same where only those others are looked at: what is left out is not waited for either. */
    default Resource<S> within(Set<ResourceId> scope) {
        return this;
    }

    /**
     * The same without its share in these, which it comes after and which cannot be brought about; empty where it has to
     * wait for them.
     */
    default Optional<? extends Resource<S>> without(Set<ResourceId> missing) {
        return missing.isEmpty() ? Optional.of(this) : Optional.empty();
    }

    /**
     * What is done of a plan even where it is so by now, since this run has changed something that it depends on: what was
     * promised as a proof is given; empty for all that is done by being so. Pure.
     *
     * @param planned as the plan had it
     * @param moved what this run has changed, and what comes after that
     */
    default Optional<Decision.Change> anyhow(Decision planned, Set<ResourceId> moved) {
        return Optional.empty();
    }

    /**
     * What grows worse until it is so, and what can be done about that; told with the failure of its change. Empty where
     * nothing does.
     */
    default Optional<String> untilThen() {
        return Optional.empty();
    }

    /** Observes and decides in one. */
    default Decision decide(Facts facts) {
        return observe(facts).decideWith(this);
    }
}
