package io.jbarman.facts.server;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;

/** Who is connected by the replication protocol right now. Everyone may ask; not everyone sees names. */
public record WalSendersQuery(String server) implements FactQuery.OfServer<List<WalSender>> {
    @Override
    public String name() {
        return "senders of WAL of " + server;
    }

    @Override
    public String sql(ServerVersion version) {
        return "SELECT application_name, state FROM pg_catalog.pg_stat_replication";
    }

    @Override
    public List<WalSender> parse(List<Row> rows) {
        return rows.stream()
                .map(row -> new WalSender(row.find("application_name"), row.find("state")))
                .toList();
    }
}
