package io.jbarman.compile;

import io.jbarman.facts.barman.RuntimeSocketsQuery;
import io.jbarman.facts.session.SessionsQuery;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.role.AbsentRoleResource;
import io.jbarman.resource.role.RoleOfRuntime;
import io.jbarman.resource.runtime.RuntimeResource;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.ArchivedServer.Link;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import io.jbarman.transport.Account;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which sessions of a server are those of a runtime that is stopped by the same run. Pure.
 *
 * @param back all that is put back
 */
record OwnSessions(Topology topology, Set<ResourceId> back) {
    /** What the runtime's sessions call themselves where the conninfo does not say. */
    private static final String CONTROL = "barman";

    OwnSessions {
        back = Set.copyOf(back);
    }

    /** A role that is to go does not have to wait for them. */
    Resource<?> forgiven(Resource<?> resource) {
        if (!(resource instanceof AbsentRoleResource role)) {
            return resource;
        }
        String server = role.queries().server();
        Set<String> names = new HashSet<>();
        Set<RuntimeSocketsQuery> runtimes = new HashSet<>();
        topology.barman().values().stream()
                .filter(barman -> back.contains(RuntimeResource.id(barman.name())))
                .forEach(barman -> archived(barman, server).ifPresent(archived -> {
                    names.addAll(names(archived));
                    runtimes.add(new RuntimeSocketsQuery(
                            barman.host(), Account.named(barman.user()), barman.effectiveRunDirectory()));
                }));
        return names.isEmpty() ? role : new RoleOfRuntime(role, new SessionsQuery(server), runtimes, names);
    }

    private static Optional<ArchivedServer> archived(BarmanHost barman, String server) {
        return Optional.ofNullable(barman.servers().get(server));
    }

    private static List<String> names(ArchivedServer archived) {
        return List.of(archived.streamingArchiverName(), control(archived.conninfo()));
    }

    private static String control(Link link) {
        return link instanceof Link.Managed managed
                ? managed.keywords().getOrDefault("application_name", CONTROL)
                : CONTROL;
    }
}
