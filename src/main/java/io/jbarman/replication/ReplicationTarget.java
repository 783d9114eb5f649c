package io.jbarman.replication;

import java.util.Map;

/**
 * Where to stream from and as whom.
 *
 * @param host name or address
 * @param applicationName what {@code pg_stat_replication} and {@code synchronous_standby_names} call this receiver
 * @param parameters further connection parameters by libpq's keyword ({@code sslmode}, {@code connect_timeout}, ...); an
 *     adapter refuses by name those it cannot honour
 */
public record ReplicationTarget(
        String host,
        int port,
        String user,
        PasswordSource password,
        String applicationName,
        Map<String, String> parameters) {
    public ReplicationTarget {
        parameters = Map.copyOf(parameters);
    }

    /** What a person needs to find the server: never the password. */
    public String describe() {
        return user + "@" + host + ":" + port;
    }
}
