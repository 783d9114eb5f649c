package io.jbarman.engine;

import io.jbarman.graph.Graph;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Plan;
import io.jbarman.plan.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a plan that nobody is going to apply into findings. Pure. */
public final class DriftFinder {
    private final Graph<ResourceId> edges;
    private final Demands demands;
    private final Optional<LastApplied> record;
    private final AddressGlobs ignored;

    public DriftFinder(Graph<ResourceId> edges, Demands demands, Optional<LastApplied> record, AddressGlobs ignored) {
        this.edges = edges;
        this.demands = demands;
        this.record = record;
        this.ignored = ignored;
    }

    /** The findings of a plan, what follows from another one nested below it. */
    public DriftReport report(Plan plan) {
        Map<ResourceId, Decision> open = new LinkedHashMap<>();
        plan.decisions().stream()
                .filter(decision -> !(decision instanceof Decision.InSync))
                .forEach(decision -> open.put(decision.id(), decision));
        Map<ResourceId, List<Decision>> below = new LinkedHashMap<>();
        Set<ResourceId> roots = new LinkedHashSet<>(open.keySet());
        for (Decision decision : open.values()) {
            parent(decision, open).ifPresent(parent -> {
                roots.remove(decision.id());
                below.computeIfAbsent(parent, any -> new ArrayList<>()).add(decision);
            });
        }
        List<Finding> findings = new ArrayList<>();
        roots.forEach(id -> findings.add(finding(open.getOrDefault(id, new Decision.InSync(id, "")), below)));
        return new DriftReport(plan.topology(), findings, plan.decisions().size() - open.size());
    }

    /**
     * What a finding follows from: what it is blocked by; what else could not be looked at for the same reason, as all of
     * an unreachable host; the change that a reload or restart is for; the missing thing that it is missing with. Of several
     * that come one after the other it is the last.
     */
    private Optional<ResourceId> parent(Decision decision, Map<ResourceId, Decision> open) {
        if (decision instanceof Decision.Blocked blocked) {
            return Optional.of(blocked.cause()).filter(open::containsKey);
        }
        if (decision instanceof Decision.Deferred deferred) {
            return Optional.of(deferred.maker()).filter(open::containsKey);
        }
        if (decision instanceof Decision.Unknown unknown) {
            return open.values().stream()
                    .takeWhile(earlier -> earlier != decision)
                    .filter(earlier -> earlier instanceof Decision.Unknown other && alike(other, unknown))
                    .findFirst()
                    .map(Decision::id);
        }
        if (!(decision instanceof Decision.Change change)) {
            return Optional.empty();
        }
        List<ResourceId> causes = edges.before(change.id()).stream()
                .filter(before -> open.get(before) instanceof Decision.Change cause && follows(change, cause))
                .toList();
        return causes.stream()
                .filter(cause ->
                        causes.stream().noneMatch(nearer -> edges.before(nearer).contains(cause)))
                .min(java.util.Comparator.comparing(ResourceId::toString));
    }

    private static boolean alike(Decision.Unknown one, Decision.Unknown other) {
        return one.reason().equals(other.reason()) && one.remedy().equals(other.remedy());
    }

    private static boolean follows(Decision.Change change, Decision.Change cause) {
        boolean bothMissing = cause.action() == Action.CREATE && change.action() == Action.CREATE;
        return change.action() == Action.RUN || bothMissing;
    }

    private Finding finding(Decision decision, Map<ResourceId, List<Decision>> below) {
        List<Finding> consequences = below.getOrDefault(decision.id(), List.of()).stream()
                .map(one -> finding(one, below))
                .toList();
        return new Finding(
                decision.id(), kind(decision), differences(decision), reason(decision), remedy(decision), consequences);
    }

    private DriftClass kind(Decision decision) {
        if (ignored.match(decision.id())) {
            return DriftClass.IGNORED;
        }
        if (decision instanceof Decision.Conflict) {
            return DriftClass.CONFLICT;
        }
        if (decision instanceof Decision.Pending) {
            return DriftClass.PENDING;
        }
        if (decision instanceof Decision.Unknown || (decision instanceof Decision.Blocked blocked && !blocked.seen())) {
            return DriftClass.UNKNOWN;
        }
        return record.map(last -> kind(decision.id(), last)).orElse(DriftClass.DRIFT_OR_UNAPPLIED);
    }

    private DriftClass kind(ResourceId id, LastApplied last) {
        LastApplied.Entry entry = last.entries().get(id);
        boolean wasSo = entry != null && entry.demand().equals(demands.digests().get(id));
        return wasSo ? DriftClass.DRIFT : DriftClass.UNAPPLIED;
    }

    private static List<Difference> differences(Decision decision) {
        return decision instanceof Decision.Change change ? change.differences() : List.of();
    }

    private static String reason(Decision decision) {
        if (decision instanceof Decision.Change change) {
            return change.reason();
        }
        if (decision instanceof Decision.Conflict conflict) {
            return conflict.summary();
        }
        if (decision instanceof Decision.Pending pending) {
            return pending.reason();
        }
        if (decision instanceof Decision.Unknown unknown) {
            return unknown.reason();
        }
        if (decision instanceof Decision.Deferred deferred) {
            return "cannot be looked at before " + deferred.maker() + " is there";
        }
        return decision instanceof Decision.Blocked blocked ? blocked.reason() : "";
    }

    private static String remedy(Decision decision) {
        if (decision instanceof Decision.Conflict conflict) {
            return conflict.remedy();
        }
        if (decision instanceof Decision.Pending pending) {
            return pending.remedy();
        }
        return decision instanceof Decision.Unknown unknown ? unknown.remedy() : "";
    }
}
