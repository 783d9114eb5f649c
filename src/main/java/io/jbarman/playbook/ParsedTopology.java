package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.topology.SourceMap;
import io.jbarman.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What reading a document gave.
 *
 * @param topology empty if any problem is an error
 * @param sources where its values stand
 * @param problems in the order of the document
 * @param details what is behind its values; empty if it is no YAML
 * @param files that were read beside the document, absolute
 */
public record ParsedTopology(
        Optional<Topology> topology,
        SourceMap sources,
        List<Diagnostic> problems,
        Optional<DocumentDetails> details,
        List<Path> files) {
    public ParsedTopology {
        problems = List.copyOf(problems);
        files = List.copyOf(files);
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
