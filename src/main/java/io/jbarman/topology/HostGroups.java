package io.jbarman.topology;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.ProblemException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

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

    /** Names that are looked at: thousands of hosts in a thousand groups. */
    private static final long MOST_COMPARED = 10_000_000;

    /** Hosts in groups, each counted in each. */
    private static final long MOST_MEMBERS = 1_000_000;

    /**
     * The members of all groups; a group that is not declared has none.
     *
     * @param patterns of each declared group
     * @param joined the groups that each host names itself
     * @param place where the groups are declared
     * @throws ProblemException if there are more hosts and groups than can be worked out
     */
    public static HostGroups of(Map<String, HostPattern> patterns, Map<String, List<String>> joined, Origin place) {
        Map<String, Set<String>> joining = new LinkedHashMap<>();
        joined.forEach((host, groups) -> groups.forEach(group ->
                joining.computeIfAbsent(group, any -> new LinkedHashSet<>()).add(host)));
        Search search = new Search(
                patterns,
                joined.keySet(),
                joining,
                new LinkedHashMap<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new AtomicInteger(),
                new AtomicLong(),
                new AtomicLong(),
                place);
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
        return of(patterns, joined, Origin.ofFile(topology.name()));
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
            Set<String> hosts,
            Map<String, Set<String>> joining,
            Map<String, Set<String>> found,
            Set<String> above,
            Set<String> circular,
            AtomicInteger count,
            AtomicLong compared,
            AtomicLong placed,
            Origin place) {

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
            spend(compared, pattern.comparisons(hosts.size(), patterns.size()), MOST_COMPARED);
            Map<String, Set<String>> inner = new LinkedHashMap<>();
            Set<String> named = named(pattern, patterns.keySet());
            if (count.addAndGet(named.size()) > MOST_NAMED) {
                circular.add(group);
                return Set.of();
            }
            named.forEach(name -> inner.put(name, members(name)));
            spend(compared, pattern.gathered(inner), MOST_COMPARED);
            Set<String> chosen = pattern.select(hosts, inner);
            Set<String> joiners = joining.getOrDefault(group, Set.of());
            Set<String> all = new LinkedHashSet<>(hosts);
            all.removeIf(host -> !chosen.contains(host) && !joiners.contains(host));
            spend(placed, all.size(), MOST_MEMBERS);
            return all;
        }

        private void spend(AtomicLong so, long more, long most) {
            if (so.addAndGet(more) > most) {
                throw new ProblemException(Diagnostic.error(
                        "too-large",
                        place,
                        "there are more hosts and groups than can be told apart",
                        "declare fewer groups, with fewer terms in them, or split the document"));
            }
        }

        private static Set<String> named(HostPattern pattern, Collection<String> groups) {
            Set<String> named = new LinkedHashSet<>();
            for (HostPattern.Term term : pattern.terms()) {
                if (term.group() && term.isName()) {
                    Stream.of(term.glob()).filter(groups::contains).forEach(named::add);
                } else if (term.group()) {
                    groups.stream().filter(term::matches).forEach(named::add);
                }
            }
            return named;
        }
    }
}
