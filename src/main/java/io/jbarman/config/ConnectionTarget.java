package io.jbarman.config;

import io.jbarman.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a connection string leads once libpq's defaults are filled in (PostgreSQL: "Parameter Key Words").
 *
 * @param host a name, an address, or the directory of a Unix-domain socket, which starts with /
 * @param driverProperties what else was asked for, under the driver's names
 */
public record ConnectionTarget(
        String host,
        int port,
        String database,
        String user,
        Optional<Secret> password,
        Map<String, String> driverProperties) {
    /** Where Debian's servers, and PostgreSQL's own packages, put their sockets. */
    public static final String DEFAULT_SOCKET_DIRECTORY = "/var/run/postgresql";

    public ConnectionTarget {
        driverProperties = Map.copyOf(driverProperties);
    }

    /**
     * Resolves a string; no password is looked up.
     *
     * @throws IllegalArgumentException naming the keyword that cannot be honoured
     */
    public static ConnectionTarget of(Conninfo conninfo, String account) {
        String user = conninfo.find("user").orElse(account);
        return new ConnectionTarget(
                single(
                        "host",
                        conninfo.find("hostaddr")
                                .or(() -> conninfo.find("host"))
                                .orElse(DEFAULT_SOCKET_DIRECTORY)),
                port(conninfo.find("port").orElse("5432")),
                conninfo.find("dbname").orElse(user),
                user,
                conninfo.find("password").map(Secret::of),
                driverProperties(conninfo));
    }

    /** Whether it is reached by a Unix-domain socket. */
    public boolean isSocket() {
        return host.startsWith("/");
    }

    /** The same with a password. */
    public ConnectionTarget withPassword(Optional<Secret> found) {
        return new ConnectionTarget(host, port, database, user, found, driverProperties);
    }

    /** {@code user@host:port/database}, for messages. */
    public String describe() {
        return user + "@" + host + ":" + port + "/" + database;
    }

    private static Map<String, String> driverProperties(Conninfo conninfo) {
        Map<String, String> properties = new LinkedHashMap<>();
        conninfo.keywords().forEach((name, value) -> {
            ConninfoKeyword keyword = ConninfoKeyword.byName(name).orElseThrow();
            if (value.isEmpty()) {
                return;
            }
            switch (keyword.treatment()) {
                case REFUSED ->
                    throw new IllegalArgumentException(
                            "keyword \"" + name + "\" cannot be honoured: " + keyword.text());
                case DRIVER -> properties.put(keyword.text(), driverValue(name, value));
                default -> {}
            }
        });
        return properties;
    }

    private static String driverValue(String keyword, String value) {
        if (!keyword.equals("target_session_attrs")) {
            return value;
        }
        return switch (value) {
            case "read-write", "primary" -> "primary";
            case "read-only", "standby" -> "secondary";
            case "prefer-standby" -> "preferSecondary";
            default -> "any";
        };
    }

    private static String single(String keyword, String value) {
        if (value.contains(",")) {
            throw new IllegalArgumentException("keyword \"" + keyword
                    + "\" names several servers, of which only one can be archived: name that one");
        }
        return value;
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw new IllegalArgumentException(
                    "keyword \"port\" must be a number from 1 to 65535, not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }
}
