package io.jbarman.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * A plan in numbers.
 *
 * @param other changes that leave nothing behind to compare and are neither reload nor restart
 * @param reloads servers, by name
 * @param restarts servers, by name
 */
public record PlanSummary(
        long create,
        long update,
        long remove,
        long other,
        List<String> reloads,
        List<String> restarts,
        long conflicts,
        long pending,
        long unknown,
        long blocked,
        long deferred,
        long inSync) {

    /** Counts. */
    public static PlanSummary of(Plan plan) {
        return new PlanSummary(
                count(plan, Action.CREATE),
                count(plan, Action.UPDATE),
                count(plan, Action.REMOVE),
                plan.changes().stream().filter(PlanSummary::isOther).count(),
                steps(plan, Step.ReloadServer.class)
                        .map(Step.ReloadServer::server)
                        .distinct()
                        .toList(),
                steps(plan, Step.RestartServer.class)
                        .map(Step.RestartServer::server)
                        .distinct()
                        .toList(),
                plan.only(Decision.Conflict.class).count(),
                plan.only(Decision.Pending.class).count(),
                plan.only(Decision.Unknown.class).count(),
                plan.only(Decision.Blocked.class).count(),
                plan.only(Decision.Deferred.class).count(),
                plan.only(Decision.InSync.class).count());
    }

    private static long count(Plan plan, Action action) {
        return plan.changes().stream()
                .filter(change -> change.action() == action)
                .count();
    }

    private static boolean isOther(Decision.Change change) {
        return change.action() == Action.RUN
                && change.steps().stream()
                        .noneMatch(step -> step instanceof Step.ReloadServer || step instanceof Step.RestartServer);
    }

    private static <S extends Step> Stream<S> steps(Plan plan, Class<S> kind) {
        return plan.changes().stream()
                .flatMap(change -> change.steps().stream())
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
