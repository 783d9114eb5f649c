package io.jbarman.wal;

import io.jbarman.pg.SystemIdentifier;
import java.nio.file.Path;
import java.util.Map;

/**
 * Which cluster a directory of received WAL is of, by whatever there says so. Pure.
 *
 * @param said the cluster by who says it: a record, a segment
 */
record Witnesses(Path directory, Map<String, SystemIdentifier> said) {
    private static final String WHICH = "see which server answers at this address; ";

    /** @throws ReceiverException if any of them names another cluster than the server */
    void require(SystemIdentifier server) throws ReceiverException {
        for (Map.Entry<String, SystemIdentifier> witness : said.entrySet()) {
            if (!witness.getValue().equals(server)) {
                throw new ReceiverException(
                        "wal-wrong-cluster",
                        directory + " holds WAL of the cluster with system identifier " + witness.getValue() + ", as "
                                + witness.getKey() + " says; the server is another: " + server,
                        remedy(server));
            }
        }
    }

    private String remedy(SystemIdentifier server) {
        return said.containsValue(server)
                ? WHICH
                        + "if it is the right one, somebody received from another one meanwhile: stop receiving, move that"
                        + " one's WAL and what says so out of there, start"
                : WHICH + "a cluster that was replaced on purpose, as by pg_upgrade, needs directories of its own: stop"
                        + " receiving, move the old backup_directory away, start, and make a new base backup";
    }
}
