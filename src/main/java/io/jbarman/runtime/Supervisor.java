package io.jbarman.runtime;

import io.jbarman.archive.DrainReport;
import io.jbarman.config.BarmanConfig;
import io.jbarman.config.ServerConfig;
import io.jbarman.replication.ReplicationConnector;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps every active server of a configuration at work. Safe for use by several threads. */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Replication replication;
    private final ReplicationConnector connector;
    private final Clock clock;
    private final Map<String, ServerRuntime> servers = new LinkedHashMap<>();

    public Supervisor(Replication replication, ReplicationConnector connector, Clock clock) {
        this.replication = replication;
        this.connector = connector;
        this.clock = clock;
    }

    /** Makes what runs be what is configured: servers whose description did not change are not touched. */
    public synchronized Reload apply(BarmanConfig config) throws InterruptedException {
        List<String> stopped = new ArrayList<>();
        List<String> started = new ArrayList<>();
        for (ServerRuntime running : List.copyOf(servers.values())) {
            String name = running.config().name();
            Optional<ServerConfig> wanted = config.find(name).filter(ServerConfig::active);
            if (wanted.filter(server -> same(server, running.config())).isEmpty()) {
                running.tellToStop();
                running.awaitStop();
                servers.remove(name);
                stopped.add(name);
            }
        }
        for (ServerConfig server : config.servers()) {
            if (server.active() && !servers.containsKey(server.name())) {
                servers.put(server.name(), new ServerRuntime(server, replication, connector, clock));
                started.add(server.name());
            }
        }
        retry();
        LOG.info("servers started: {}; stopped: {}", started, stopped);
        return new Reload(started, stopped);
    }

    /** Which servers a configuration started (anew) and stopped. */
    public record Reload(List<String> started, List<String> stopped) {}

    private static boolean same(ServerConfig one, ServerConfig other) {
        return one.values().equals(other.values()) && one.isBroken() == other.isBroken();
    }

    /** Starts those that could not be started before. */
    public synchronized void retry() {
        servers.values().forEach(ServerRuntime::start);
    }

    /** Ends everything: all receivers at once, then their archivers, having archived what is complete. */
    public synchronized void stop() throws InterruptedException {
        servers.values().forEach(ServerRuntime::tellToStop);
        for (ServerRuntime server : servers.values()) {
            server.awaitStop();
        }
        servers.clear();
    }

    /** Ends receiving from a server, until {@link #resume}; false if there is no such server. */
    public synchronized boolean pause(String server) throws InterruptedException {
        ServerRuntime runtime = servers.get(server);
        if (runtime == null) {
            return false;
        }
        runtime.pause();
        return true;
    }

    /** Receives again; false if there is no such server. */
    public synchronized boolean resume(String server) throws InterruptedException {
        ServerRuntime runtime = servers.get(server);
        if (runtime == null) {
            return false;
        }
        runtime.resume();
        return true;
    }

    /** Archives what a server's directories hold now; empty if it is not being worked on. */
    public Optional<List<DrainReport>> drain(String server) throws IOException {
        Optional<ServerRuntime.Drain> drain = find(server).flatMap(ServerRuntime::drain);
        return drain.isPresent() ? Optional.of(drain.get().run()) : Optional.empty();
    }

    private synchronized Optional<ServerRuntime> find(String server) {
        return Optional.ofNullable(servers.get(server));
    }

    /** How every server stands, in the order of the configuration. */
    public synchronized List<ServerStatus> status() {
        return servers.values().stream().map(Supervisor::status).toList();
    }

    private static ServerStatus status(ServerRuntime server) {
        return new ServerStatus(
                server.config().name(), server.problem(), server.isPaused(), server.receiver(), server.archiver());
    }
}
