package io.jbarman.topology;

import io.jbarman.pg.SlotName;
import java.util.Map;
import java.util.Optional;

/**
 * A server that follows a primary by streaming replication (PostgreSQL: "Log-Shipping Standby Servers").
 *
 * @param name among the topology's servers, and its {@code application_name}
 * @param host a name among the topology's hosts
 * @param port where left out, the primary's
 * @param dataDirectory where left out, Debian's for its version and {@code cluster}
 * @param cluster the name that Debian knows it by
 * @param slot on its primary
 * @param programs the directory of {@code postgres} and {@code pg_basebackup}, where it is not the packages'
 */
public record Standby(
        String name,
        String host,
        Optional<Integer> port,
        Optional<String> socketDirectory,
        Optional<String> dataDirectory,
        String cluster,
        Optional<String> service,
        SlotName slot,
        Optional<String> programs) {

    /** What is the same of every server: all but its place is the primary's. */
    public PostgresServer asServer(PostgresServer primary) {
        return new PostgresServer(
                name,
                host,
                port.orElse(primary.port()),
                socketDirectory,
                primary.version(),
                dataDirectory,
                service,
                primary.osUser(),
                primary.access(),
                primary.hbaMethod(),
                primary.hbaType(),
                primary.restart(),
                primary.settings(),
                primary.hbaAboveReject(),
                primary.replication(),
                Map.of(),
                primary.contents().rulesOnly());
    }
}
