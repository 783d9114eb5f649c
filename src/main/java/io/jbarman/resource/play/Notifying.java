package io.jbarman.resource.play;

import io.jbarman.facts.Facts;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Step;
import io.jbarman.resource.Resource;
import io.jbarman.resource.WrappingAny;
import java.util.ArrayList;
import java.util.List;

/** Something whose change handlers are to be run for: it is noted before. */
public record Notifying<S>(Resource<S> inner, List<Owed> handlers) implements WrappingAny<S> {
    public Notifying {
        handlers = List.copyOf(handlers);
    }

    /** The resource, notifying those. */
    public static <S> Resource<S> of(Resource<S> inner, List<Owed> handlers) {
        return handlers.isEmpty() ? inner : new Notifying<>(inner, handlers);
    }

    @Override
    public Notifying<S> around(Resource<S> other) {
        return new Notifying<>(other, handlers);
    }

    @Override
    public Decision decide(Facts facts) {
        return inner.decide(facts) instanceof Decision.Change change ? noted(change) : inner.decide(facts);
    }

    private Decision noted(Decision.Change change) {
        List<Step> steps = new ArrayList<>();
        handlers.forEach(handler -> steps.addAll(handler.note()));
        steps.addAll(change.steps());
        return new Decision.Change(
                change.id(), change.action(), change.differences(), change.effect(), change.reason(), steps);
    }
}
