package io.jbarman.runtime;

import io.jbarman.archive.DrainReport;
import io.jbarman.config.BarmanConfig;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.time.Sleeper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every active server of a configuration at work, each by itself: nothing here waits for one server on another's
 * behalf for longer than a few seconds. Safe for use by several threads.
 */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(17);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ServerConnections connections;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Object applying = new Object();
    private final Map<String, ServerRuntime> servers = new LinkedHashMap<>();
    private Optional<DesiredStates> desired = Optional.empty();

    public Supervisor(ServerConnections connections, Clock clock, Sleeper sleeper) {
        this.connections = connections;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * Makes what runs be what is configured: servers whose description did not change are not touched. Returns when all
     * have come to where they can, or after a few seconds; what is not done then goes on. A server that works goes on as it
     * does where it is described wrongly now: a slip of the pen ends no stream.
     */
    public Reload apply(BarmanConfig config) throws InterruptedException {
        synchronized (applying) {
            Changes changes = new Changes(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
            change(config, changes);
            LOG.info("servers started: {}; stopped: {}", changes.started(), changes.stopped());
            await(ServerRuntime::hasTried, PATIENCE);
            return new Reload(changes, status());
        }
    }

    /** What a configuration did, and how all servers stand after it, those that are still being stopped among them. */
    public record Reload(Changes changes, List<ServerStatus> servers) {}

    /**
     * Which servers a configuration started (anew) and stopped.
     *
     * @param kept those that go on by what they had, since what the configuration says of them now is wrong, and how
     */
    public record Changes(List<String> started, List<String> stopped, Map<String, Diagnostic> kept) {}

    private synchronized void change(BarmanConfig config, Changes changes) {
        DesiredStates states = desired.orElseGet(() -> DesiredStates.of(config.global()));
        desired = Optional.of(states);
        servers.values().removeIf(ServerRuntime::isGone);
        for (ServerRuntime running : servers.values()) {
            String name = running.config().name();
            if (!running.isLeaving()
                    && config.find(name).filter(ServerConfig::active).isEmpty()) {
                running.leave();
                changes.stopped().add(name);
            }
        }
        for (ServerConfig server : config.servers()) {
            if (server.active()) {
                change(server, states.of(server.name()), changes);
            }
        }
    }

    private void change(ServerConfig server, DesiredState state, Changes changes) {
        String name = server.name();
        Optional<ServerRuntime> running = Optional.ofNullable(servers.get(name));
        Optional<ServerRuntime> staying = running.filter(it -> !it.isLeaving());
        if (staying.isPresent() && server.isBroken() && !staying.get().config().isBroken()) {
            changes.kept().put(name, server.firstError());
            return;
        }
        boolean isTouched =
                staying.filter(it -> ReloadScope.touches(it.config(), server)).isPresent();
        if (staying.isEmpty() || isTouched) {
            changes.started().add(name);
        }
        if (isTouched) {
            changes.stopped().add(name);
        }
        if (running.filter(it -> it.want(server, state)).isEmpty()) {
            servers.put(name, ServerRuntime.start(server, state, connections, clock));
        }
    }

    /** Ends everything, all at once: receivers first, then their archivers, having archived what is complete. */
    public void stop() throws InterruptedException {
        all().forEach(ServerRuntime::leave);
        await(ServerRuntime::isGone, LAST_PATIENCE);
        all().stream()
                .filter(server -> !server.isGone())
                .forEach(server -> LOG.error("server '{}' does not end and is left as it is", server));
    }

    private void await(Predicate<ServerRuntime> condition, Duration patience) throws InterruptedException {
        Instant end = clock.instant().plus(patience);
        while (!all().stream().allMatch(condition) && clock.instant().isBefore(end)) {
            sleeper.sleep(PAUSE);
        }
    }

    /**
     * Sets what is wanted of a server, and remembers it; waits a few seconds until it is so.
     *
     * @return false if there is no such server
     */
    public boolean want(String server, DesiredState state) throws IOException, InterruptedException {
        Optional<ServerRuntime> runtime = find(server);
        if (runtime.isEmpty()) {
            return false;
        }
        states().remember(server, state);
        runtime.get().want(state);
        await(it -> it != runtime.get() || it.isSettled(), PATIENCE.multipliedBy(2));
        return true;
    }

    private synchronized DesiredStates states() {
        return desired.orElseThrow(() -> new IllegalStateException("no configuration was applied"));
    }

    /** What tries the hops of its servers, by the connections that it works with. */
    HopChecks hops() {
        return new HopChecks(connections, sleeper);
    }

    /** Archives what a server's directories hold now; empty if it is not being worked on. */
    public Optional<List<DrainReport>> drain(String server) throws IOException {
        Optional<ServerRuntime.Work<List<DrainReport>>> drain = find(server).flatMap(ServerRuntime::drain);
        return drain.isPresent() ? Optional.of(drain.get().run()) : Optional.empty();
    }

    /**
     * Puts a server's receiver to where the server can go on.
     *
     * @return empty if it cannot be, since it runs, or there is no such server
     */
    public Optional<ReceiverReset.Report> reset(String server) throws IOException {
        Optional<ServerRuntime> runtime = find(server);
        if (runtime.isEmpty()) {
            return Optional.empty();
        }
        ReceiverReset reset = new ReceiverReset(connections.replication(), connections.connector(), clock);
        return runtime.get().whileNotReceiving(() -> reset.run(runtime.get().config()));
    }

    /** Something has come in for a server: its archiver, if there is one at work, looks now. */
    public void wake(String server) {
        find(server).ifPresent(ServerRuntime::wake);
    }

    private synchronized Optional<ServerRuntime> find(String server) {
        return Optional.ofNullable(servers.get(server)).filter(found -> !found.isLeaving());
    }

    private synchronized Collection<ServerRuntime> all() {
        return List.copyOf(servers.values());
    }

    /** How every server stands, in the order of the configuration. */
    public List<ServerStatus> status() {
        return all().stream()
                .filter(server -> !server.isGone())
                .map(ServerRuntime::status)
                .toList();
    }
}
