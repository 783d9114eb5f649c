package io.jbarman.facts.slot;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;
import java.util.Optional;

/** Every replication slot. Everyone may ask. A lost slot shows in columns that came with 13 and 17. */
public record SlotsQuery(String server) implements FactQuery.OfServer<Slots> {
    @Override
    public String name() {
        return "replication slots of " + server;
    }

    @Override
    public String sql(ServerVersion version) {
        return "SELECT slot_name, slot_type, temporary, restart_lsn IS NOT NULL AS reserved, active, "
                + lost(version)
                + " AS lost FROM pg_catalog.pg_replication_slots";
    }

    private static String lost(ServerVersion version) {
        String byStatus = "CASE wal_status WHEN 'lost' THEN 'wal_status is lost' END";
        if (version.atLeast(17)) {
            return "coalesce('invalidated: ' || invalidation_reason, " + byStatus + ")";
        }
        return version.atLeast(13) ? byStatus : "NULL::pg_catalog.text";
    }

    @Override
    public Slots parse(List<Row> rows) {
        return new Slots(rows.stream().map(SlotsQuery::slot).toList());
    }

    private static Slot slot(Row row) {
        Optional<String> lost = row.find("lost");
        return new Slot(
                row.text("slot_name"),
                row.text("slot_type").equals("physical"),
                row.flag("temporary"),
                row.flag("reserved"),
                row.flag("active"),
                lost);
    }
}
