package io.jbarman.topology;

import io.jbarman.topology.ArchivedServer.Link;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A role that is named twice on one server is the same role both times. */
final class RolesAgree implements Rule {
    private record Named(Link.Managed role, String path) {}

    @Override
    public void check(Topology topology, Findings findings) {
        Map<String, Named> roles = new HashMap<>();
        for (BarmanHost barman : topology.barman().values()) {
            for (ArchivedServer server : barman.servers().values()) {
                String path = Paths.archived(barman, server);
                check(roles, server, Optional.of(server.conninfo()), path + ".conninfo", findings);
                check(roles, server, server.streamingConninfo(), path + ".streaming_conninfo", findings);
            }
        }
    }

    private static void check(
            Map<String, Named> roles, ArchivedServer server, Optional<Link> link, String path, Findings findings) {
        if (link.isEmpty()
                || !(link.get() instanceof Link.Managed managed)
                || managed.role().isEmpty()) {
            return;
        }
        Named first = roles.putIfAbsent(server.name() + " " + managed.role(), new Named(managed, path));
        if (first != null && !first.role().password().equals(managed.password())) {
            findings.error(
                    "contradiction",
                    path + ".password",
                    "role '" + managed.role() + "' of '" + server.name() + "' has another password at "
                            + findings.place(first.path()),
                    "one role has one password: name the same secret, or another role");
        }
    }
}
