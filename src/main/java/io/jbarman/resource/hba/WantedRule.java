package io.jbarman.resource.hba;

import io.jbarman.topology.PostgresServer.HbaType;

/**
 * A way in that has to be open.
 *
 * @param database a name; {@link #REPLICATION} for physical replication
 * @param address where the peer comes from
 * @param words whether {@code all}, {@code +name} and their like keep their meaning in database and role
 */
public record WantedRule(
        HbaType type, String database, String role, PeerAddress address, String method, boolean words) {
    /** The word for physical replication, which {@code all} does not include. */
    public static final String REPLICATION = "replication";

    /** One whose database and role are names, whatever they look like. */
    public WantedRule(HbaType type, String database, String role, PeerAddress address, String method) {
        this(type, database, role, address, method, false);
    }

    /** As a line of the file. */
    public String line() {
        return String.join(
                " ",
                type.word(),
                HbaWord.quote(database, words || database.equals(REPLICATION)),
                words ? HbaWord.group(role) : HbaWord.quote(role, false),
                address.toString(),
                method);
    }
}
