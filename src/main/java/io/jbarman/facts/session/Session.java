package io.jbarman.facts.session;

import java.util.Optional;

/**
 * A session of a role (PostgreSQL: "pg_stat_activity").
 *
 * @param application what it calls itself; may be empty
 * @param address where it comes from; empty for a socket of the server's own host
 * @param port the client's; negative for a socket
 * @param slot through which it streams or decodes, if it does
 */
public record Session(
        long process, String role, String application, Optional<String> address, long port, Optional<String> slot) {
    /** Who it is: {@code barman_receive_wal (role streaming_barman, 10.0.0.9, process 4711)}. */
    public String words() {
        String name = application.isEmpty() ? "somebody" : application;
        return name + " (role " + role + ", " + address.orElse("a local socket") + ", process " + process + ")";
    }
}
