package io.jbarman.postgres.jdbc;

import io.jbarman.postgres.PgException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens the driver's connection. */
final class JdbcLogin {
    /** Versions from 9.0 take application_name in the start-up packet, which saves a round trip. */
    private static final String OLDEST_SERVER = "9.0";

    private JdbcLogin() {}

    static Connection overTcp(String host, int port, Login login) throws PgException {
        return connect(host, port, login, properties(login));
    }

    /** The host given to the driver is never resolved nor connected to: the stream is all there is. */
    static Connection overStream(String key, Login login) throws PgException {
        Properties properties = properties(login);
        PGProperty.SOCKET_FACTORY.set(properties, StreamSocketFactory.class.getName());
        PGProperty.SOCKET_FACTORY_ARG.set(properties, key);
        return connect("127.0.0.1", 5432, login, properties);
    }

    private static Connection connect(String host, int port, Login login, Properties properties) throws PgException {
        String address = host.contains(":") ? "[" + host + "]" : host;
        String database = URLEncoder.encode(login.database(), StandardCharsets.UTF_8);
        try {
            Connection connection =
                    new Driver().connect("jdbc:postgresql://" + address + ":" + port + "/" + database, properties);
            if (connection == null) {
                throw new PgException("", "not an address that the driver understands: " + address);
            }
            return connection;
        } catch (SQLException problem) {
            throw SqlErrors.translate(problem);
        }
    }

    private static Properties properties(Login login) {
        Properties properties = new Properties();
        login.driverProperties().forEach(properties::setProperty);
        PGProperty.USER.set(properties, login.user());
        login.password().ifPresent(secret -> PGProperty.PASSWORD.set(properties, secret.reveal()));
        PGProperty.SSL_MODE.set(properties, login.sslmode());
        PGProperty.APPLICATION_NAME.set(properties, login.applicationName());
        PGProperty.LOGIN_TIMEOUT.set(
                properties, Math.toIntExact(login.connectTimeout().toSeconds()));
        PGProperty.CONNECT_TIMEOUT.set(
                properties, Math.toIntExact(login.connectTimeout().toSeconds()));
        if (!login.settings().isEmpty()) {
            PGProperty.OPTIONS.set(properties, login.settings().asOptions());
        }
        everyValueAsText(properties);
        return properties;
    }

    private static void everyValueAsText(Properties properties) {
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, OLDEST_SERVER);
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        PGProperty.BINARY_TRANSFER.set(properties, false);
        PGProperty.PREPARE_THRESHOLD.set(properties, 0);
        PGProperty.STRING_TYPE.set(properties, "unspecified");
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    }
}
