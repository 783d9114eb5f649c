package io.jbarman.report;

import io.jbarman.facts.server.Identity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What hosts and servers of a topology say of themselves.
 *
 * @param hosts by name, as expressions know it: {@code host.facts}
 * @param servers by name
 * @param unseen those that did not answer
 */
public record SeenFacts(Map<String, Map<String, Object>> hosts, Map<String, Identity> servers, List<Unseen> unseen) {
    public SeenFacts {
        hosts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
        servers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(servers));
        unseen = List.copyOf(unseen);
    }

    /** One that did not answer, and why; the remedy may be empty. */
    public record Unseen(String name, String reason, String remedy) {}
}
