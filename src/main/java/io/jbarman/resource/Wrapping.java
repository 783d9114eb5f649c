package io.jbarman.resource;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A resource whose decisions depend on more than it knows of itself; all else is the inner one's. */
public interface Wrapping<S> extends Resource<S> {
    Resource<S> inner();

    @Override
    default ResourceId id() {
        return inner().id();
    }

    @Override
    default String demand() {
        return inner().demand();
    }

    @Override
    default List<Want> wants() {
        return inner().wants();
    }

    @Override
    default Set<ResourceId> after() {
        return inner().after();
    }

    /** What has to be known to decide, besides what the inner one needs. */
    default Set<FactQuery<?>> needsToo() {
        return Set.of();
    }

    @Override
    default Set<FactQuery<?>> needs() {
        Set<FactQuery<?>> needs = new HashSet<>(inner().needs());
        needs.addAll(needsToo());
        return needs;
    }

    @Override
    default Observation<S> observe(Facts facts) {
        return inner().observe(facts);
    }

    @Override
    default Decision decide(S observed) {
        return inner().decide(observed);
    }

    @Override
    default Optional<Decision.Change> anyhow(Decision planned, Set<ResourceId> moved) {
        return inner().anyhow(planned, moved);
    }

    @Override
    default Optional<String> untilThen() {
        return inner().untilThen();
    }

    @Override
    default boolean reveals() {
        return inner().reveals();
    }

    @Override
    default List<Note> notes(Facts facts) {
        return inner().notes(facts);
    }
}
