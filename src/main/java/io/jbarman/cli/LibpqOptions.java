package io.jbarman.cli;

import io.jbarman.config.Conninfo;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The connection options that PostgreSQL's client programs share. */
final class LibpqOptions {
    /** Environment variables and the keywords that they are defaults of (PostgreSQL: "Environment Variables"). */
    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("PGHOST", "host"),
            Map.entry("PGHOSTADDR", "hostaddr"),
            Map.entry("PGPORT", "port"),
            Map.entry("PGUSER", "user"),
            Map.entry("PGAPPNAME", "application_name"),
            Map.entry("PGSSLMODE", "sslmode"),
            Map.entry("PGSSLCERT", "sslcert"),
            Map.entry("PGSSLKEY", "sslkey"),
            Map.entry("PGSSLROOTCERT", "sslrootcert"),
            Map.entry("PGCONNECT_TIMEOUT", "connect_timeout"),
            Map.entry("PGCHANNELBINDING", "channel_binding"),
            Map.entry("PGGSSENCMODE", "gssencmode"),
            Map.entry("PGOPTIONS", "options"));

    @Option(
            names = {"-d", "--dbname"},
            paramLabel = "CONNSTR",
            description = "connection string")
    @Nullable
    String dbname;

    @Option(
            names = {"-h", "--host"},
            paramLabel = "HOSTNAME",
            description = "database server host or socket directory (default: /var/run/postgresql)")
    @Nullable
    String host;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "database server port number")
    @Nullable
    String port;

    @Option(
            names = {"-U", "--username"},
            paramLabel = "NAME",
            description = "connect as this database user")
    @Nullable
    String username;

    @Option(
            names = {"-w", "--no-password"},
            description = "never prompt for a password")
    boolean noPassword;

    @Option(
            names = {"-W", "--password"},
            description = "prompt for a password before connecting")
    boolean password;

    /**
     * Options before the string, the string before the environment.
     *
     * @throws IllegalArgumentException if the string cannot be read
     */
    Conninfo conninfo(Map<String, String> environment) {
        Conninfo conninfo = dbname == null || !dbname.contains("=") ? new Conninfo(Map.of()) : Conninfo.parse(dbname);
        conninfo = with(with(with(conninfo, "host", host), "port", port), "user", username);
        for (Map.Entry<String, String> variable : ENVIRONMENT.entrySet()) {
            Optional<String> inherited = Optional.ofNullable(environment.get(variable.getKey()));
            if (inherited.isPresent() && conninfo.find(variable.getValue()).isEmpty()) {
                conninfo = conninfo.with(variable.getValue(), inherited.get());
            }
        }
        return conninfo;
    }

    private static Conninfo with(Conninfo conninfo, String keyword, @Nullable String value) {
        return value == null ? conninfo : conninfo.with(keyword, value);
    }
}
