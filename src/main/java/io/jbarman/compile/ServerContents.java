package io.jbarman.compile;

import io.jbarman.facts.database.DatabasesQuery;
import io.jbarman.facts.database.ExtensionsQuery;
import io.jbarman.facts.grant.GrantTarget;
import io.jbarman.facts.grant.ObjectGrantsQuery;
import io.jbarman.facts.slot.SlotsQuery;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.activation.RestartResource;
import io.jbarman.resource.database.AbsentDatabaseResource;
import io.jbarman.resource.database.DatabaseResource;
import io.jbarman.resource.database.ExtensionResource;
import io.jbarman.resource.grant.BehindExtensions;
import io.jbarman.resource.grant.DeclaredGrantResource;
import io.jbarman.resource.grant.ToCome;
import io.jbarman.resource.server.ServerResource;
import io.jbarman.resource.slot.AbsentSlotResource;
import io.jbarman.resource.slot.SlotResource;
import io.jbarman.topology.Contents;
import io.jbarman.topology.DatabaseDemand;
import io.jbarman.topology.ExtensionDemand;
import io.jbarman.topology.GrantDemand;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.RoleDemand;
import io.jbarman.topology.SlotDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a document declares to be in a server, but for the roles; one question about each kind and database. */
record ServerContents(PostgresServer server, ServerRoles roles) {

    List<Resource<?>> resources() {
        List<Resource<?>> resources = new ArrayList<>();
        contents().databases().values().forEach(one -> resources.add(database(one)));
        contents()
                .extensions()
                .values()
                .forEach(one -> databases(one).forEach(database -> resources.add(extension(one, database))));
        contents().grants().values().forEach(one -> resources.add(grant(one)));
        contents().slots().values().forEach(one -> resources.add(slot(one)));
        return resources;
    }

    private Contents contents() {
        return server.contents();
    }

    private Resource<?> database(DatabaseDemand wanted) {
        DatabasesQuery query = new DatabasesQuery(
                server.name(), List.copyOf(contents().databases().keySet()));
        return wanted.absent()
                ? new AbsentDatabaseResource(query, wanted.name(), false)
                : new DatabaseResource(query, wanted);
    }

    private List<String> databases(ExtensionDemand wanted) {
        return wanted.databases().isEmpty() ? List.of(control()) : wanted.databases();
    }

    private ExtensionResource extension(ExtensionDemand wanted, String database) {
        List<String> there = contents().extensions().values().stream()
                .filter(one -> databases(one).contains(database))
                .map(ExtensionDemand::name)
                .toList();
        return new ExtensionResource(
                new ExtensionsQuery(server.name(), session(database), there), wanted, database, false);
    }

    private Resource<?> grant(GrantDemand wanted) {
        String database = wanted.database().orElse(control());
        List<GrantTarget> there = contents().grants().values().stream()
                .filter(one -> one.database().orElse(control()).equals(database))
                .flatMap(one -> DeclaredGrantResource.targets(one).stream())
                .distinct()
                .toList();
        return BehindExtensions.of(
                new DeclaredGrantResource(
                        new ObjectGrantsQuery(server.name(), session(database), there), wanted, toCome()),
                extensions(database));
    }

    private List<ExtensionResource> extensions(String database) {
        return contents().extensions().values().stream()
                .filter(one -> databases(one).contains(database))
                .map(one -> extension(one, database))
                .toList();
    }

    private ToCome toCome() {
        return new ToCome(
                contents().databases().values().stream()
                        .filter(one -> !one.absent())
                        .map(DatabaseDemand::name)
                        .collect(Collectors.toUnmodifiableSet()),
                roles.demands().stream()
                        .filter(one -> one.removal().isEmpty())
                        .map(RoleDemand::name)
                        .collect(Collectors.toUnmodifiableSet()),
                roles.query());
    }

    private Resource<?> slot(SlotDemand wanted) {
        SlotsQuery query = new SlotsQuery(server.name());
        Set<ResourceId> after = Set.of(ServerResource.id(server.name()), RestartResource.id(server.name()));
        return wanted.absent()
                ? new AbsentSlotResource(query, wanted.name(), false)
                : new SlotResource(query, wanted.name(), after);
    }

    private String control() {
        return server.access().dbname();
    }

    /** The control session is the one of its own database: nobody asks it twice at the same time. */
    private Optional<String> session(String database) {
        return Stream.of(database).filter(one -> !one.equals(control())).findFirst();
    }
}
