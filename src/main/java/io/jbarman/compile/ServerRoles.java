package io.jbarman.compile;

import io.jbarman.facts.grant.GrantsQuery;
import io.jbarman.facts.role.RolePasswordsQuery;
import io.jbarman.facts.role.RolesQuery;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.resource.Resource;
import io.jbarman.resource.grant.GrantResource;
import io.jbarman.resource.role.RoleDemand;
import io.jbarman.resource.role.RoleResource;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.ArchivedServer.Link;
import io.jbarman.topology.PostgresServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The roles by which barmanhosts log in to a server, and what they are granted. */
record ServerRoles(PostgresServer server, List<Archiver> archivers) {

    List<Resource<?>> resources(Secrets secrets) {
        List<Resource<?>> resources = new ArrayList<>();
        RolePasswordsQuery passwords = new RolePasswordsQuery(server.name(), names());
        demands()
                .forEach(demand -> resources.add(new RoleResource(
                        query(), passwords, demand, demand.secret().flatMap(secrets::find))));
        resources.addAll(grants());
        return resources;
    }

    /** The question about all of them at once. */
    RolesQuery query() {
        return new RolesQuery(server.name(), names());
    }

    private List<String> names() {
        return demands().stream().map(RoleDemand::name).toList();
    }

    /** One demand for each role, in the document's order. */
    List<RoleDemand> demands() {
        Map<String, RoleDemand> byName = new LinkedHashMap<>();
        for (Archiver archiver : archivers) {
            demands(archiver.archived()).forEach(demand -> byName.merge(demand.name(), demand, RoleDemand::and));
        }
        server.replication()
                .filter(any -> !server.standbys().isEmpty())
                .map(replication -> new RoleDemand(replication.role(), false, true, replication.password()))
                .ifPresent(demand -> byName.merge(demand.name(), demand, RoleDemand::and));
        return List.copyOf(byName.values());
    }

    private static List<RoleDemand> demands(ArchivedServer archived) {
        boolean streams =
                archived.streamingArchiver() && archived.streamingConninfo().isEmpty();
        List<RoleDemand> demands = new ArrayList<>();
        managed(archived.conninfo()).ifPresent(link -> demands.add(demand(link, streams)));
        archived.streamingConninfo().flatMap(ServerRoles::managed).ifPresent(link -> demands.add(demand(link, true)));
        return demands;
    }

    private static RoleDemand demand(Link.Managed link, boolean replication) {
        return new RoleDemand(link.role(), link.superuser(), replication, link.password());
    }

    static Optional<Link.Managed> managed(Link link) {
        return link instanceof Link.Managed managed ? Optional.of(managed) : Optional.empty();
    }

    /** Superusers need none; of two barmanhosts with one role, the first one's database counts. */
    private List<GrantResource> grants() {
        Map<String, GrantResource> byRole = new LinkedHashMap<>();
        for (Archiver archiver : archivers) {
            managed(archiver.archived().conninfo())
                    .filter(link -> !superuser(link.role()))
                    .ifPresent(link -> byRole.putIfAbsent(link.role(), grant(link)));
        }
        return List.copyOf(byRole.values());
    }

    private boolean superuser(String role) {
        return demands().stream().anyMatch(demand -> demand.name().equals(role) && demand.superuser());
    }

    private GrantResource grant(Link.Managed link) {
        String database = link.keywords().getOrDefault("dbname", "postgres");
        boolean control = database.equals(server.access().dbname());
        GrantsQuery query = new GrantsQuery(server.name(), control ? Optional.empty() : Optional.of(database));
        return new GrantResource(new IdentityQuery(server.name()), query, link.role(), database);
    }
}
