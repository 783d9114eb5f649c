package io.jbarman.resource;

import io.jbarman.plan.Decision;

/** What could be seen of a resource. */
public sealed interface Observation<S> {
    /** The decision that follows. */
    Decision decideWith(Resource<S> resource);

    /** It was looked at; its absence is a state too. */
    record Seen<S>(S state) implements Observation<S> {
        @Override
        public Decision decideWith(Resource<S> resource) {
            return resource.decide(state);
        }
    }

    /** It could not be looked at. */
    record Hidden<S>(String reason, String remedy) implements Observation<S> {
        @Override
        public Decision decideWith(Resource<S> resource) {
            return new Decision.Unknown(resource.id(), reason, remedy);
        }
    }
}
