package io.jbarman.topology;

import io.jbarman.diagnostics.Suggestion;
import java.util.HashMap;
import java.util.Map;

/** Standbys have a name, a place, a slot and a way in of their own. */
final class StandbysAreUsable implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        for (PostgresServer primary : topology.postgres().values()) {
            replication(topology, primary, findings);
            Map<String, String> slots = new HashMap<>();
            for (Standby standby : primary.standbys().values()) {
                String path = Paths.server(primary) + ".standbys." + standby.name();
                host(topology, standby, path, findings);
                name(topology, primary, standby, path, findings);
                place(primary, standby, path, findings);
                slot(slots, standby, path, findings);
            }
        }
    }

    private static void replication(Topology topology, PostgresServer primary, Findings findings) {
        if (primary.replication().isEmpty() && !primary.standbys().isEmpty()) {
            findings.error(
                    "missing-key",
                    Paths.server(primary) + ".standbys."
                            + primary.standbys().keySet().iterator().next(),
                    "standbys need a role to log in as",
                    "add replication: { role: replica, password: NAME_OF_A_SECRET } to '" + primary.name() + "'");
        }
        primary.replication()
                .flatMap(Replication::password)
                .filter(secret -> !topology.secrets().containsKey(secret))
                .ifPresent(secret -> findings.quietError(
                        "unknown-reference",
                        Paths.server(primary) + ".replication.password",
                        "'password' names none of the secrets",
                        Suggestion.hint(secret, topology.secrets().keySet(), "known secrets")));
    }

    private static void host(Topology topology, Standby standby, String path, Findings findings) {
        if (!standby.host().isEmpty() && !topology.hosts().containsKey(standby.host())) {
            findings.error(
                    "unknown-reference",
                    path + ".host",
                    "no host '" + standby.host() + "' in this topology",
                    Suggestion.hint(standby.host(), topology.hosts().keySet(), "known hosts"));
        }
    }

    private static void name(
            Topology topology, PostgresServer primary, Standby standby, String path, Findings findings) {
        boolean taken = topology.postgres().containsKey(standby.name())
                || topology.postgres().values().stream()
                        .anyMatch(other -> !other.name().equals(primary.name())
                                && other.standbys().containsKey(standby.name()));
        if (taken) {
            findings.error(
                    "contradiction",
                    path,
                    "'" + standby.name() + "' is the name of another server too",
                    "give each server and each standby a name of its own");
        }
    }

    private static void place(PostgresServer primary, Standby standby, String path, Findings findings) {
        boolean same = standby.host().equals(primary.host()) && standby.port().orElse(primary.port()) == primary.port();
        if (same) {
            findings.error(
                    "contradiction",
                    path,
                    "standby '" + standby.name() + "' has the host and port of its primary",
                    "name another host, or another port");
        }
    }

    private static void slot(Map<String, String> slots, Standby standby, String path, Findings findings) {
        String other = slots.putIfAbsent(standby.slot().value(), standby.name());
        if (other != null) {
            findings.error(
                    "contradiction",
                    path + ".slot",
                    "slot '" + standby.slot() + "' is the one of '" + other + "' already",
                    "a slot serves one standby: name another one");
        }
    }
}
