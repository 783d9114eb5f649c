package io.jbarman.reach;

import io.jbarman.postgres.PgSession;
import io.jbarman.secret.Secret;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.Host;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Topology;
import io.jbarman.transport.Transport;
import io.jbarman.transport.ssh.SshEnvironment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The reach of a topology: hosts locally or by SSH, servers by the first road that leads there. */
public final class TopologyReach implements Reach {
    private final Topology topology;
    private final Secrets secrets;
    private final TransportOpening opening;
    private final Map<String, Transport> transports = new ConcurrentHashMap<>();
    private final Map<SessionKey, OpenSession> sessions = new ConcurrentHashMap<>();

    private record SessionKey(String server, String database) {}

    /** With the SSH configuration, keys and agent of this process's user. */
    public TopologyReach(Topology topology, Secrets secrets) {
        this(topology, secrets, new HostTransports(SshEnvironment.ofThisProcess()));
    }

    /** With another way to open transports than the usual. */
    public TopologyReach(Topology topology, Secrets secrets, TransportOpening opening) {
        this.topology = topology;
        this.secrets = secrets;
        this.opening = opening;
    }

    @Override
    public Transport transport(String host) {
        Host known = host(host);
        return transports.computeIfAbsent(host, name -> opening.open(known));
    }

    private Host host(String name) {
        if (name.equals(Host.CONTROL_NODE.name())) {
            return Host.CONTROL_NODE;
        }
        Host host = topology.hosts().get(name);
        if (host == null) {
            throw new IllegalArgumentException("no host " + name + " in the topology");
        }
        return host;
    }

    @Override
    public PgSession session(String server, Optional<String> database) throws ReachException {
        PostgresServer known = server(server);
        String name = database.orElse(known.access().dbname());
        return sessions.computeIfAbsent(new SessionKey(server, name), key -> new OpenSession(roads(known), name))
                .get();
    }

    private PostgresServer server(String name) {
        PostgresServer server = topology.servers().get(name);
        if (server == null) {
            throw new IllegalArgumentException("no server " + name + " in the topology");
        }
        return server;
    }

    private Roads roads(PostgresServer server) {
        Optional<Secret> password = server.access().password().flatMap(secrets::find);
        return new Roads(server, host(server.host()), transport(server.host()), password);
    }

    @Override
    public void tryLogin(String server) throws ReachException {
        PostgresServer known = server(server);
        OpenSession extra = new OpenSession(roads(known), known.access().dbname());
        try {
            extra.get();
        } finally {
            extra.close();
        }
    }

    @Override
    public void forget(String server) {
        sessions.forEach((key, session) -> {
            if (key.server().equals(server)) {
                session.close();
            }
        });
    }

    @Override
    public ReachCounts counts() {
        return new ReachCounts(
                transports.values().stream()
                        .mapToInt(Transport::connectionsOpened)
                        .sum(),
                sessions.values().stream().mapToInt(OpenSession::opened).sum(),
                sessions.values().stream().mapToInt(OpenSession::sent).sum());
    }

    @Override
    public void close() {
        sessions.values().forEach(OpenSession::close);
        transports.values().forEach(Transport::close);
    }
}
