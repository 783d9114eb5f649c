package io.jbarman.cli;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.host.SystemFactsQuery;
import io.jbarman.topology.HostFacts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Asks hosts what they say of themselves, before what a topology's tasks are to make of it is known. */
final class SystemFacts {
    private SystemFacts() {}

    /** @param look what answers questions */
    static HostFacts of(Set<String> hosts, Function<Set<FactQuery<?>>, Facts> look) {
        Facts facts = look.apply(questions(hosts));
        Map<String, Map<String, Object>> byHost = new LinkedHashMap<>();
        hosts.forEach(host -> {
            if (facts.get(new SystemFactsQuery(host)) instanceof Fact.Known<Map<String, Object>> known) {
                byHost.put(host, known.value());
            }
        });
        return new HostFacts(byHost, true);
    }

    static Set<FactQuery<?>> questions(Set<String> hosts) {
        Set<FactQuery<?>> questions = new LinkedHashSet<>();
        hosts.forEach(host -> questions.add(new SystemFactsQuery(host)));
        return questions;
    }
}
