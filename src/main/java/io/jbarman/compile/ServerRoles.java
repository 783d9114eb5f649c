package io.jbarman.compile;

import io.jbarman.facts.role.RolePasswordsQuery;
import io.jbarman.facts.role.RolesQuery;
import io.jbarman.resource.Resource;
import io.jbarman.resource.role.RoleDemand;
import io.jbarman.resource.role.RoleResource;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.ArchivedServer.Link;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The roles by which a barmanhost logs in to a server. */
final class ServerRoles {
    private ServerRoles() {}

    static List<? extends Resource<?>> of(ArchivedServer server, Secrets secrets) {
        List<RoleDemand> demands = demands(server);
        List<String> names = demands.stream().map(RoleDemand::name).toList();
        RolesQuery roles = new RolesQuery(server.name(), names);
        RolePasswordsQuery passwords = new RolePasswordsQuery(server.name(), names);
        return demands.stream()
                .map(demand -> new RoleResource(
                        roles, passwords, demand, demand.secret().flatMap(secrets::find)))
                .toList();
    }

    /** One demand for each role, in the order of their names in the document. */
    static List<RoleDemand> demands(ArchivedServer server) {
        Map<String, RoleDemand> byName = new LinkedHashMap<>();
        boolean streams =
                server.streamingArchiver() && server.streamingConninfo().isEmpty();
        managed(server.conninfo()).ifPresent(link -> merge(byName, demand(link, streams)));
        server.streamingConninfo().flatMap(ServerRoles::managed).ifPresent(link -> merge(byName, demand(link, true)));
        return List.copyOf(byName.values());
    }

    private static void merge(Map<String, RoleDemand> byName, RoleDemand demand) {
        byName.merge(demand.name(), demand, RoleDemand::and);
    }

    private static RoleDemand demand(Link.Managed link, boolean replication) {
        return new RoleDemand(link.role(), link.superuser(), replication, link.password());
    }

    static Optional<Link.Managed> managed(Link link) {
        return link instanceof Link.Managed managed ? Optional.of(managed) : Optional.empty();
    }
}
