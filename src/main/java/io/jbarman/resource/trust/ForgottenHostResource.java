package io.jbarman.resource.trust;

import io.jbarman.plan.Decision;
import io.jbarman.resource.Undoing;
import java.util.List;

/**
 * That the lines by which jbarman made a host known are gone.
 *
 * @param types of the keys that were not known before
 */
public record ForgottenHostResource(KnownHostResource made, List<String> types)
        implements Undoing<KnownHostResource.State> {
    public ForgottenHostResource {
        types = List.copyOf(types);
    }

    @Override
    public Decision decide(KnownHostResource.State observed) {
        List<String> ours = observed.file()
                .text()
                .orElse("")
                .lines()
                .filter(line -> types.stream().anyMatch(type -> made.isLine(line, type)))
                .distinct()
                .toList();
        return new TakenLines(made.at(), observed.file(), ours).outOf(id(), "lines");
    }
}
