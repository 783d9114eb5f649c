package io.jbarman.compile;

import io.jbarman.config.Conninfo;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.ArchivedServer.Link;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Host;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a barmanhost logs in to a server: its connection strings, complete but for the passwords. */
record Links(Topology topology, Archiver archiver) {
    private static final String LOCALHOST = "localhost";
    private static final String DEFAULT_DATABASE = "postgres";

    private ArchivedServer archived() {
        return archiver.archived();
    }

    private BarmanHost barman() {
        return archiver.barman();
    }

    PostgresServer server() {
        PostgresServer server = topology.postgres().get(archived().name());
        if (server == null) {
            throw new IllegalArgumentException("no server " + archived().name() + " in the topology");
        }
        return server;
    }

    /** The connection for queries. */
    Conninfo conninfo() {
        return conninfo(archived().conninfo(), Optional.of(DEFAULT_DATABASE));
    }

    /** The connection for replication, where there is one of its own. */
    Optional<Conninfo> streamingConninfo() {
        return archived().streamingConninfo().map(link -> conninfo(link, Optional.empty()));
    }

    private Conninfo conninfo(Link link, Optional<String> database) {
        if (link instanceof Link.Unmanaged unmanaged) {
            return Conninfo.parse(unmanaged.conninfo());
        }
        Link.Managed managed = (Link.Managed) link;
        Map<String, String> keywords = new LinkedHashMap<>();
        if (!managed.keywords().containsKey("hostaddr")) {
            keywords.put("host", reachedAt());
        }
        keywords.put("port", Integer.toString(server().port()));
        keywords.put("user", managed.role());
        database.ifPresent(name -> keywords.put("dbname", name));
        keywords.putAll(managed.keywords());
        barman().passfile().ifPresent(path -> keywords.putIfAbsent("passfile", path));
        return new Conninfo(keywords);
    }

    /** By which the barmanhost reaches the server unless a connection says otherwise. */
    private String reachedAt() {
        return server().host().equals(barman().host())
                ? LOCALHOST
                : host(server().host()).reachedByPeersAt();
    }

    /** A host of the topology. */
    Host host(String name) {
        Host host = topology.hosts().get(name);
        if (host == null) {
            throw new IllegalArgumentException("no host " + name + " in the topology");
        }
        return host;
    }

    /** What a connection is made to: its hostaddr, else its host. */
    static String target(Conninfo conninfo) {
        return conninfo.find("hostaddr").or(() -> conninfo.find("host")).orElse(LOCALHOST);
    }
}
