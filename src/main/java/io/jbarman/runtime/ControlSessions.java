package io.jbarman.runtime;

import io.jbarman.config.ConnectionTarget;
import io.jbarman.config.Conninfo;
import io.jbarman.config.LibpqTls;
import io.jbarman.config.PasswordLookup;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.jdbc.JdbcSession;
import io.jbarman.postgres.jdbc.Login;
import io.jbarman.postgres.jdbc.SessionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens sessions with the servers that {@code conninfo} names. */
public final class ControlSessions {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

    private final PasswordLookup passwords;
    private final LibpqTls tls;
    private final String account;

    /**
     * @param account the operating-system account, which is the user where none is named
     */
    public ControlSessions(PasswordLookup passwords, LibpqTls tls, String account) {
        this.passwords = passwords;
        this.tls = tls;
        this.account = account;
    }

    /**
     * A session by a server's {@code conninfo}.
     *
     * @throws ProblemException if there is no such string, it cannot be honoured, or the server cannot be reached by it
     */
    public PgSession open(ServerConfig server) {
        Conninfo conninfo = server.conninfo()
                .orElseThrow(() -> new ProblemException(Diagnostic.error(
                        "conninfo-missing",
                        "server '" + server.name() + "' has no conninfo",
                        "add conninfo = host=... user=barman dbname=postgres")));
        ConnectionTarget target = target(server, conninfo);
        try {
            Login login = login(conninfo, target);
            return target.isSocket()
                    ? JdbcSession.unix(Path.of(target.host()), target.port(), login)
                    : JdbcSession.tcp(target.host(), target.port(), login);
        } catch (PgException e) {
            throw new ProblemException(ConnectionProblem.of(server, target, e), e);
        }
    }

    private ConnectionTarget target(ServerConfig server, Conninfo conninfo) {
        try {
            ConnectionTarget target = ConnectionTarget.of(conninfo, account);
            return passwords.complete(conninfo, target, target.database());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Diagnostic.error(
                            "conninfo-unusable",
                            "conninfo of server '" + server.name() + "': " + e.getMessage(),
                            "change it in the server's section"),
                    e);
        }
    }

    private Login login(Conninfo conninfo, ConnectionTarget target) {
        Map<String, String> properties = new HashMap<>(tls.properties(target));
        String sslmode = Optional.ofNullable(properties.remove("sslmode")).orElse("prefer");
        String name = Optional.ofNullable(properties.remove("ApplicationName")).orElse("barman");
        Duration timeout = conninfo.find("connect_timeout")
                .map(Long::valueOf)
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds)
                .orElse(CONNECT_TIMEOUT);
        properties.remove("connectTimeout");
        return new Login(
                target.user(),
                target.password(),
                target.database(),
                target.isSocket() ? "disable" : sslmode,
                name,
                timeout,
                settings(Optional.ofNullable(properties.remove("options"))),
                properties);
    }

    /** A user's own options travel in the same parameter. */
    private static SessionSettings settings(Optional<String> options) {
        return options.map(SessionSettings.CONTROL::beside).orElse(SessionSettings.CONTROL);
    }
}
