package io.jbarman.facts.session;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;

/** Every session of a role. Everyone may ask; not everyone sees names. */
public record SessionsQuery(String server) implements FactQuery.OfServer<List<Session>> {
    @Override
    public String name() {
        return "sessions of " + server;
    }

    @Override
    public boolean sharesStatement() {
        return true;
    }

    @Override
    public String sql(ServerVersion version) {
        return """
                SELECT a.pid, a.usename, a.application_name, pg_catalog.host(a.client_addr) AS address,
                       a.client_port, s.slot_name
                  FROM pg_catalog.pg_stat_activity a
                  LEFT JOIN pg_catalog.pg_replication_slots s ON s.active_pid = a.pid
                 WHERE a.usename IS NOT NULL""";
    }

    @Override
    public List<Session> parse(List<Row> rows) {
        return rows.stream().map(SessionsQuery::session).toList();
    }

    private static Session session(Row row) {
        return new Session(
                row.number("pid"),
                row.text("usename"),
                row.find("application_name").orElse(""),
                row.find("address"),
                row.find("client_port").map(Long::valueOf).orElse(-1L),
                row.find("slot_name"));
    }
}
