package io.jbarman.facts.software;

import java.util.List;

/**
 * What a host has of jbarman, whichever releases.
 *
 * @param present whether any is there
 * @param callers absolute paths of what starts one of them, beside the runtime's own unit
 * @param runtimes what runs from one of them, or would with the next start: processes, and that unit
 */
public record ReleasesFact(boolean present, List<String> callers, List<String> runtimes) {
    public ReleasesFact {
        callers = List.copyOf(callers);
        runtimes = List.copyOf(runtimes);
    }
}
