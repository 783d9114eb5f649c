package io.jbarman.resource.runtime;

import io.jbarman.facts.barman.RuntimeFact;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.resource.Undoing;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * That a runtime which was there before goes on without the files of a topology that is taken back. It is told once they
 * are gone, which is seen to by those.
 *
 * @param files paths of those that are to be loaded no more
 */
public record LeftRuntimeResource(RuntimeResource made, Set<String> files) implements Undoing<RuntimeFact> {
    public LeftRuntimeResource {
        files = Set.copyOf(files);
    }

    /** The same without the files that stay. */
    public LeftRuntimeResource of(Predicate<String> gone) {
        return new LeftRuntimeResource(made, files.stream().filter(gone).collect(Collectors.toSet()));
    }

    @Override
    public Decision decide(RuntimeFact observed) {
        List<String> loaded = observed.running().stream()
                .flatMap(running -> running.files().keySet().stream())
                .filter(files::contains)
                .sorted()
                .toList();
        return loaded.isEmpty()
                ? new Decision.InSync(id(), "it was there before, and stays")
                : new Decision.Change(
                        id(),
                        Action.UPDATE,
                        loaded.stream()
                                .map(path -> new Difference(path, "loaded", ""))
                                .toList(),
                        Effect.NONE,
                        "it was there before, and goes on without what this topology describes",
                        new RuntimeSteps(made).reload());
    }
}
