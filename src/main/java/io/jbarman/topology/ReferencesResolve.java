package io.jbarman.topology;

import io.jbarman.diagnostics.Suggestion;
import io.jbarman.topology.ArchivedServer.Link;
import java.util.Collection;
import java.util.Optional;

/** Hosts, servers and secrets that are named are there. */
final class ReferencesResolve implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        for (PostgresServer server : topology.postgres().values()) {
            host(topology, server.host(), Paths.server(server) + ".host", findings);
            server.access()
                    .password()
                    .ifPresent(name -> secret(topology, name, Paths.server(server) + ".access.password", findings));
        }
        topology.barman().values().forEach(barman -> barman(topology, barman, findings));
    }

    private static void barman(Topology topology, BarmanHost barman, Findings findings) {
        host(topology, barman.host(), Paths.barman(barman) + ".host", findings);
        for (ArchivedServer server : barman.servers().values()) {
            String path = Paths.archived(barman, server);
            exists(
                    "PostgreSQL server",
                    "postgres",
                    server.name(),
                    topology.postgres().keySet(),
                    path,
                    findings);
            link(topology, Optional.of(server.conninfo()), path + ".conninfo.password", findings);
            link(topology, server.streamingConninfo(), path + ".streaming_conninfo.password", findings);
        }
    }

    private static void link(Topology topology, Optional<Link> link, String path, Findings findings) {
        link.filter(Link.Managed.class::isInstance)
                .flatMap(managed -> ((Link.Managed) managed).password())
                .ifPresent(name -> secret(topology, name, path, findings));
    }

    private static void host(Topology topology, String name, String path, Findings findings) {
        exists("host", "hosts", name, topology.hosts().keySet(), path, findings);
    }

    private static void exists(
            String noun, String block, String name, Collection<String> known, String path, Findings findings) {
        if (name.isEmpty() || known.contains(name)) {
            return;
        }
        String hint = Suggestion.hint(name, known, "known " + noun + "s");
        findings.error(
                "unknown-reference",
                path,
                "no " + noun + " '" + name + "' in this topology",
                hint.isEmpty() ? "add it under " + block : hint);
    }

    /** What stands there instead of a name may be the secret itself. */
    private static void secret(Topology topology, String name, String path, Findings findings) {
        Collection<String> known = topology.secrets().keySet();
        if (known.contains(name)) {
            return;
        }
        String hint = Suggestion.hint(name, known, "known secrets");
        findings.quietError(
                "unknown-reference",
                path,
                "'password' names none of the secrets",
                hint.isEmpty() ? "add it under secrets: { NAME: { env: VARIABLE } }" : hint);
    }
}
