package io.jbarman.topology;

import io.jbarman.diagnostics.Suggestion;
import io.jbarman.topology.HostPattern.Term;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Groups and the patterns that choose their hosts mean something that is there. */
final class GroupsResolve implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        topology.hosts().values().forEach(host -> joined(topology, host, findings));
        HostGroups groups = HostGroups.of(topology);
        for (HostGroup group : topology.groups().values()) {
            String path = "groups." + group.name();
            List<Term> terms = group.hosts().terms();
            for (int i = 0; i < terms.size(); i++) {
                term(topology, terms.get(i), path + ".hosts." + i, findings);
            }
            if (groups.circular().contains(group.name())) {
                findings.error(
                        "cycle",
                        path + ".hosts",
                        "group '" + group.name() + "' is in itself, or in others too deep or too often",
                        "take one of the group: terms out");
            } else if (groups.members().getOrDefault(group.name(), Set.of()).isEmpty()) {
                findings.warning(
                        "unused",
                        path,
                        "group '" + group.name() + "' has no hosts",
                        "give it some, as hosts: [pg*], or take it out");
            }
        }
    }

    private static void joined(Topology topology, Host host, Findings findings) {
        for (int i = 0; i < host.groups().size(); i++) {
            known(
                    "group",
                    host.groups().get(i),
                    topology.groups().keySet(),
                    "hosts." + host.name() + ".groups." + i,
                    findings);
        }
    }

    private static void term(Topology topology, Term term, String path, Findings findings) {
        Collection<String> names =
                term.group() ? topology.groups().keySet() : topology.hosts().keySet();
        if (term.isName()) {
            known(term.group() ? "group" : "host", term.glob(), names, path, findings);
        } else if (names.stream().noneMatch(term::matches)) {
            findings.warning(
                    "matches-nothing",
                    path,
                    "no " + (term.group() ? "group" : "host") + " matches '" + term.glob() + "'",
                    names.isEmpty() ? "take it out" : "there are " + Suggestion.among(names));
        }
    }

    private static void known(String noun, String name, Collection<String> names, String path, Findings findings) {
        if (names.contains(name)) {
            return;
        }
        String hint = Suggestion.hint(name, names, "known " + noun + "s");
        findings.error(
                "unknown-reference",
                path,
                "no " + noun + " '" + name + "' in this topology",
                hint.isEmpty() ? "declare it: " + noun + "s: { " + name + ": {} }" : hint);
    }
}
