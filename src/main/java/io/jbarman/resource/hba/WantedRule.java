package io.jbarman.resource.hba;

import io.jbarman.topology.PostgresServer.HbaType;

/**
 * A way in that has to be open.
 *
 * @param database a name; {@link #REPLICATION} for physical replication
 * @param address where the peer comes from
 */
public record WantedRule(HbaType type, String database, String role, PeerAddress address, String method) {
    /** The word for physical replication, which {@code all} does not include. */
    public static final String REPLICATION = "replication";

    /** As a line of the file. */
    public String line() {
        return String.join(
                " ",
                type.word(),
                HbaWord.quote(database, database.equals(REPLICATION)),
                HbaWord.quote(role, false),
                address.toString(),
                method);
    }
}
