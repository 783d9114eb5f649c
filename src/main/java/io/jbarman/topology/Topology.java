package io.jbarman.topology;

import io.jbarman.secret.SecretReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole document, whichever spelling it came in. Maps keep the document's order; every reference in it resolves
 * (checked before this record is built into anything else).
 *
 * @param vars its own variables by name, as they are written; a list or mapping as JSON
 * @param secrets by the names that roles refer to
 * @param hosts by name
 * @param groups of hosts, by name
 * @param postgres servers, by the name that Barman knows them by
 * @param barman backup hosts, by name
 * @param plays who declared what, of the part that tasks of plays declare
 */
public record Topology(
        String name,
        Map<String, String> vars,
        Map<String, SecretReference> secrets,
        Map<String, Host> hosts,
        Map<String, HostGroup> groups,
        Map<String, PostgresServer> postgres,
        Map<String, BarmanHost> barman,
        DriftPolicy drift,
        List<Play> plays) {

    public Topology {
        plays = List.copyOf(plays);
    }

    /** Without groups and plays. */
    public Topology(
            String name,
            Map<String, String> vars,
            Map<String, SecretReference> secrets,
            Map<String, Host> hosts,
            Map<String, PostgresServer> postgres,
            Map<String, BarmanHost> barman,
            DriftPolicy drift) {
        this(name, vars, secrets, hosts, Map.of(), postgres, barman, drift, List.of());
    }

    /** Every server by name: the declared ones, each followed by its standbys. */
    public Map<String, PostgresServer> servers() {
        Map<String, PostgresServer> servers = new LinkedHashMap<>();
        postgres.values().forEach(primary -> {
            servers.put(primary.name(), primary);
            primary.standbys().values().forEach(one -> servers.put(one.name(), one.asServer(primary)));
        });
        return servers;
    }
}
