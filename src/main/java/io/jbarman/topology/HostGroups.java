package io.jbarman.topology;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which hosts are in which group.
 *
 * @param members by group, in the document's order
 * @param circular groups that are in themselves, or in others too deep or too often; they get nothing from that
 */
public record HostGroups(Map<String, Set<String>> members, Set<String> circular) {
    private static final int DEEPEST = 50;

    /** Groups in groups, each counted as often as it is named: beyond any topology, and soon worked out. */
    private static final int MOST_NAMED = 20_000;

    /**
     * The members of all groups; a group that is not declared has none.
     *
     * @param patterns of each declared group
     * @param joined the groups that each host names itself
     */
    public static HostGroups of(Map<String, HostPattern> patterns, Map<String, List<String>> joined) {
        Search search = new Search(
                patterns,
                joined,
                new LinkedHashMap<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new AtomicInteger());
        Map<String, Set<String>> members = new LinkedHashMap<>();
        patterns.keySet().forEach(group -> members.put(group, search.members(group)));
        return new HostGroups(members, search.circular);
    }

    /** The groups of a topology. */
    public static HostGroups of(Topology topology) {
        Map<String, HostPattern> patterns = new LinkedHashMap<>();
        topology.groups().forEach((name, group) -> patterns.put(name, group.hosts()));
        Map<String, List<String>> joined = new LinkedHashMap<>();
        topology.hosts().forEach((name, host) -> joined.put(name, host.groups()));
        return of(patterns, joined);
    }

    /** The groups of a host, in the document's order. */
    public List<String> of(String host) {
        return members.entrySet().stream()
                .filter(entry -> entry.getValue().contains(host))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Each group once, however many name it. */
    private record Search(
            Map<String, HostPattern> patterns,
            Map<String, List<String>> joined,
            Map<String, Set<String>> found,
            Set<String> above,
            Set<String> circular,
            AtomicInteger count) {

        Set<String> members(String group) {
            Set<String> known = found.get(group);
            if (known != null) {
                return known;
            }
            HostPattern pattern = patterns.get(group);
            if (pattern == null) {
                return Set.of();
            }
            if (above.size() >= DEEPEST || !above.add(group)) {
                circular.add(group);
                return Set.of();
            }
            Set<String> members = members(group, pattern);
            above.remove(group);
            found.put(group, members);
            return members;
        }

        private Set<String> members(String group, HostPattern pattern) {
            Map<String, Set<String>> inner = new LinkedHashMap<>();
            Set<String> named = named(pattern, patterns.keySet());
            if (count.addAndGet(named.size()) > MOST_NAMED) {
                circular.add(group);
                return Set.of();
            }
            named.forEach(name -> inner.put(name, members(name)));
            Set<String> chosen = pattern.select(joined.keySet(), inner);
            Set<String> all = new LinkedHashSet<>(joined.keySet());
            all.removeIf(host -> !chosen.contains(host)
                    && !joined.getOrDefault(host, List.of()).contains(group));
            return all;
        }

        private static Set<String> named(HostPattern pattern, Collection<String> groups) {
            Set<String> named = new LinkedHashSet<>();
            for (HostPattern.Term term : pattern.terms()) {
                groups.stream()
                        .filter(name -> term.group() && term.matches(name))
                        .forEach(named::add);
            }
            return named;
        }
    }
}
