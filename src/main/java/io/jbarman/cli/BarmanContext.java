package io.jbarman.cli;

import io.jbarman.config.BarmanConfig;
import io.jbarman.config.BarmanConfigReader;
import io.jbarman.config.LibpqTls;
import io.jbarman.config.PasswordLookup;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.pgjdbc.PgjdbcConnector;
import io.jbarman.runtime.ControlClient;
import io.jbarman.runtime.ControlSessions;
import io.jbarman.runtime.Replication;
import io.jbarman.runtime.RunDirectory;
import io.jbarman.time.Sleeper;
import io.jbarman.time.SystemSleeper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Everything that the data plane is made of, wired for one command.
 *
 * @param mainFile the configuration file in use
 */
record BarmanContext(Path mainFile, BarmanConfig config, BarmanOutput output) {
    /** Reads the configuration; a server's own problems are left to the commands. */
    static BarmanContext read(Path mainFile, BarmanOutput output) {
        BarmanConfig config = BarmanConfigReader.read(mainFile);
        requireAccount(config.global().barmanUser());
        return new BarmanContext(mainFile, config, output);
    }

    /** The operating system's name of who runs this. */
    static String account() {
        return System.getProperty("user.name", "");
    }

    private static void requireAccount(String barmanUser) {
        if (!account().equals(barmanUser)) {
            throw new ProblemException(Diagnostic.error(
                    "wrong-account",
                    "this must run as barman_user '" + barmanUser + "', and is running as '" + account() + "'",
                    "sudo -u " + barmanUser + " jbarman ..., or change barman_user in [barman]"));
        }
    }

    /** A server by its name. */
    ServerConfig server(String name) {
        if (name.equals("all")) {
            throw new ProblemException(Diagnostic.error(
                    "one-server", "You cannot use 'all' in a single server context", "name one server"));
        }
        return config.find(name).orElseThrow(() -> new ProblemException(unknown(name)));
    }

    /** Servers by their names, or all that are active. */
    List<ServerConfig> servers(List<String> names) {
        if (!names.contains("all")) {
            return names.stream().map(this::server).toList();
        }
        if (names.size() > 1) {
            throw new ProblemException(Diagnostic.error(
                    "all-and-more", "You cannot use 'all' with other server names", "name servers, or all of them"));
        }
        config.servers().stream()
                .filter(server -> !server.active())
                .forEach(server -> output.warning("Skipping inactive server '" + server.name() + "'"));
        return config.servers().stream().filter(ServerConfig::active).toList();
    }

    private Diagnostic unknown(String name) {
        List<String> known = config.servers().stream().map(ServerConfig::name).toList();
        return Diagnostic.error(
                "unknown-server",
                "Unknown server '" + name + "'",
                known.isEmpty()
                        ? mainFile + " describes no server"
                        : "the servers of " + mainFile + " are " + String.join(", ", known));
    }

    Clock clock() {
        return Clock.systemUTC();
    }

    Sleeper sleeper() {
        return new SystemSleeper();
    }

    ControlSessions sessions() {
        return new ControlSessions(passwords(), LibpqTls.of(home()), account());
    }

    Replication replication() {
        return new Replication(passwords(), LibpqTls.of(home()), account());
    }

    ReplicationConnector connector() {
        return new PgjdbcConnector(clock());
    }

    RunDirectory runDirectory() {
        return RunDirectory.of(config.global());
    }

    ControlClient runtime() {
        return new ControlClient(runDirectory());
    }

    private static PasswordLookup passwords() {
        return new PasswordLookup(System.getenv(), home());
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home", "/"));
    }
}
