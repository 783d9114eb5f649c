package io.jbarman.replication;

import java.util.Map;

/**
 * Where to stream from and as whom.
 *
 * @param host name or address, or the directory of a Unix-domain socket, which starts with /
 * @param applicationName what {@code pg_stat_replication} and {@code synchronous_standby_names} call this receiver
 * @param driverProperties further properties of the driver that logs in, under its own names ({@code sslmode}, ...)
 */
public record ReplicationTarget(
        String host,
        int port,
        String user,
        PasswordSource password,
        String applicationName,
        Map<String, String> driverProperties) {
    public ReplicationTarget {
        driverProperties = Map.copyOf(driverProperties);
    }

    /** Whether it is reached by a Unix-domain socket. */
    public boolean isSocket() {
        return host.startsWith("/");
    }

    /** What a person needs to find the server: never the password. */
    public String describe() {
        return user + "@" + host + ":" + port;
    }
}
