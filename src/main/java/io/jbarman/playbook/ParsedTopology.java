package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.topology.SourceMap;
import io.jbarman.topology.Topology;
import java.util.List;
import java.util.Optional;

/**
 * What reading a document gave.
 *
 * @param topology empty if any problem is an error
 * @param sources where its values stand
 * @param problems in the order of the document
 */
public record ParsedTopology(Optional<Topology> topology, SourceMap sources, List<Diagnostic> problems) {
    public ParsedTopology {
        problems = List.copyOf(problems);
    }

    /**
     * The topology of a document without errors.
     *
     * @throws ProblemException with all problems, if it has errors
     */
    public Topology orThrow() {
        return topology.orElseThrow(() -> new ProblemException(problems));
    }
}
