package io.jbarman.cli;

import io.jbarman.draft.DraftSite;
import io.jbarman.draft.FoundServer;
import io.jbarman.draft.ServerDraft;
import io.jbarman.secret.SecretReference;
import io.jbarman.secret.Secrets;
import io.jbarman.secretsource.LocalSecretSource;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Access;
import io.jbarman.topology.PostgresServer.Road;
import io.jbarman.topology.Topology;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a server that is imported is, and how it is looked at. */
final class ServerOptions {
    private static final String SECRET = "access_password";

    /** The words of the document. */
    enum AccessWord {
        relay,
        tunnel,
        tcp
    }

    @Option(
            names = "--server",
            paramLabel = "NAME",
            defaultValue = "pg",
            description = "The server's name in the topology, and for Barman (${DEFAULT-VALUE}).")
    String server = "pg";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "5432",
            description = "The port of the server (${DEFAULT-VALUE}).")
    int port = 5432;

    @Option(names = "--socket-directory", paramLabel = "DIR", description = "Of its Unix socket; left out, found.")
    @Nullable
    String socketDirectory;

    @Option(
            names = "--os-user",
            paramLabel = "USER",
            defaultValue = "postgres",
            description = "The account that the server runs as (${DEFAULT-VALUE}).")
    String osUser = "postgres";

    @Option(
            names = "--access",
            paramLabel = "ROAD",
            description = "How its session is reached: ${COMPLETION-CANDIDATES}; left out, tried in that order.")
    @Nullable
    AccessWord access;

    @Option(names = "--user", paramLabel = "ROLE", description = "The role that looks; best a superuser.")
    @Nullable
    String user;

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "The environment variable with its password, where the server asks for one.")
    @Nullable
    String passwordEnv;

    /** The topology of this server alone. */
    Topology skeleton(DraftSite site) {
        Access how = new Access(
                Optional.ofNullable(access).map(word -> Road.valueOf(word.name().toUpperCase(Locale.ROOT))),
                Optional.ofNullable(user),
                secrets().keySet().stream().findFirst(),
                FoundServer.USUAL.dbname(),
                FoundServer.USUAL.sslmode());
        PostgresServer found =
                FoundServer.of(server, ServerDraft.hostName(), port, Optional.ofNullable(socketDirectory), osUser, how);
        return ServerDraft.skeleton(site, found, secrets());
    }

    private Map<String, SecretReference> secrets() {
        return passwordEnv == null ? Map.of() : Map.of(SECRET, new SecretReference.Environment(passwordEnv));
    }

    /**
     * The password, if one is named.
     *
     * @throws io.jbarman.diagnostics.ProblemException if it is not there
     */
    Secrets resolved(Map<String, String> environment) {
        LocalSecretSource source =
                new LocalSecretSource(environment, Path.of("").toAbsolutePath(), TerminalAsker::ask);
        return secrets().entrySet().stream()
                .findFirst()
                .map(secret -> new Secrets(Map.of(secret.getKey(), source.resolve(secret.getValue()))))
                .orElse(Secrets.NONE);
    }
}
