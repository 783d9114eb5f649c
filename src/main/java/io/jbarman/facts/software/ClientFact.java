package io.jbarman.facts.software;

import io.jbarman.facts.software.SoftwareFact.Tool;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's client programs on a host.
 *
 * @param tool what installs packages there; empty where it is none that jbarman knows
 * @param installed major versions that are there, ascending
 * @param available major versions that the package manager is known to have, ascending; empty where it has not been
 *     told yet what there is
 */
public record ClientFact(Optional<Tool> tool, List<Integer> installed, List<Integer> available) {
    public ClientFact {
        installed = List.copyOf(installed);
        available = List.copyOf(available);
    }

    /** The newest that is there. */
    public Optional<Integer> newest() {
        return installed.isEmpty() ? Optional.empty() : Optional.of(installed.get(installed.size() - 1));
    }
}
