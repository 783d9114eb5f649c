package io.jbarman.topology;

import io.jbarman.topology.FactValues.Worth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What hosts said of themselves, for values of tasks that use {@code host.facts}.
 *
 * @param asked whether anybody was asked
 */
public record HostFacts(Map<String, Map<String, Object>> byHost, boolean asked) {
    /** Nobody was asked: a document is read to be checked. */
    public static final HostFacts EXAMPLE = new HostFacts(Map.of(), false);

    public HostFacts {
        byHost = Map.copyOf(byHost);
    }

    /** What a host's values are worked out from. */
    public FactValues of(String host) {
        return Optional.ofNullable(byHost.get(host))
                .map(facts -> new FactValues(facts, Worth.SEEN))
                .orElseGet(() -> new FactValues(FactCondition.EXAMPLE, asked ? Worth.MISSING : Worth.EXAMPLE));
    }

    /** A host's own properties with its facts, under the name by which expressions know them. */
    public static Map<String, Object> in(Object host, Map<String, Object> facts) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (host instanceof Map<?, ?> known) {
            known.forEach((name, value) -> all.put(String.valueOf(name), value == null ? "" : value));
        }
        all.put("facts", facts);
        return all;
    }

    /** The hosts that have to be asked for a topology's values. */
    public static Set<String> neededBy(Topology topology) {
        return topology.plays().stream()
                .flatMap(play -> Stream.concat(
                        play.tasks().stream()
                                .filter(task -> task.from().isPresent())
                                .map(PlayTask::host),
                        play.handlers().stream()
                                .filter(handler -> handler.from().isPresent())
                                .map(Handler::host)))
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
}
