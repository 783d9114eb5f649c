package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import java.util.List;
import java.util.Optional;

/** The replication slot as its server sees it. */
final class SlotChecks {
    private static final String NAME = "replication slot";

    private SlotChecks() {}

    static List<CheckItem> of(ServerConfig server, PgSession session) throws PgException {
        Optional<String> slot = server.slotName();
        return slot.isEmpty() ? List.of() : List.of(check(server, session, slot.get()));
    }

    private static CheckItem check(ServerConfig server, PgSession session, String slot) throws PgException {
        List<Row> rows = session.query(
                "SELECT slot_type, active, restart_lsn::text AS restart_lsn, active_pid::text AS pid"
                        + " FROM pg_replication_slots WHERE slot_name = ?",
                List.of(slot));
        if (rows.isEmpty()) {
            return CheckItem.failed(NAME, SlotMessages.missing(slot, server.name()));
        }
        Row row = rows.get(0);
        if (!row.text("slot_type").equals("physical")) {
            return CheckItem.failed(NAME, "slot '" + slot + "' is a logical one: choose another slot_name");
        }
        if (row.find("restart_lsn").isEmpty()) {
            return CheckItem.failed(NAME, SlotMessages.notInitialised(slot));
        }
        return row.flag("active")
                ? CheckItem.ok(NAME, "slot '" + slot + "' active, restart_lsn=" + row.text("restart_lsn"))
                : CheckItem.failed(NAME, SlotMessages.notActive(slot));
    }
}
