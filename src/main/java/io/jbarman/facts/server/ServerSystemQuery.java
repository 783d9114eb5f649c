package io.jbarman.facts.server;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;

/** Which cluster a server is of (PostgreSQL: "pg_control_system"). */
public record ServerSystemQuery(String server) implements FactQuery.OfServer<ServerSystem> {
    @Override
    public String name() {
        return "system identifier of " + server;
    }

    @Override
    public String sql(ServerVersion version) {
        return """
                SELECT (SELECT system_identifier FROM pg_catalog.pg_control_system()) AS identifier,
                       pg_catalog.current_setting('server_version_num') AS version,
                       pg_catalog.pg_is_in_recovery() AS in_recovery,
                       (SELECT status FROM pg_catalog.pg_stat_wal_receiver) AS receiver""";
    }

    @Override
    public ServerSystem parse(List<Row> rows) {
        Row row = rows.get(0);
        return new ServerSystem(
                row.text("identifier"),
                new ServerVersion((int) row.number("version")).major(),
                row.flag("in_recovery"),
                row.find("receiver"));
    }
}
