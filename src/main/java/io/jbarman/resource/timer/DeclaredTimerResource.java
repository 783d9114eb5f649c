package io.jbarman.resource.timer;

import io.jbarman.plan.Decision;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.Wrapping;
import java.util.List;
import java.util.Optional;

/**
 * A timer that a document declares. One of the same name that somebody else has made, or that came with a package, is
 * not touched.
 *
 * @param absent whether it is to be no more
 */
public record DeclaredTimerResource(TimerResource inner, boolean absent) implements Wrapping<TimerState> {
    @Override
    public List<Want> wants() {
        return absent ? Wants.absent() : inner.wants();
    }

    @Override
    public Decision decide(TimerState observed) {
        return obstacle(observed)
                .orElseGet(() -> absent ? new RemovedTimerResource(inner).decide(observed) : inner.decide(observed));
    }

    private Optional<Decision> obstacle(TimerState observed) {
        return foreign(observed)
                .<Decision>map(path -> new Decision.Conflict(
                        id(),
                        path + " on " + inner.host() + " is not jbarman's, and has the name of timer " + id().name(),
                        "Give the timer another name; or move that file away, then apply again."))
                .or(() -> inner.units().otherTopology(observed).map(this::anothers))
                .or(() -> misunderstood(observed));
    }

    private Decision anothers(String topology) {
        return new Decision.Conflict(
                id(),
                "timer " + id().name() + " on " + inner.host() + " is of the topology " + topology,
                "Give the timer another name here; or say state: absent of it in " + topology
                        + ", apply that, then apply this again.");
    }

    private Optional<String> foreign(TimerState observed) {
        return inner.units().foreign(observed).or(() -> observed.timer().elsewhere());
    }

    private Optional<Decision> misunderstood(TimerState observed) {
        return observed.timer().understood() || absent
                ? Optional.empty()
                : Optional.of(new Decision.Conflict(
                        id(),
                        "systemd on " + inner.host() + " does not understand on_calendar: "
                                + inner.calendar().orElse(""),
                        "See systemd.time(7), CALENDAR EVENTS; systemd-analyze calendar tries one, such as"
                                + " \"Sun 03:00\"."));
    }
}
