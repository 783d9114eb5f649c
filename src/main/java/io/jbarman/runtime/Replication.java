package io.jbarman.runtime;

import io.jbarman.config.ConnectionTarget;
import io.jbarman.config.Conninfo;
import io.jbarman.config.LibpqTls;
import io.jbarman.config.PasswordLookup;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationTarget;
import io.jbarman.secret.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** From a server's {@code streaming_conninfo} to where replication goes. */
public final class Replication {
    private static final String DATABASE = "replication";

    private final PasswordLookup passwords;
    private final LibpqTls tls;
    private final String account;

    /**
     * @param account the operating-system account, which is the user where none is named
     */
    public Replication(PasswordLookup passwords, LibpqTls tls, String account) {
        this.passwords = passwords;
        this.tls = tls;
        this.account = account;
    }

    /**
     * Where to stream from; the password is looked up at every connect.
     *
     * @throws ProblemException if there is no string, or it asks for what cannot be done
     */
    public ReplicationTarget target(ServerConfig server) {
        Conninfo conninfo = server.streamingConninfo().orElseThrow(() -> new ProblemException(none(server)));
        ConnectionTarget target = resolve(server, conninfo);
        return new ReplicationTarget(
                target.host(),
                target.port(),
                target.user(),
                () -> password(conninfo, target),
                server.streamingArchiverName(),
                parameters(target));
    }

    /** A failed replication connection, told with its remedy. */
    public static Diagnostic problem(ServerConfig server, ReplicationException failure) {
        return Diagnostic.error(
                "replication-"
                        + failure.failure()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-'),
                "server '" + server.name() + "': " + failure.getMessage(),
                failure.remedy());
    }

    /** libpq asks the password file for the database replication; a line that names the real one serves as well. */
    private Optional<Secret> password(Conninfo conninfo, ConnectionTarget target) {
        return passwords
                .complete(conninfo, target, DATABASE)
                .password()
                .or(() ->
                        passwords.complete(conninfo, target, target.database()).password());
    }

    private ConnectionTarget resolve(ServerConfig server, Conninfo conninfo) {
        try {
            return ConnectionTarget.of(conninfo, account);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Diagnostic.error(
                            "conninfo-unusable",
                            "streaming_conninfo of server '" + server.name() + "': " + e.getMessage(),
                            "change it in the server's section"),
                    e);
        }
    }

    /** All but what the stream has its own of. */
    private Map<String, String> parameters(ConnectionTarget target) {
        Map<String, String> parameters = new HashMap<>(tls.properties(target));
        parameters.remove("ApplicationName");
        return parameters;
    }

    private static Diagnostic none(ServerConfig server) {
        return Diagnostic.error(
                "conninfo-missing",
                "server '" + server.name() + "' has neither streaming_conninfo nor conninfo",
                "add streaming_conninfo = host=... user=streaming_barman");
    }
}
