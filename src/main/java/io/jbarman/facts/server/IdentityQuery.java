package io.jbarman.facts.server;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;

/** Which server answers. Everyone may ask. */
public record IdentityQuery(String server) implements FactQuery.OfServer<Identity> {
    @Override
    public String name() {
        return "identity of " + server;
    }

    @Override
    public String sql(ServerVersion version) {
        return """
                SELECT pg_catalog.current_setting('server_version_num') AS version,
                       pg_catalog.pg_is_in_recovery() AS in_recovery,
                       current_user AS user_name,
                       pg_catalog.current_setting('is_superuser') = 'on' AS superuser""";
    }

    @Override
    public Identity parse(List<Row> rows) {
        Row row = rows.get(0);
        return new Identity(
                new ServerVersion((int) row.number("version")),
                row.flag("in_recovery"),
                row.text("user_name"),
                row.flag("superuser"));
    }
}
