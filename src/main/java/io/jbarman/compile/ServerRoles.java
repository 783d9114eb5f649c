package io.jbarman.compile;

import io.jbarman.facts.grant.GrantsQuery;
import io.jbarman.facts.role.RolesQuery;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.pg.RoleAttribute;
import io.jbarman.resource.Resource;
import io.jbarman.resource.grant.GrantResource;
import io.jbarman.resource.role.AbsentRoleResource;
import io.jbarman.resource.role.RoleQueries;
import io.jbarman.resource.role.RoleResource;
import io.jbarman.resource.role.RoleSettingsResource;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.ArchivedServer.Link;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.RoleDemand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The roles that a document declares, those by which barmanhosts log in, and what the latter are granted. */
record ServerRoles(PostgresServer server, List<Archiver> archivers) {

    /** The roles that somebody logs in as to archive or to follow, and what they are granted. */
    List<Resource<?>> resources(Secrets secrets) {
        List<Resource<?>> resources = new ArrayList<>();
        demands().stream()
                .filter(demand -> implied().containsKey(demand.name()))
                .forEach(demand -> resources.addAll(resources(demand, secrets)));
        resources.addAll(grants());
        return resources;
    }

    /** Those that are only declared. */
    List<Resource<?>> others(Secrets secrets) {
        List<Resource<?>> resources = new ArrayList<>();
        demands().stream()
                .filter(demand -> !implied().containsKey(demand.name()))
                .forEach(demand -> resources.addAll(resources(demand, secrets)));
        return resources;
    }

    private List<Resource<?>> resources(RoleDemand demand, Secrets secrets) {
        RoleQueries queries = queries();
        if (demand.removal().isPresent()) {
            return List.of(AbsentRoleResource.of(queries, demand));
        }
        List<Resource<?>> resources = new ArrayList<>();
        resources.add(new RoleResource(
                queries,
                demand.having(demand.settingsIn(Optional.empty())),
                demand.password().flatMap(secrets::find)));
        demand.databasesWithSettings()
                .forEach(database -> resources.add(new RoleSettingsResource(
                        queries, RoleDemand.only(demand.name(), demand.settingsIn(Optional.of(database))), database)));
        return resources;
    }

    private RoleQueries queries() {
        return new RoleQueries(
                server.name(), demands().stream().map(RoleDemand::name).toList());
    }

    /** The question about all of them at once. */
    RolesQuery query() {
        return queries().roles();
    }

    /** One demand for each role: those that are implied, then the others, in the document's order. */
    List<RoleDemand> demands() {
        Map<String, RoleDemand> byName = implied();
        server.contents().roles().values().forEach(demand -> byName.merge(demand.name(), demand, RoleDemand::and));
        return List.copyOf(byName.values());
    }

    private Map<String, RoleDemand> implied() {
        Map<String, RoleDemand> byName = new LinkedHashMap<>();
        for (Archiver archiver : archivers) {
            demands(archiver.archived()).forEach(demand -> byName.merge(demand.name(), demand, RoleDemand::and));
        }
        server.replication()
                .filter(any -> !server.standbys().isEmpty())
                .map(replication -> RoleDemand.login(replication.role(), false, true, replication.password()))
                .ifPresent(demand -> byName.merge(demand.name(), demand, RoleDemand::and));
        return byName;
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
        return RoleDemand.login(link.role(), link.superuser(), replication, link.password());
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
        return demands().stream()
                .anyMatch(demand -> demand.name().equals(role) && demand.wants(RoleAttribute.SUPERUSER));
    }

    private GrantResource grant(Link.Managed link) {
        String database = link.keywords().getOrDefault("dbname", "postgres");
        boolean control = database.equals(server.access().dbname());
        GrantsQuery query = new GrantsQuery(server.name(), control ? Optional.empty() : Optional.of(database));
        return new GrantResource(new IdentityQuery(server.name()), query, link.role(), database);
    }
}
