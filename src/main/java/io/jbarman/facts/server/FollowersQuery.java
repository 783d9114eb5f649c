package io.jbarman.facts.server;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;

/** Who streams from a server, and through which slot, as far as the asking role may see it. */
public record FollowersQuery(String server) implements FactQuery.OfServer<List<Follower>> {
    @Override
    public String name() {
        return "followers of " + server;
    }

    @Override
    public String sql(ServerVersion version) {
        return """
                SELECT DISTINCT sender.application_name, sender.usename, pg_catalog.host(sender.client_addr) AS address,
                       slot.slot_name
                  FROM pg_catalog.pg_stat_replication sender
                  LEFT JOIN pg_catalog.pg_replication_slots slot ON slot.active_pid = sender.pid
                 WHERE sender.application_name IS NOT NULL AND sender.state <> 'backup'
                 ORDER BY 1, 3""";
    }

    @Override
    public List<Follower> parse(List<Row> rows) {
        return rows.stream()
                .map(row -> new Follower(
                        row.text("application_name"), row.find("usename"), row.find("address"), row.find("slot_name")))
                .toList();
    }
}
