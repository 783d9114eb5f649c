package io.jbarman.cli;

import io.jbarman.cli.DestroyVerb.Destruction;
import io.jbarman.engine.ApplyReport;
import io.jbarman.engine.LastApplied;
import io.jbarman.engine.StepFailure;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.plan.ResourceId;
import io.jbarman.report.ApplyHtml;
import io.jbarman.report.ApplyText;
import io.jbarman.report.DestroyText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A destruction that was agreed to: take back, look again, forget what is gone, report. */
final class DestroyRun {
    private final Console console;
    private final ControlPlane plane;
    private final ControlOptions options;

    DestroyRun(Console console, ControlPlane plane, ControlOptions options) {
        this.console = console;
        this.plane = plane;
        this.options = options;
    }

    int run(Destruction destruction) {
        try (Interruption interruption =
                new Interruption(() -> console.note("\nInterrupted: finishing the change in hand ..."))) {
            plane.hold(destruction.plan());
            ApplyReport report = plane.applier(new ProgressLines(console, !options.text()), interruption::wished)
                    .apply(destruction.plan());
            return finish(destruction, report);
        }
    }

    private int finish(Destruction destruction, ApplyReport report) {
        Plan after = report.outcomes().isEmpty() ? destruction.plan() : plane.plan();
        boolean done = report.succeeded() && after.changes().isEmpty() && !PlanVerb.standsInTheWay(after);
        forget(destruction, after);
        if (options.json()) {
            console.print(DestroyText.document(
                    plane.loaded().json(),
                    destruction.plan(),
                    destruction.reversal().left(),
                    report,
                    after,
                    done));
        } else if (options.text()) {
            console.print(ApplyText.sum(report, after, List.of()));
        }
        new HtmlReports(console, options).show(() -> page(destruction, report, after, done));
        if (report.interrupted()) {
            return ExitStatus.INTERRUPTED;
        }
        if (!done) {
            return ExitStatus.FAILED;
        }
        return after.only(Decision.Pending.class).findAny().isPresent() ? ExitStatus.PENDING : ExitStatus.OK;
    }

    private String page(Destruction destruction, ApplyReport report, Plan after, boolean done) {
        return ApplyHtml.of(
                HtmlReports.head("Destroy", plane),
                HtmlReports.hosts(plane),
                destruction.plan(),
                report,
                after,
                List.of(),
                destruction.reversal().left(),
                done);
    }

    /** What is back to what it was is no longer ours; what could not be taken back stays on record. */
    private void forget(Destruction destruction, Plan after) {
        Set<ResourceId> gone =
                after.only(Decision.InSync.class).map(Decision::id).collect(Collectors.toSet());
        LastApplied rest = destruction.record().without(gone);
        try {
            if (rest.entries().isEmpty()) {
                destruction.store().remove();
            } else {
                destruction.store().write(rest);
            }
        } catch (StepFailure e) {
            console.warn(List.of(e.problem()));
        }
    }
}
