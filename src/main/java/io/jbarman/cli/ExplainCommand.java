package io.jbarman.cli;

import io.jbarman.explain.Explainer;
import io.jbarman.explain.Explanation;
import io.jbarman.explain.Task;
import io.jbarman.playbook.ParsedTopology;
import io.jbarman.report.Documents;
import io.jbarman.report.ExplanationText;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a name of a topology stands for: nothing that a topology compiles to is magic. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Say what a topology, or a name in it, stands for. Looks at no host and no secret.",
            "",
            "Of a host, group, server, standby or barmanhost: its variables, where each comes from and what gave way to it;"
                    + " its values, those that the document leaves out too; what it compiles to. Of an address such as"
                    + " pg/role/barman: what it waits for, and what waits for it."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:explained", "1:the topology has errors, or nothing of that name", "64:usage error"})
final class ExplainCommand implements Callable<Integer>, JsonCommand {
    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    TopologyOptions document = new TopologyOptions();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "A name in it, or an address; where left out, the topology as a whole.")
    @Nullable
    String name;

    @Mixin
    FormatOption format = new FormatOption();

    @Override
    public boolean json() {
        return format.json();
    }

    @Override
    public Integer call() {
        ParsedTopology parsed = document.read();
        Explainer explainer = new Explainer(parsed, document.graph(parsed));
        Console console = Consoles.of(spec);
        if (name != null && name.contains("/")) {
            show(console, explainer.task(name));
        } else {
            show(console, name == null ? List.of(explainer.document()) : explainer.of(name));
        }
        return ExitStatus.OK;
    }

    private void show(Console console, Task task) {
        console.print(
                json() ? Documents.task(document.topology.toString(), task) : ExplanationText.of(task, console.ink()));
    }

    private void show(Console console, List<Explanation> explanations) {
        console.print(
                json()
                        ? Documents.explanation(document.topology.toString(), explanations)
                        : ExplanationText.of(explanations, console.ink()));
    }
}
