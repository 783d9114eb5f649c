package io.jbarman.facts.server;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;

/** How many transactions are prepared for a two-phase commit. */
public record PreparedTransactionsQuery(String server) implements FactQuery.OfServer<Long> {
    @Override
    public String name() {
        return "prepared transactions of " + server;
    }

    @Override
    public String sql(ServerVersion version) {
        return "SELECT count(*) AS prepared FROM pg_catalog.pg_prepared_xacts";
    }

    @Override
    public Long parse(List<Row> rows) {
        return rows.get(0).number("prepared");
    }
}
