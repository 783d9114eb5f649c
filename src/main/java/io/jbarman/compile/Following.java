package io.jbarman.compile;

import io.jbarman.config.Conninfo;
import io.jbarman.resource.hba.PeerAddress;
import io.jbarman.resource.hba.WantedRule;
import io.jbarman.topology.Host;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.HbaType;
import io.jbarman.topology.Replication;
import io.jbarman.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How one server follows another: who logs in where, and from where that is seen to come. */
record Following(Topology topology, PostgresServer follower, PostgresServer leader) {
    private static final String LOCALHOST = "localhost";

    /** By which the follower reaches the leader. */
    String target() {
        return follower.host().equals(leader.host())
                ? LOCALHOST
                : host(leader.host()).reachedByPeersAt();
    }

    /** The connection for replication, without a password. */
    Conninfo conninfo(Replication replication) {
        Map<String, String> keywords = new LinkedHashMap<>();
        keywords.put("host", target());
        keywords.put("port", Integer.toString(leader.port()));
        keywords.put("user", replication.role());
        keywords.put("application_name", follower.name());
        if (leader.hbaType() == HbaType.HOSTSSL) {
            keywords.put("sslmode", "require");
        }
        replication.passfile().ifPresent(path -> keywords.put("passfile", path));
        return new Conninfo(keywords);
    }

    /** The rules by which the leader lets it in. */
    List<WantedRule> rules(Replication replication) {
        return sources().stream()
                .map(source -> new WantedRule(
                        leader.hbaType(), WantedRule.REPLICATION, replication.role(), source, leader.hbaMethod()))
                .toList();
    }

    private List<PeerAddress> sources() {
        return new Sources(host(follower.host()), target()).addresses();
    }

    private Host host(String name) {
        Host host = topology.hosts().get(name);
        if (host == null) {
            throw new IllegalArgumentException("no host " + name + " in the topology");
        }
        return host;
    }
}
