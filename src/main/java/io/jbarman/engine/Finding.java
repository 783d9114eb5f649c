package io.jbarman.engine;

import io.jbarman.plan.Difference;
import io.jbarman.plan.ResourceId;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that is not as the topology says.
 *
 * @param remedy what to do beyond an apply, or empty
 * @param consequences what follows from it and goes away with it
 */
public record Finding(
        ResourceId id,
        DriftClass kind,
        List<Difference> differences,
        String reason,
        String remedy,
        List<Finding> consequences) {
    public Finding {
        differences = List.copyOf(differences);
        consequences = List.copyOf(consequences);
    }

    /** What could not be looked at because of it, at any depth. */
    public List<ResourceId> hidden() {
        return consequences.stream()
                .flatMap(one -> Stream.concat(
                        one.kind() == DriftClass.UNKNOWN ? Stream.of(one.id()) : Stream.empty(), one.hidden().stream()))
                .toList();
    }
}
