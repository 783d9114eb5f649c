package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.plan.PlanFile;
import io.jbarman.report.Documents;
import io.jbarman.report.PlanHtml;
import io.jbarman.report.PlanText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code jbarman plan}. */
@CommandLine.Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Observe and compare, change nothing.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:nothing stands in the way",
            "1:an error, a conflict, or something that could not be looked at",
            "2:with --detailed-exitcode: there are changes"
        })
final class PlanVerb implements Callable<Integer>, ControlCommand {
    @CommandLine.Parameters(paramLabel = "TOPOLOGY", description = "The topology document.")
    Path file = Path.of("topology.yml");

    @CommandLine.Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Write the plan to a file that 'jbarman apply FILE' takes.")
    @Nullable
    Path out;

    @CommandLine.Option(names = "--detailed-exitcode", description = "Exit with 2 when there are changes.")
    boolean detailedExitCode;

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
        try (ControlPlane plane = new ControlPlane(loaded, drop.in(options.scope()), options.forks)) {
            console.progress("Observing " + loaded.topology().name() + " ...");
            Plan plan = plane.plan();
            console.quiet();
            Optional.ofNullable(out).ifPresent(path -> save(path, loaded, plan));
            show(console, plane, plan);
            return exitStatus(plan);
        }
    }

    private void show(Console console, ControlPlane plane, Plan plan) {
        if (!options.html()) {
            tell(console, plane, plan);
        }
        new HtmlReports(console, options)
                .show(() -> PlanHtml.of(HtmlReports.head("Plan", plane), plan, HtmlReports.hosts(plane)));
    }

    private void tell(Console console, ControlPlane plane, Plan plan) {
        if (options.json()) {
            console.print(Documents.plan(plane.loaded().json(), plan, plane.cost()));
            return;
        }
        console.print(PlanText.of(plan, options.verbose, console.ink()));
        if (out != null) {
            console.print("Written to " + out + ". Apply exactly this with: jbarman apply " + out + "\n");
        }
        if (options.verbose) {
            console.print("Observed in " + plane.costWords() + ".\n");
        }
    }

    private int exitStatus(Plan plan) {
        if (standsInTheWay(plan)) {
            return ExitStatus.FAILED;
        }
        return detailedExitCode && plan.asksForWork() ? ExitStatus.CHANGES : ExitStatus.OK;
    }

    /** A conflict, or something unseen: an operator is needed. */
    static boolean standsInTheWay(Plan plan) {
        return plan.decisions().stream()
                .anyMatch(one -> one instanceof Decision.Conflict || one instanceof Decision.Unknown);
    }

    private void save(Path path, LoadedTopology loaded, Plan plan) {
        try {
            Files.writeString(path, PlanFile.text(loaded.source(), drop.in(options.scope()), plan));
        } catch (IOException e) {
            throw new ProblemException(
                    Diagnostic.error(
                            "plan-unwritable",
                            path + ": the plan cannot be written: " + e.getMessage(),
                            "give --out a path that you may write to"),
                    e);
        }
    }
}
