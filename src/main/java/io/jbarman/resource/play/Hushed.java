package io.jbarman.resource.play;

import io.jbarman.facts.Facts;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Note;
import io.jbarman.plan.Step;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.Wrapping;
import io.jbarman.resource.WrappingAny;
import java.util.List;

/** Something of which a plan and a report say what happens to it, and no value. */
public record Hushed<S>(Resource<S> inner) implements WrappingAny<S> {
    private static final String HIDDEN = "(hidden by no_log)";
    private static final String IN_THE_WAY = "something stands in the way " + HIDDEN;
    private static final String REMEDY = "Take no_log out to see it.";

    @Override
    public Hushed<S> around(Resource<S> other) {
        return new Hushed<>(other);
    }

    @Override
    public List<Want> wants() {
        return Wants.of(HIDDEN);
    }

    @Override
    public List<Note> notes(Facts facts) {
        return List.of();
    }

    @Override
    public Decision decide(Facts facts) {
        Decision own = inner.decide(facts);
        if (own instanceof Decision.Change change) {
            return hushed(change);
        }
        if (own instanceof Decision.InSync) {
            return new Decision.InSync(id(), HIDDEN);
        }
        if (own instanceof Decision.Unknown && core().decide(facts) instanceof Decision.Conflict) {
            return new Decision.Unknown(id(), IN_THE_WAY, REMEDY);
        }
        return own instanceof Decision.Conflict ? new Decision.Conflict(id(), IN_THE_WAY, REMEDY) : own;
    }

    /** What stands in the way of it is told as unknown where it may be gone by then. */
    private Resource<?> core() {
        Resource<?> core = inner;
        while (core instanceof Wrapping<?> wrapping) {
            core = wrapping.inner();
        }
        return core;
    }

    private Decision hushed(Decision.Change change) {
        List<Difference> differences = change.differences().stream()
                .map(one -> new Difference(
                        one.attribute(),
                        one.before().isEmpty() ? "" : HIDDEN,
                        one.after().isEmpty() ? "" : HIDDEN))
                .toList();
        List<Step> steps = change.steps().stream()
                .<Step>map(step -> new Step.Hushed(step, "a step for " + id() + " " + HIDDEN))
                .toList();
        return new Decision.Change(change.id(), change.action(), differences, change.effect(), HIDDEN, steps);
    }
}
