package io.jbarman.replication.pgjdbc;

import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A replication command that is answered by rows or by nothing (PostgreSQL: "Simple Query"). */
final class SimpleQuery {
    private final Wire wire;

    SimpleQuery(Wire wire) {
        this.wire = wire;
    }

    /** The rows of all its results. */
    List<ResultRow> run(String command) throws ReplicationException {
        wire.send(writer -> writer.query(command));
        return finish(command, ReplicationFailure.OTHER);
    }

    /** Reads answers until the server is ready for the next command. */
    List<ResultRow> finish(String command, ReplicationFailure ifInternal) throws ReplicationException {
        List<ResultRow> rows = new ArrayList<>();
        Optional<ServerError> error = Optional.empty();
        for (char type = wire.answer(); type != 'Z'; type = wire.answer()) {
            switch (type) {
                case 'D' -> rows.add(ResultRow.read(wire.body()));
                case 'E' -> error = Optional.of(ServerError.read(wire.body()));
                case 'T', 'C', 'I', 'N', 'S', 'A', 'c', 'd' -> {}
                default -> throw wire.unexpected("in the answer to " + command);
            }
        }
        if (error.isPresent()) {
            throw error.get().whileTrying(command, ifInternal);
        }
        return rows;
    }
}
