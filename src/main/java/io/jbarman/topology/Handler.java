package io.jbarman.topology;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is done once on a host, after the tasks of its play, if one of those that notify it changed something.
 *
 * @param notifiedBy what those tasks declare
 * @param hidden whether no value of it is to be shown
 * @param from what of its host its values were worked out from, where they were
 */
public record Handler(
        String name, String host, Work work, Set<Thing> notifiedBy, boolean hidden, Optional<FactValues> from) {
    public Handler {
        notifiedBy = Set.copyOf(notifiedBy);
    }

    /** What it does. */
    public sealed interface Work {}

    /**
     * Runs a program.
     *
     * @param account as which; left out, the one that logs in
     */
    public record Run(List<String> argv, Optional<String> directory, Optional<String> account) implements Work {
        public Run {
            argv = List.copyOf(argv);
        }
    }

    /** Lets a service of systemd read its files again, by a restart or a reload. */
    public record Refresh(String service, boolean reload) implements Work {}
}
