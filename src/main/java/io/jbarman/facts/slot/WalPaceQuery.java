package io.jbarman.facts.slot;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;

/**
 * How much WAL has come since the last checkpoint (PostgreSQL: "pg_control_checkpoint"): on every version, and lately,
 * where an average over months would hide that the load is a new one.
 */
public record WalPaceQuery(String server) implements FactQuery.OfServer<WalPace> {
    @Override
    public String name() {
        return "pace of WAL of " + server;
    }

    @Override
    public String permittedIf() {
        return "pg_catalog.has_function_privilege('pg_catalog.pg_control_checkpoint()', 'EXECUTE')";
    }

    @Override
    public boolean sharesStatement() {
        return true;
    }

    @Override
    public String sql(ServerVersion version) {
        return """
                SELECT greatest(pg_catalog.pg_wal_lsn_diff(
                         CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn()
                              ELSE pg_catalog.pg_current_wal_lsn() END, redo_lsn), 0)::bigint AS bytes,
                       greatest(extract(epoch FROM now() - checkpoint_time), 1)::bigint AS seconds
                  FROM pg_catalog.pg_control_checkpoint()""";
    }

    @Override
    public WalPace parse(List<Row> rows) {
        Row row = rows.get(0);
        return new WalPace(row.number("bytes"), row.number("seconds"));
    }
}
