package io.jbarman.postgres.jdbc;

import io.jbarman.secret.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * As whom and how a session logs in.
 *
 * @param password empty: none is sent, unless the driver finds one in the account's own password file
 * @param sslmode libpq's words: {@code disable allow prefer require verify-ca verify-full}
 * @param applicationName as shown in {@code pg_stat_activity}
 * @param connectTimeout for the whole login
 * @param settings sent with the start-up packet, so that they cost no round trip; refused by a connection pooler
 * @param driverProperties further properties by pgjdbc's names, such as {@code sslrootcert}
 */
public record Login(
        String user,
        Optional<Secret> password,
        String database,
        String sslmode,
        String applicationName,
        Duration connectTimeout,
        SessionSettings settings,
        Map<String, String> driverProperties) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

    public Login {
        driverProperties = Map.copyOf(driverProperties);
    }

    /** A control session's login without password and without TLS, as a Unix socket wants it. */
    public static Login control(String user, String database) {
        return new Login(
                user,
                Optional.empty(),
                database,
                "disable",
                "jbarman",
                CONNECT_TIMEOUT,
                SessionSettings.CONTROL,
                Map.of());
    }

    /** The same with a password. */
    public Login withPassword(Optional<Secret> secret) {
        return new Login(user, secret, database, sslmode, applicationName, connectTimeout, settings, driverProperties);
    }

    /** The same that sends no settings with the start-up packet. */
    public Login withoutSettings() {
        return new Login(
                user,
                password,
                database,
                sslmode,
                applicationName,
                connectTimeout,
                SessionSettings.NONE,
                driverProperties);
    }

    /** The same with another mode of TLS. */
    public Login withSslmode(String mode) {
        return new Login(user, password, database, mode, applicationName, connectTimeout, settings, driverProperties);
    }
}
