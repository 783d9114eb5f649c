package io.jbarman.compile;

import io.jbarman.plan.ResourceId;
import io.jbarman.resource.runtime.AccountResource;
import io.jbarman.resource.software.PackageRecipe;
import io.jbarman.resource.software.PackageResource;
import io.jbarman.resource.trust.Peer;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Standby;
import io.jbarman.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The accounts of a barmanhost and of the servers that it archives, between which ssh is to work. Pure. */
record Accounts(Topology topology, BarmanHost barman) {
    /** The barmanhost's own. */
    Peer barmans() {
        return new Peer(barman.name(), barman.host(), barman.user());
    }

    /** Its user comes with an account resource. */
    Set<ResourceId> barmansIsThere() {
        return Set.of(AccountResource.id(barman.name(), barman.user()));
    }

    /** The server in the topology, if it is one of its own. */
    Optional<PostgresServer> server(ArchivedServer archived) {
        return Optional.ofNullable(topology.postgres().get(archived.name()));
    }

    /** A server's own. */
    Peer servers(ArchivedServer archived) {
        PostgresServer server = new Links(topology, new Archiver(barman, archived)).server();
        return new Peer(server.name(), server.host(), server.osUser());
    }

    /** Those of its standbys, by name: after a failover one of them archives. */
    Map<Standby, Peer> followers(ArchivedServer archived) {
        PostgresServer primary = new Links(topology, new Archiver(barman, archived)).server();
        Map<Standby, Peer> followers = new LinkedHashMap<>();
        if (primary.replication().isPresent()) {
            primary.standbys()
                    .values()
                    .forEach(one -> followers.put(one, new Peer(one.name(), one.host(), primary.osUser())));
        }
        return followers;
    }

    /** A server's account comes with its programs. */
    Set<ResourceId> serversIsThere(Peer servers) {
        return Set.of(PackageResource.id(servers.owner(), PackageRecipe.SERVER));
    }

    /** Each account once, called after its first server, with all of its servers: what they share has one address. */
    Map<Peer, List<ArchivedServer>> byAccount(List<ArchivedServer> archived) {
        Map<String, Peer> first = new LinkedHashMap<>();
        Map<Peer, List<ArchivedServer>> byAccount = new LinkedHashMap<>();
        archived.forEach(server -> {
            Peer own = servers(server);
            byAccount
                    .computeIfAbsent(
                            first.computeIfAbsent(own.toString(), any -> own), any -> new java.util.ArrayList<>())
                    .add(server);
        });
        return byAccount;
    }

    /** ssh from a server's account to the barmanhost's. */
    SshTrust toBarman(Peer servers) {
        return new SshTrust(topology, servers, barmans(), serversIsThere(servers), barmansIsThere());
    }

    /** ssh from the barmanhost's account to a server's. */
    SshTrust toServer(Peer servers) {
        return new SshTrust(topology, barmans(), servers, barmansIsThere(), serversIsThere(servers));
    }
}
