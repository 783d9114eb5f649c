package io.jbarman.cli;

import io.jbarman.cli.ApplyVerb.Verify;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.engine.ApplyReport;
import io.jbarman.engine.Demands;
import io.jbarman.engine.LastApplied;
import io.jbarman.engine.ProofItem;
import io.jbarman.engine.Recording;
import io.jbarman.engine.StepFailure;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.plan.ResourceId;
import io.jbarman.report.ApplyHtml;
import io.jbarman.report.ApplyText;
import io.jbarman.report.Documents;
import io.jbarman.resource.file.FileResource;
import io.jbarman.topology.BarmanHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An apply that was agreed to: change, look again, prove, record, report. */
final class ApplyRun {
    /** Each is about one server. */
    private static final String CHECK = "check";

    private final Console console;
    private final ControlPlane plane;
    private final ControlOptions options;
    private final Verify verify;

    ApplyRun(Console console, ControlPlane plane, ControlOptions options, Verify verify) {
        this.console = console;
        this.plane = plane;
        this.options = options;
        this.verify = verify;
    }

    int run(Plan plan) {
        try (Interruption interruption =
                new Interruption(() -> console.note("\nInterrupted: finishing the change in hand ..."))) {
            plane.hold(plan);
            ApplyReport report = plane.applier(new ProgressLines(console, !options.text()), interruption::wished)
                    .apply(plan);
            return finish(plan, report);
        }
    }

    private int finish(Plan planned, ApplyReport report) {
        Plan after = report.outcomes().isEmpty() ? planned : plane.plan();
        List<ProofItem> proof = prove(report, after);
        record(report, after);
        boolean succeeded =
                report.succeeded() && nothingLeft(after) && proof.stream().noneMatch(ProofItem::failed);
        show(planned, report, after, proof, succeeded);
        if (report.interrupted()) {
            return ExitStatus.INTERRUPTED;
        }
        if (!succeeded) {
            return ExitStatus.FAILED;
        }
        return after.only(Decision.Pending.class).findAny().isPresent() ? ExitStatus.PENDING : ExitStatus.OK;
    }

    /** What waits for a restart that the topology does not allow is told, and fails nothing. */
    private static boolean nothingLeft(Plan after) {
        return after.changes().isEmpty() && !PlanVerb.standsInTheWay(after);
    }

    /** What is blocked, as by a pending restart, cannot be proved yet; what is blocked for one server is that one's. */
    private static List<String> provable(BarmanHost barman, Plan after) {
        Set<ResourceId> blocked =
                after.only(Decision.Blocked.class).map(Decision::id).collect(Collectors.toSet());
        Set<ResourceId> ofOne = barman.servers().keySet().stream()
                .map(server -> FileResource.id(barman.name(), barman.fileOf(server)))
                .collect(Collectors.toSet());
        boolean allWait = blocked.stream()
                .anyMatch(id -> id.owner().equals(barman.name())
                        && !ofOne.contains(id)
                        && !id.kind().equals(CHECK));
        return allWait
                ? List.of()
                : barman.servers().keySet().stream()
                        .filter(server -> !blocked.contains(FileResource.id(barman.name(), barman.fileOf(server)))
                                && blocked.stream().noneMatch(id -> id.owner().equals(server)))
                        .toList();
    }

    private List<ProofItem> prove(ApplyReport report, Plan after) {
        if (verify == Verify.none || !report.succeeded()) {
            return List.of();
        }
        boolean full = verify == Verify.full || report.changed() > 0;
        List<ProofItem> proof = new ArrayList<>();
        for (BarmanHost barman : plane.topology().barman().values()) {
            List<String> servers = provable(barman, after);
            if (barman.hasRuntime()
                    && !servers.isEmpty()
                    && plane.graph().resources().stream()
                            .anyMatch(resource -> resource.id().owner().equals(barman.host())
                                    || resource.id().owner().equals(barman.name()))) {
                console.progress("Verifying from " + barman.host() + " ...");
                proof.addAll(plane.proof().of(barman, servers, full));
            }
        }
        console.quiet();
        return proof;
    }

    private void record(ApplyReport report, Plan after) {
        plane.record().ifPresent(store -> {
            try {
                LastApplied earlier = plane.atFirst(store.soFar());
                store.write(Recording.after(earlier, report, after, Demands.of(plane.graph())));
                store.unseen().ifPresent(e -> console.warn(List.of(unseen(e))));
            } catch (StepFailure e) {
                console.warn(List.of(unrecorded(e)));
            }
        });
    }

    private static Diagnostic unseen(StepFailure e) {
        return Diagnostic.warning(
                        "record-unreadable",
                        "whether an earlier last-applied record is in another place could not be seen; destroy waits until it can",
                        e.problem().hint())
                .withDetail(e.problem().summary());
    }

    private static Diagnostic unrecorded(StepFailure e) {
        return Diagnostic.warning(
                        "record-unwritten",
                        "the last-applied record was not written: drift cannot be told from an unapplied topology",
                        e.problem().hint())
                .withDetail(e.problem().summary());
    }

    private String page(Plan planned, ApplyReport report, Plan after, List<ProofItem> proof, boolean succeeded) {
        return ApplyHtml.of(
                HtmlReports.head("Apply", plane),
                HtmlReports.hosts(plane),
                planned,
                report,
                after,
                proof,
                List.of(),
                succeeded);
    }

    private void show(Plan planned, ApplyReport report, Plan after, List<ProofItem> proof, boolean succeeded) {
        if (!options.html()) {
            tell(planned, report, after, proof, succeeded);
        }
        new HtmlReports(console, options).show(() -> page(planned, report, after, proof, succeeded));
    }

    private void tell(Plan planned, ApplyReport report, Plan after, List<ProofItem> proof, boolean succeeded) {
        if (options.json()) {
            console.print(
                    Documents.apply(plane.loaded().json(), planned, report, after, proof, succeeded, plane.cost()));
            return;
        }
        console.print(ApplyText.proof(proof, console.ink()));
        console.print(ApplyText.sum(report, after, proof));
        if (options.verbose) {
            console.print("Took " + plane.costWords() + ".\n");
        }
    }
}
