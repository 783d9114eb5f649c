package io.jbarman.resource.activation;

import java.util.List;
import java.util.stream.Collectors;

/** Tells of edits that are not ours and would come to life with ours. */
final class Foreign {
    private Foreign() {}

    static String text(List<Divergence> foreign) {
        return foreign.isEmpty()
                ? ""
                : " (waiting as well, not ours: "
                        + foreign.stream().map(Divergence::toString).collect(Collectors.joining(", ")) + ")";
    }
}
