package io.jbarman.cli;

import io.jbarman.compile.Reversal;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.engine.LastApplied;
import io.jbarman.engine.LastAppliedStore;
import io.jbarman.engine.StepFailure;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.report.DestroyText;
import io.jbarman.report.PlanHtml;
import io.jbarman.report.PlanText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code jbarman destroy}. */
@CommandLine.Command(
        name = "destroy",
        mixinStandardHelpOptions = true,
        description = "Take away what applies of this topology have put there, by their record, and leave the rest.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:what jbarman put there is gone",
            "1:an error, or something that would be lost and was not named: then nothing was changed",
            "3:gone but for what is pending, as a jbarman that others still go by: it is on record",
            "64:no terminal to ask on, and no --yes",
            "130:interrupted, after the change in hand"
        })
final class DestroyVerb implements Callable<Integer>, ControlCommand {
    @CommandLine.Parameters(paramLabel = "TOPOLOGY", description = "The topology document.")
    Path file = Path.of("topology.yml");

    @CommandLine.Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    boolean yes;

    @CommandLine.Mixin
    ControlOptions options = new ControlOptions();

    @CommandLine.Mixin
    DropOptions drop = new DropOptions();

    @CommandLine.Spec
    CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public ControlOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        Console console = Consoles.of(spec);
        new HtmlReports(console, options).check();
        LoadedTopology loaded = LoadedTopology.load(file, options.variables(), options.trusted(), System.getenv());
        console.warn(loaded.warnings());
        try (ControlPlane plane = new ControlPlane(loaded, options.scope(), options.forks)) {
            console.progress("Observing " + loaded.topology().name() + " ...");
            LastAppliedStore store = plane.record().orElseThrow(DestroyVerb::nowhere);
            LastApplied record = read(store);
            Reversal reversal = plane.reverse(record, drop.drop);
            Plan plan = plane.plan();
            console.quiet();
            return destroy(console, plane, new Destruction(store, record, reversal, plan));
        }
    }

    /** What is about to be done. */
    record Destruction(LastAppliedStore store, LastApplied record, Reversal reversal, Plan plan) {}

    private int destroy(Console console, ControlPlane plane, Destruction destruction) {
        Plan plan = destruction.plan();
        if (options.text()) {
            console.print(PlanText.of(plan, options.verbose, console.ink()));
            console.print(DestroyText.left(destruction.reversal().left()));
        }
        if (PlanVerb.standsInTheWay(plan)) {
            refuse(console, plane, plan);
            return ExitStatus.FAILED;
        }
        if (plan.asksForWork() && !new Consent(spec, console, options, yes).to(question(plan))) {
            return ExitStatus.FAILED;
        }
        return new DestroyRun(console, plane, options).run(destruction);
    }

    private void refuse(Console console, ControlPlane plane, Plan plan) {
        if (!options.html()) {
            tellRefusal(console, plane, plan);
        }
        new HtmlReports(console, options)
                .show(() -> PlanHtml.of(HtmlReports.head("Destroy", plane), plan, HtmlReports.hosts(plane)));
    }

    private void tellRefusal(Console console, ControlPlane plane, Plan plan) {
        if (options.json()) {
            console.print(DestroyText.refused(plane.loaded().json(), plan));
            return;
        }
        console.print(DestroyText.howToAgree(plan.only(Decision.Conflict.class).toList()));
    }

    private static String question(Plan plan) {
        int count = plan.changes().size();
        return "Take " + (count == 1 ? "this" : "these " + count) + " back?";
    }

    private LastApplied read(LastAppliedStore store) {
        try {
            String place = store.words();
            return store.read().orElseThrow(() -> unknown(file, place));
        } catch (StepFailure e) {
            throw new ProblemException(e.problem(), e);
        }
    }

    private static ProblemException nowhere() {
        return new ProblemException(Diagnostic.error(
                "record-missing",
                "there is no record of what was there before: the topology has no barmanhost, and no server or host on which"
                        + " it may keep a file",
                "take things away by state: absent, and apply; with access: relay, or without access, a server's host keeps"
                        + " a record from the next apply on"));
    }

    private static ProblemException unknown(Path file, String place) {
        return new ProblemException(Diagnostic.error(
                "record-missing",
                file + ": there is no record of an apply, so nothing is known to be jbarman's",
                "apply the topology first; the record is then " + place));
    }
}
