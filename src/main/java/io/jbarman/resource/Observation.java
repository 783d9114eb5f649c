package io.jbarman.resource;

import io.jbarman.facts.Fact;
import io.jbarman.plan.Decision;
import java.util.function.Function;

/** What could be seen of a resource. */
public sealed interface Observation<S> {
    /** What a fact shows. */
    static <S> Observation<S> of(Fact<S> fact) {
        if (fact instanceof Fact.Unknown<S> unknown) {
            return new Hidden<>(unknown.reason(), unknown.remedy());
        }
        return new Seen<>(((Fact.Known<S>) fact).value());
    }

    /** The decision that follows. */
    Decision decideWith(Resource<S> resource);

    /** What is seen next, if this was seen. */
    <R> Observation<R> then(Function<? super S, Observation<R>> next);

    /** The same, seen as something else. */
    default <R> Observation<R> map(Function<? super S, ? extends R> view) {
        return then(state -> new Seen<>(view.apply(state)));
    }

    /** It was looked at; its absence is a state too. */
    record Seen<S>(S state) implements Observation<S> {
        @Override
        public Decision decideWith(Resource<S> resource) {
            return resource.decide(state);
        }

        @Override
        public <R> Observation<R> then(Function<? super S, Observation<R>> next) {
            return next.apply(state);
        }
    }

    /** It could not be looked at. */
    record Hidden<S>(String reason, String remedy) implements Observation<S> {
        @Override
        public Decision decideWith(Resource<S> resource) {
            return new Decision.Unknown(resource.id(), reason, remedy);
        }

        @Override
        public <R> Observation<R> then(Function<? super S, Observation<R>> next) {
            return new Hidden<>(reason, remedy);
        }
    }
}
