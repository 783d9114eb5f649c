package io.jbarman.cli;

import io.jbarman.compile.Compiler;
import io.jbarman.compile.ControlNode;
import io.jbarman.playbook.ParsedTopology;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.secret.Secrets;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The document of a command that looks at no host and no secret. */
final class TopologyOptions {
    @Parameters(index = "0", paramLabel = "TOPOLOGY", description = "The topology file.")
    Path topology = Path.of("");

    @Mixin
    VariableOptions given = new VariableOptions();

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    boolean debug;

    /** What reading it gave. */
    ParsedTopology read() {
        return given.read(topology);
    }

    /**
     * What it compiles to on this machine.
     *
     * @throws io.jbarman.diagnostics.ProblemException if it has errors
     */
    ResourceGraph graph(ParsedTopology parsed) {
        return Compiler.compile(parsed.orThrow(), Secrets.NONE, ControlNode.current(topology, given.byName()));
    }
}
