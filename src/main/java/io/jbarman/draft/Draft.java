package io.jbarman.draft;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.topology.Topology;
import java.util.List;

/**
 * A topology that describes what exists.
 *
 * @param remarks what of it the topology does not say, or says otherwise; none repeats a secret
 */
public record Draft(Topology topology, List<Diagnostic> remarks) {
    public Draft {
        remarks = List.copyOf(remarks);
    }
}
