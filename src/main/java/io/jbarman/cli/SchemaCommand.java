package io.jbarman.cli;

import io.jbarman.json.Json;
import io.jbarman.playbook.EditorSchema;
import io.jbarman.report.ReportSchema;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the description of the document for editors. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Print the JSON Schema (2020-12) of topology documents, or of reports.",
        footer = {
            "",
            "With 'jbarman schema > topology.schema.json' and, in the topology, the line",
            "  # yaml-language-server: $$schema=topology.schema.json",
            "an editor completes and checks its keys."
        })
final class SchemaCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--report", description = "Of what commands print with --format json.")
    boolean report;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (report) {
            out.print(ReportSchema.text());
        } else {
            out.println(Json.pretty(EditorSchema.json()));
        }
        out.flush();
        return ExitStatus.OK;
    }
}
