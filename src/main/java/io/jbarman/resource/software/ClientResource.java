package io.jbarman.resource.software;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.server.Identity;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.facts.software.ClientFact;
import io.jbarman.facts.software.ClientQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.server.ServerResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * That a barmanhost has PostgreSQL's client programs, of the newest of its servers' versions or later, where the
 * distribution has one. One that is older and cannot be helped is no failure: {@code check} tells of it.
 *
 * @param owner the barmanhost's name in addresses
 * @param servers by name, who says which version it is
 */
public record ClientResource(String owner, ClientQuery client, Map<String, IdentityQuery> servers)
        implements Resource<ClientState> {
    public ClientResource {
        servers = Map.copyOf(servers);
    }

    @Override
    public ResourceId id() {
        return PackageResource.id(owner, PackageRecipe.CLIENT);
    }

    @Override
    public String demand() {
        return "is there";
    }

    @Override
    public Set<ResourceId> after() {
        return servers.keySet().stream().map(ServerResource::id).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<ClientResource> without(Set<ResourceId> missing) {
        Map<String, IdentityQuery> others = new LinkedHashMap<>(servers);
        others.keySet().removeIf(server -> missing.contains(ServerResource.id(server)));
        return missing.isEmpty() || !others.isEmpty()
                ? Optional.of(new ClientResource(owner, client, others))
                : Optional.empty();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        Set<FactQuery<?>> needs = new java.util.HashSet<>(servers.values());
        needs.add(client);
        return needs;
    }

    @Override
    public Observation<ClientState> observe(Facts facts) {
        return Observation.of(facts.get(client))
                .then(fact -> newest(facts, fact).map(major -> new ClientState(fact, major)));
    }

    /** Where a client is there, a server that cannot be asked is nothing to wait for. */
    private Observation<Integer> newest(Facts facts, ClientFact fact) {
        Observation<Integer> newest = new Observation.Seen<>(0);
        for (IdentityQuery server : servers.values()) {
            Observation<Identity> seen = Observation.of(facts.get(server));
            if (seen instanceof Observation.Seen || fact.newest().isEmpty()) {
                newest = newest.then(major -> seen.map(identity -> Math.max(major, major(identity))));
            }
        }
        return newest;
    }

    private static int major(Identity identity) {
        return identity.version().major();
    }

    @Override
    public Decision decide(ClientState observed) {
        ClientFact fact = observed.client();
        if (fact.newest().isEmpty()) {
            return fact.tool()
                    .<Decision>map(tool -> install(observed, "there is no PostgreSQL client on " + client.host()))
                    .orElseGet(this::noTool);
        }
        int has = fact.newest().get();
        if (has >= observed.server()) {
            return new Decision.InSync(id(), "PostgreSQL client " + has);
        }
        String older = "PostgreSQL client " + has + " is older than server " + observed.server();
        return fact.available().stream().anyMatch(one -> one >= observed.server())
                ? install(observed, older)
                : new Decision.InSync(id(), older + "; no later one is to be had on " + client.host());
    }

    private Decision install(ClientState observed, String reason) {
        return new Decision.Change(
                id(),
                Action.CREATE,
                List.of(new Difference(
                        "client",
                        observed.client().newest().map(String::valueOf).orElse(""),
                        observed.server() + " or later")),
                Effect.NONE,
                reason,
                PackageRecipe.client(observed.server())
                        .steps(client.host(), observed.client().tool().orElseThrow()));
    }

    private Decision noTool() {
        return new Decision.Conflict(
                id(),
                "there is no PostgreSQL client on " + client.host() + ", and neither apt-get nor dnf to install it",
                "Install it by hand, then apply again; or say client: false under runtime: the receiver needs none.");
    }
}
