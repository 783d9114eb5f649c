package io.jbarman.cli;

import io.jbarman.compile.Compiler;
import io.jbarman.compile.ControlNode;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.Suggestion;
import io.jbarman.engine.OfflinePlan;
import io.jbarman.facts.RecordedFacts;
import io.jbarman.plan.PlanFile.Scope;
import io.jbarman.playbook.TopologyFile;
import io.jbarman.report.Documents;
import io.jbarman.report.Ink;
import io.jbarman.report.LineDifference;
import io.jbarman.report.PlanText;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.HostFacts;
import io.jbarman.topology.Topology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds a topology against what was seen of its hosts once: for a CI that reaches no host and has no secret. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Plan against recorded facts, and compare with the plan that is expected. Looks at no host and no secret.",
            "",
            "Cases stand in tests/ beside the topology, each a directory: facts.json and case.json as --record wrote them,"
                    + " plan.txt as it is to be. What depends on secrets (passwords, password files) is not in these plans."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every plan is as expected", "1:a plan differs, or the topology has errors", "64:usage error"
        },
        footer = {
            "",
            "  jbarman test topology.yml --record today     with hosts and secrets at hand: keeps what is seen now",
            "  jbarman test topology.yml                    later, in CI: do my changes plan what I think they do?",
            "  jbarman test topology.yml --accept           they do: what is planned now is what is expected"
        })
final class TestCommand implements Callable<Integer>, JsonCommand {
    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    TopologyOptions document = new TopologyOptions();

    @Parameters(index = "1..*", paramLabel = "CASE", description = "Only these cases.")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--record",
            paramLabel = "CASE",
            description =
                    "Look at the hosts, and keep what is seen as this case, and the plan that follows as expected.")
    @Nullable
    String record;

    @Option(names = "--accept", description = "Take what is planned now for what is expected.")
    boolean accept;

    @Mixin
    FormatOption format = new FormatOption();

    @Override
    public boolean json() {
        return format.json();
    }

    @Override
    public Integer call() {
        Console console = Consoles.of(spec);
        if (record != null) {
            record(console, new TestCase(tests().resolve(record)));
            return ExitStatus.OK;
        }
        Map<String, String> differences = new LinkedHashMap<>();
        List<TestCase> cases = cases();
        cases.forEach(each -> differences.put(each.name(), difference(each, console.ink())));
        show(console, differences);
        return differences.values().stream().allMatch(String::isEmpty) ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private void show(Console console, Map<String, String> differences) {
        if (json()) {
            console.print(Documents.tests(document.topology.toString(), differences));
            return;
        }
        differences.forEach((name, difference) ->
                console.print(name + (difference.isEmpty() ? ": as expected\n" : ": differs\n" + difference)));
        boolean differs = differences.values().stream().anyMatch(difference -> !difference.isEmpty());
        if (differs) {
            console.note("- is expected, + is planned now; if it is right so: --accept");
        }
    }

    private Path tests() {
        return document.topology.toAbsolutePath().resolveSibling("tests");
    }

    private List<TestCase> cases() {
        List<TestCase> all = TestCase.in(tests());
        List<String> known = all.stream().map(TestCase::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new ProblemException(Diagnostic.error(
                    "case-unknown",
                    "there is no case '" + name + "' in " + tests(),
                    Suggestion.hint(name, known, "cases are")));
        });
        if (all.isEmpty()) {
            throw new ProblemException(Diagnostic.error(
                    "case-unknown",
                    "there are no cases in " + tests(),
                    "record one, with the hosts at hand: jbarman test " + document.topology + " --record NAME"));
        }
        return all.stream()
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .toList();
    }

    private String difference(TestCase one, Ink ink) {
        String planned = planned(one);
        if (accept) {
            one.expect(planned);
        }
        String expected = one.expected().orElse("");
        return expected.equals(planned) ? "" : LineDifference.of(expected, planned, ink);
    }

    /** With the variables that it was recorded with, and over them those of the command line. */
    private String planned(TestCase one) {
        ControlNode node = one.node();
        Map<String, String> variables = new LinkedHashMap<>(node.variables());
        variables.putAll(document.given.byName());
        RecordedFacts recorded = one.facts();
        Topology topology = read(variables, HostFacts.EXAMPLE);
        Set<String> hosts = HostFacts.neededBy(topology);
        if (!hosts.isEmpty()) {
            topology = read(variables, SystemFacts.of(hosts, recorded::facts));
        }
        OfflinePlan offline = OfflinePlan.of(topology.name(), Compiler.compile(topology, Secrets.NONE, node), recorded);
        return PlanText.of(offline.plan(), false, Ink.NONE);
    }

    private Topology read(Map<String, String> variables, HostFacts facts) {
        return TopologyFile.read(document.topology, variables, document.given.trusted, facts)
                .orThrow();
    }

    private void record(Console console, TestCase one) {
        LoadedTopology loaded = LoadedTopology.load(
                document.topology, document.given.byName(), document.given.trusted, System.getenv());
        try (ControlPlane plane = new ControlPlane(loaded, Scope.ALL, 10)) {
            console.progress("Observing " + loaded.topology().name() + " ...");
            RecordedFacts facts = plane.look();
            console.quiet();
            one.record(facts, ControlNode.current(loaded.file(), loaded.source().variables()));
        }
        one.expect(planned(one));
        console.print("recorded " + one.directory() + "\n");
    }
}
