package io.jbarman.cli;

import io.jbarman.diagnostics.ProblemException;
import io.jbarman.engine.AddressGlobs;
import io.jbarman.engine.Demands;
import io.jbarman.engine.DriftFinder;
import io.jbarman.engine.DriftReport;
import io.jbarman.engine.LastAppliedStore;
import io.jbarman.report.Documents;
import io.jbarman.report.DriftHtml;
import io.jbarman.report.DriftText;
import io.jbarman.report.OwnerHosts;
import io.jbarman.report.ReportHead;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code jbarman drift}. */
@CommandLine.Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = "Compare servers and topology, only reading.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:in sync", "1:an error, or something that could not be looked at", "2:drift"})
final class DriftVerb implements Callable<Integer>, ControlCommand {
    @CommandLine.Parameters(paramLabel = "TOPOLOGY", description = "The topology document.")
    Path file = Path.of("topology.yml");

    @CommandLine.Option(
            names = "--every",
            paramLabel = "TIME",
            converter = IntervalConverter.class,
            description = "Look again and again, such as every 15m, and report what has changed, until interrupted.")
    @Nullable
    Duration every;

    @CommandLine.Option(
            names = "--notify",
            paramLabel = "WORD",
            description =
                    "A program to run when what was found has changed, without a shell; given again, its arguments, one"
                            + " by one. It reads what --format json prints. Without --every, it is run when something was found.")
    List<String> notified = List.of();

    @CommandLine.Mixin
    ControlOptions options = new ControlOptions();

    @CommandLine.Spec
    CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public ControlOptions options() {
        return options;
    }

    @Override
    public Integer call() throws InterruptedException {
        Console console = Consoles.of(spec);
        new HtmlReports(console, options).check();
        if (every != null) {
            refusePages();
            return new DriftWatch(console, every, options.json(), new HtmlReports(console, options), notice())
                    .run(() -> look(console));
        }
        Look look = look(console);
        if (!options.html()) {
            console.print(options.json() ? look.json() : DriftText.of(look.report(), console.ink()) + costs(look));
        }
        new HtmlReports(console, options).show(look.page());
        int status = exitStatus(look.report());
        if (status != ExitStatus.OK) {
            console.warn(notice().tell(look.json()).stream().toList());
        }
        return status;
    }

    private DriftNotice notice() {
        return new DriftNotice(notified);
    }

    /** One page after the other is no page. */
    private void refusePages() {
        if (options.html() && spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--every tells what has changed, as text or JSON; for a page: --report FILE");
        }
    }

    private String costs(Look look) {
        return options.verbose ? "Observed in " + look.cost() + ".\n" : "";
    }

    /** What was seen at one time. */
    record Look(String at, DriftReport report, String json, String cost, Supplier<String> page) {}

    /** @throws ProblemException if the topology cannot be read */
    private Look look(Console console) {
        LoadedTopology loaded = LoadedTopology.load(file, options.variables(), options.trusted(), System.getenv());
        try (ControlPlane plane = new ControlPlane(loaded, options.scope(), options.forks)) {
            console.progress("Observing " + loaded.topology().name() + " ...");
            DriftReport report = finder(plane).report(plane.plan());
            console.quiet();
            ReportHead head = HtmlReports.head("Drift", plane);
            OwnerHosts hosts = HtmlReports.hosts(plane);
            return new Look(
                    head.at(),
                    report,
                    Documents.drift(loaded.json(), head.at(), report, plane.cost()),
                    head.cost(),
                    () -> DriftHtml.of(head, report, hosts));
        }
    }

    private static DriftFinder finder(ControlPlane plane) {
        return new DriftFinder(
                plane.graph().edges(),
                Demands.of(plane.graph()),
                plane.record().flatMap(LastAppliedStore::find),
                AddressGlobs.of(plane.topology().drift().ignore()));
    }

    static int exitStatus(DriftReport report) {
        if (report.isIncomplete()) {
            return ExitStatus.FAILED;
        }
        return report.hasDrift() ? ExitStatus.CHANGES : ExitStatus.OK;
    }
}
