package io.jbarman.replication.pgjdbc;

import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationTarget;
import io.jbarman.secret.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** Logs in through the driver: addresses, TLS and authentication are its business. */
final class DriverLogin {
    private DriverLogin() {}

    /**
     * A connection to a walsender. {@code assumeMinServerVersion} is what makes the driver send {@code replication} at
     * all, and simple queries are the only ones a walsender takes. No read timeout: we keep our own.
     */
    static Connection replication(ReplicationTarget target) throws ReplicationException {
        Properties properties = properties(target);
        properties.setProperty("replication", "true");
        properties.setProperty("assumeMinServerVersion", "9.4");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("socketFactory", ChannelSocketFactory.class.getName());
        return connect(target, "replication", properties);
    }

    /** A connection to a database, for what a physical walsender of old releases cannot be asked. */
    static Connection database(ReplicationTarget target) throws ReplicationException {
        Properties properties = properties(target);
        properties.setProperty("socketTimeout", "30");
        return connect(target, "postgres", properties);
    }

    private static Properties properties(ReplicationTarget target) {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        // An empty password keeps the driver from looking for a .pgpass of its own choice.
        properties.setProperty(
                "password", target.password().current().map(Secret::reveal).orElse(""));
        properties.setProperty("ApplicationName", target.applicationName());
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("gssEncMode", "disable");
        properties.putAll(target.driverProperties());
        if (target.isSocket()) {
            properties.setProperty("socketFactory", ChannelSocketFactory.class.getName());
            properties.setProperty("socketFactoryArg", target.host() + "/.s.PGSQL." + target.port());
            properties.setProperty("sslmode", "disable");
        }
        return properties;
    }

    private static Connection connect(ReplicationTarget target, String database, Properties properties)
            throws ReplicationException {
        requireOneAddress(target);
        String url = "jdbc:postgresql://" + address(target) + "/" + database;
        try {
            // Not by DriverManager, which opens every jar in search of drivers.
            Connection connection = new Driver().connect(url, properties);
            if (connection == null) {
                throw new SQLException("the driver does not take " + url, "08001");
            }
            return connection;
        } catch (SQLException e) {
            throw SqlStates.atLogin(target, e);
        }
    }

    private static void requireOneAddress(ReplicationTarget target) throws ReplicationException {
        String host = target.host();
        if (host.isEmpty() || host.startsWith("@") || host.contains(",")) {
            throw new ReplicationException(
                    ReplicationFailure.OPTION_REFUSED,
                    "",
                    "host=" + host + ": streaming needs one host name, address or socket directory, and no list");
        }
    }

    /** By a socket's file the driver connects to no address. */
    private static String address(ReplicationTarget target) {
        String host = target.isSocket() ? "localhost" : target.host();
        return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + target.port();
    }
}
