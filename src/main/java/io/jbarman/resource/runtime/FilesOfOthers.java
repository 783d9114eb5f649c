package io.jbarman.resource.runtime;

import io.jbarman.facts.barman.RuntimeFact;
import io.jbarman.facts.barman.RuntimeFact.Running;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Configuration files by which a runtime works for what a topology does not describe.
 *
 * @param config the main configuration file, which is everybody's
 * @param ours those that this topology renders
 */
record FilesOfOthers(String config, Set<String> ours) {
    /** What Barman writes by itself is of servers that other files describe. */
    private static final Set<String> AUTOMATIC = Set.of(".barman.auto.conf", ".active-model.auto");

    /** Those that it has loaded. */
    List<String> in(Running running) {
        return in(running.files().keySet().stream());
    }

    /** Those that are loaded or would be, where one that does not run is started. */
    List<String> in(RuntimeFact observed) {
        return in(Stream.concat(
                observed.files().stream(),
                observed.running().stream().flatMap(running -> running.files().keySet().stream())));
    }

    private List<String> in(Stream<String> paths) {
        return paths.filter(path -> !path.equals(config) && !ours.contains(path))
                .filter(path -> !AUTOMATIC.contains(path.substring(path.lastIndexOf('/') + 1)))
                .distinct()
                .sorted()
                .toList();
    }
}
