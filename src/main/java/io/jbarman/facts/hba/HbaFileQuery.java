package io.jbarman.facts.hba;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import io.jbarman.transport.ByteText;
import java.util.HexFormat;
import java.util.List;

/**
 * The text of the client authentication file, as it is on disk: a server takes it for text of the database's encoding, which it
 * need not be. Only superusers and pg_read_server_files may ask.
 */
public record HbaFileQuery(String server) implements FactQuery.OfServer<HbaFile> {
    @Override
    public String name() {
        return "client authentication file of " + server;
    }

    @Override
    public String permittedIf() {
        return "pg_catalog.has_function_privilege('pg_catalog.pg_read_binary_file(text)', 'EXECUTE')"
                + " AND pg_catalog.has_function_privilege('pg_catalog.pg_stat_file(text)', 'EXECUTE')";
    }

    @Override
    public String sql(ServerVersion version) {
        return """
                SELECT hba.path, pg_catalog.encode(pg_catalog.pg_read_binary_file(hba.path), 'hex') AS content,
                       (pg_catalog.pg_stat_file(hba.path)).modification > pg_catalog.pg_conf_load_time() AS newer
                  FROM (SELECT pg_catalog.current_setting('hba_file') AS path) hba""";
    }

    @Override
    public HbaFile parse(List<Row> rows) {
        Row row = rows.get(0);
        return new HbaFile(
                row.text("path"), ByteText.decode(HexFormat.of().parseHex(row.text("content"))), row.flag("newer"));
    }
}
