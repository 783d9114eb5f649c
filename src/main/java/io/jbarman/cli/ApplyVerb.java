package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.plan.Plan;
import io.jbarman.plan.PlanFile;
import io.jbarman.report.PlanText;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code jbarman apply}. */
@CommandLine.Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Converge, then verify. Shows the plan and asks, on a terminal; elsewhere it needs --yes.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:everything is as the topology says",
            "1:an error, a conflict, or a failed verification",
            "3:the same as 0, but for a restart that waits by the topology's own policy",
            "64:no terminal to ask on, and no --yes",
            "130:interrupted, after the change in hand"
        })
final class ApplyVerb implements Callable<Integer>, ControlCommand {
    /** How much is verified afterwards. */
    enum Verify {
        /** Everything after a change; only by reading where nothing was changed. */
        auto,
        /** Everything, a WAL switch too. */
        full,
        /** Only that nothing is left to do. */
        none
    }

    @CommandLine.Parameters(
            paramLabel = "TOPOLOGY|PLAN",
            description = "The topology document, or a plan written by 'jbarman plan --out'.")
    Path file = Path.of("topology.yml");

    @CommandLine.Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    boolean yes;

    @CommandLine.Option(
            names = "--verify",
            paramLabel = "HOW",
            defaultValue = "auto",
            description = "${COMPLETION-CANDIDATES}: full also switches WAL where nothing was changed"
                    + " (${DEFAULT-VALUE}).")
    Verify verify = Verify.auto;

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
        Optional<PlanFile> promise = SavedPlan.read(file);
        promise.ifPresent(plan -> refuseOptionsOfThePlan());
        PlanFile.Source source =
                promise.map(PlanFile::source).orElse(new PlanFile.Source(file.toString(), "", options.variables()));
        LoadedTopology loaded =
                LoadedTopology.load(Path.of(source.file()), source.variables(), options.trusted(), System.getenv());
        console.warn(loaded.warnings());
        promise.ifPresent(plan -> SavedPlan.refuseOtherTopology(file, plan, loaded));
        PlanFile.Scope scope = promise.map(PlanFile::scope).orElse(drop.in(options.scope()));
        try (ControlPlane plane = new ControlPlane(loaded, scope, options.forks)) {
            console.progress("Observing " + loaded.topology().name() + " ...");
            Plan plan = plane.plan();
            console.quiet();
            promise.ifPresent(saved -> SavedPlan.refuseOtherChanges(file, saved, plan));
            return apply(console, plane, plan);
        }
    }

    /** What a plan is about is in it; another wish beside it would be lost. */
    private void refuseOptionsOfThePlan() {
        if (spec != null
                && (!drop.in(options.scope()).equals(PlanFile.Scope.ALL)
                        || !options.variables().isEmpty())) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    file + " is a plan: it has its own --limit, --only, --drop and -e; plan again to have others");
        }
    }

    private int apply(Console console, ControlPlane plane, Plan plan) {
        if (options.text()) {
            console.print(PlanText.of(plan, options.verbose, console.ink()));
        }
        if (plan.asksForWork() && !new Consent(spec, console, options, yes).to(question(plan))) {
            return ExitStatus.FAILED;
        }
        return new ApplyRun(console, plane, options, verify).run(plan);
    }

    private static String question(Plan plan) {
        int count = plan.changes().size();
        return "Make " + (count == 1 ? "this change" : "these " + count + " changes") + "?";
    }

    /** A plan that was saved earlier, and whether the world is still the one that it was made for. */
    private static final class SavedPlan {
        private SavedPlan() {}

        static Optional<PlanFile> read(Path file) {
            return PlanFiles.textOf(file)
                    .filter(PlanFile::looksLikeOne)
                    .map(text -> PlanFile.read(file.toString(), text));
        }

        static void refuseOtherTopology(Path file, PlanFile plan, LoadedTopology loaded) {
            if (!plan.source().equals(loaded.source())) {
                throw stale(file, loaded.file() + " was changed since");
            }
        }

        static void refuseOtherChanges(Path file, PlanFile saved, Plan now) {
            PlanFile current = PlanFile.of(saved.source(), saved.scope(), now);
            saved.difference(current).ifPresent(difference -> {
                throw stale(file, difference);
            });
        }

        private static ProblemException stale(Path file, String why) {
            return new ProblemException(Diagnostic.error(
                    "plan-stale",
                    file + ": the plan is stale: " + why,
                    "nothing was changed; plan again with 'jbarman plan TOPOLOGY --out " + file + "'"));
        }
    }
}
