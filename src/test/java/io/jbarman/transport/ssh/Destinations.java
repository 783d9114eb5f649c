package io.jbarman.transport.ssh;

import io.jbarman.fixture.SshServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Destinations on 127.0.0.1, in an environment without the developer's own keys, agent and configuration. */
final class Destinations {
    private final String host;
    private final int port;
    private Optional<String> user = Optional.empty();
    private Optional<Path> identity = Optional.empty();
    private Optional<Path> knownHosts = Optional.empty();
    private Map<String, String> variables = Map.of("PATH", "/usr/bin:/bin");
    private Path config = Path.of("/dev/null");
    private String address = "127.0.0.1";
    private Optional<String> jump = Optional.empty();
    private Path home = Path.of("/nonexistent");

    private Destinations(String host, int port) {
        this.host = host;
        this.port = port;
    }

    static Destinations of(String host, int port) {
        return new Destinations(host, port);
    }

    static Destinations of(SshServer server) {
        return of("h", server.port())
                .user(server.user())
                .identity(server.identityFile())
                .knownHosts(server.knownHosts());
    }

    Destinations user(String name) {
        user = Optional.of(name);
        return this;
    }

    Destinations identity(Path file) {
        identity = Optional.of(file);
        return this;
    }

    Destinations noIdentity() {
        identity = Optional.empty();
        return this;
    }

    Destinations knownHosts(Path file) {
        knownHosts = Optional.of(file);
        return this;
    }

    Destinations agent(String socket) {
        variables = Map.of("PATH", "/usr/bin:/bin", "SSH_AUTH_SOCK", socket);
        return this;
    }

    Destinations withoutClient() {
        variables = Map.of("PATH", "/nonexistent");
        return this;
    }

    Destinations config(Path file) {
        config = file;
        return this;
    }

    Destinations address(String name) {
        address = name;
        return this;
    }

    Destinations jump(String through) {
        jump = Optional.of(through);
        return this;
    }

    SshEnvironment environment() {
        return new SshEnvironment(variables, home, System.getProperty("user.name"), Optional.of(config));
    }

    SshDestination destination() {
        OptionalInt declared = port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
        return new SshDestination(host, address, user, declared, identity, knownHosts, true, jump);
    }

    SshTransport transport() {
        return new SshTransport(destination(), environment());
    }
}
