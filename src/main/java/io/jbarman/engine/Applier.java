package io.jbarman.engine;

import io.jbarman.facts.Facts;
import io.jbarman.graph.Graph;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Carries out a plan, change by change. Before each it looks again: what is no longer as planned is refused, what is
 * already so is left alone. A change that fails takes those behind it with it; the others go on. An interruption lets
 * the step in hand finish.
 */
public final class Applier {
    private final Map<ResourceId, Resource<?>> resources = new HashMap<>();
    private final Graph<ResourceId> edges;
    private final Observer observer;
    private final StepExecutor executor;
    private final RunLock lock;
    private final Ledger ledger;
    private final ApplyProgress progress;
    private final BooleanSupplier interrupted;

    /** What stood in the way from the beginning, failed, was refused or skipped, with the first cause. */
    private final Map<ResourceId, ResourceId> broken = new HashMap<>();

    /** What of that is pending, or waits for something that is. */
    private final Set<ResourceId> pending = new HashSet<>();

    /** What this run changed, and what comes after that. */
    private final Set<ResourceId> moved = new HashSet<>();

    /** Servers that came to be within this run. */
    private final Set<String> lockedLate = new HashSet<>();

    public Applier(
            ResourceGraph graph,
            Observer observer,
            StepExecutor executor,
            RunLock lock,
            Ledger ledger,
            ApplyProgress progress,
            BooleanSupplier interrupted) {
        graph.resources().forEach(resource -> resources.put(resource.id(), resource));
        this.edges = graph.edges();
        this.observer = observer;
        this.executor = executor;
        this.lock = lock;
        this.ledger = ledger;
        this.progress = progress;
        this.interrupted = interrupted;
    }

    /** Carries the plan out; what goes wrong is in the report. To be called once. */
    public ApplyReport apply(Plan plan) {
        executor.prepare(plan);
        List<Outcome> outcomes = new ArrayList<>();
        boolean stopped = false;
        plan.decisions().forEach(this::noteWhatStandsInTheWay);
        for (Decision decision : plan.decisions()) {
            if (decision instanceof Decision.Change || decision instanceof Decision.Deferred) {
                stopped = stopped || interrupted.getAsBoolean();
                Outcome outcome = stopped ? new Outcome.NotReached(decision.id()) : outcome(decision);
                note(outcome);
                outcomes.add(outcome);
            }
            passMovementOn(decision.id());
        }
        return new ApplyReport(outcomes, stopped);
    }

    private void noteWhatStandsInTheWay(Decision decision) {
        if (decision instanceof Decision.Blocked blocked) {
            broken.put(blocked.id(), blocked.cause());
            if (pending.contains(blocked.cause())) {
                pending.add(blocked.id());
            }
        } else if (!(decision instanceof Decision.InSync
                || decision instanceof Decision.Change
                || decision instanceof Decision.Deferred)) {
            broken.put(decision.id(), decision.id());
            if (decision instanceof Decision.Pending) {
                pending.add(decision.id());
            }
        }
    }

    private void note(Outcome outcome) {
        progress.ended(outcome);
        if (outcome instanceof Outcome.Done) {
            moved.add(outcome.id());
        } else if (outcome instanceof Outcome.Skipped skipped) {
            broken.put(skipped.id(), skipped.cause());
        } else if (outcome instanceof Outcome.Waiting waiting) {
            broken.put(waiting.id(), waiting.cause());
            pending.add(waiting.id());
        } else if (!outcome.isInPlace()) {
            broken.put(outcome.id(), outcome.id());
            if (outcome instanceof Outcome.Pending) {
                pending.add(outcome.id());
            }
        }
    }

    private void passMovementOn(ResourceId id) {
        if (edges.before(id).stream().anyMatch(moved::contains)) {
            moved.add(id);
        }
    }

    private Outcome outcome(Decision planned) {
        Resource<?> whole = resource(planned.id());
        Set<ResourceId> missing = missing(planned.id());
        Optional<? extends Resource<?>> rest = whole.without(missing);
        if (rest.isEmpty()) {
            return pending.containsAll(missing)
                    ? new Outcome.Waiting(planned.id(), cause(missing))
                    : new Outcome.Skipped(planned.id(), cause(missing));
        }
        Decision now = lookAgain(rest.get());
        if (now instanceof Decision.InSync same) {
            return rest.get()
                    .anyhow(planned, moved)
                    .map(change -> carryOut(rest.get(), change, false))
                    .orElseGet(() -> new Outcome.AlreadySo(planned.id(), same.reason()));
        }
        if (now instanceof Decision.Pending later) {
            return new Outcome.Pending(planned.id(), later.reason(), later.remedy());
        }
        boolean movedByPlan =
                !missing.isEmpty() || edges.before(planned.id()).stream().anyMatch(moved::contains);
        if (now instanceof Decision.Change change && Promise.holds(planned, change, movedByPlan)) {
            if (planned instanceof Decision.Deferred) {
                executor.prepare(new Plan("", List.of(change)));
            }
            return carryOut(rest.get(), change, planned instanceof Decision.Deferred);
        }
        return new Outcome.Refused(planned.id(), Promise.words(planned), Promise.words(now));
    }

    /** What it comes after and this run has not brought about, or never could. */
    private Set<ResourceId> missing(ResourceId id) {
        return edges.before(id).stream().filter(broken::containsKey).collect(Collectors.toSet());
    }

    private ResourceId cause(Set<ResourceId> missing) {
        return missing.stream()
                .map(id -> broken.getOrDefault(id, id))
                .min(Comparator.comparing(ResourceId::toString))
                .orElseThrow();
    }

    private Resource<?> resource(ResourceId id) {
        Resource<?> resource = resources.get(id);
        if (resource == null) {
            throw new IllegalArgumentException("the plan names " + id + ", which the topology does not have");
        }
        return resource;
    }

    private Decision lookAgain(Resource<?> resource) {
        Facts facts = observer.observe(resource.needs());
        return resource.decide(facts);
    }

    private Outcome carryOut(Resource<?> resource, Decision.Change change, boolean deferred) {
        int done = 0;
        ledger.before(change);
        for (Step step : change.steps()) {
            try {
                progress.begins(change, step);
                if (deferred) {
                    lockFirst(step);
                }
                executor.execute(step, ledger);
                lockAgain(step);
                done++;
            } catch (StepFailure e) {
                return new Outcome.Failed(
                        change,
                        done,
                        resource.untilThen().map(e.problem()::withHint).orElse(e.problem()));
            }
        }
        return new Outcome.Done(change);
    }

    /** A server that was not there when this run began is locked as soon as it is. */
    private void lockFirst(Step step) throws StepFailure {
        if (step instanceof Step.RunSql run && lockedLate.add(run.server())) {
            lock.take(run.server());
        }
    }

    /** The lock went down with the server. */
    private void lockAgain(Step step) throws StepFailure {
        if (step instanceof Step.RestartServer restart) {
            lock.take(restart.server());
        }
    }
}
