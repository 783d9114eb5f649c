package io.jbarman.schema;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.Suggestion;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which server a task is about: it is done where that runs, and nowhere else. Confined to one thread. */
final class TaskServers {
    private final Map<String, String> hosts = new LinkedHashMap<>();
    private final Map<String, List<String>> servers = new HashMap<>();
    private final Map<Origin, Diagnostic> elsewhere = new LinkedHashMap<>();
    private final Set<Origin> reached = new HashSet<>();

    TaskServers(Mapping tree) {
        SourceTrees.at(tree, List.of("postgres"))
                .map(Mapping::entries)
                .orElse(List.of())
                .forEach(server -> host(server).ifPresent(host -> runsOn(server.key(), host)));
    }

    private void runsOn(String server, String host) {
        if (!host.equals(hosts.put(server, host))) {
            servers.computeIfAbsent(host, any -> new ArrayList<>()).add(server);
        }
    }

    private static Optional<String> host(Entry server) {
        return server.value() instanceof Mapping mapping
                ? SourceTrees.entry(mapping, "host")
                        .map(Entry::value)
                        .filter(Scalar.class::isInstance)
                        .map(host -> ((Scalar) host).text())
                : Optional.empty();
    }

    /** The server; empty if it is none of this host's, which is a problem only where that is so of every host. */
    Optional<String> of(PlayedTask task, Optional<Entry> named, Diagnostics problems) {
        return named.isPresent() ? named(task, (Scalar) named.get().value(), problems) : onlyOne(task, problems);
    }

    private Optional<String> named(PlayedTask task, Scalar server, Diagnostics problems) {
        String host = hosts.get(server.text());
        if (host == null) {
            problems.add(Diagnostic.error(
                    "unknown-reference",
                    server.origin(),
                    "no server '" + server.text() + "' in this topology",
                    hosts.isEmpty()
                            ? "declare it under postgres"
                            : Suggestion.hint(server.text(), hosts.keySet(), "known servers")));
            return Optional.empty();
        }
        if (host.equals(task.host())) {
            reached.add(server.origin());
            return Optional.of(server.text());
        }
        elsewhere.put(
                server.origin(),
                Diagnostic.error(
                        "contradiction",
                        server.origin(),
                        "server '" + server.text() + "' is on host '" + host + "', which the play is not for",
                        "let the play's hosts have " + host + " among them"));
        return Optional.empty();
    }

    private Optional<String> onlyOne(PlayedTask task, Diagnostics problems) {
        List<String> here = servers.getOrDefault(task.host(), List.of());
        if (here.size() == 1) {
            return Optional.of(here.get(0));
        }
        problems.add(Diagnostic.error(
                "missing-key",
                task.module().keyOrigin(),
                here.isEmpty()
                        ? "host '" + task.host() + "' has no server of postgres"
                        : "host '" + task.host() + "' has several servers: " + String.join(", ", here),
                "say which one is meant: server: NAME"));
        return Optional.empty();
    }

    /** Servers that no host of their play runs. */
    List<Diagnostic> unreached() {
        return elsewhere.entrySet().stream()
                .filter(entry -> !reached.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
