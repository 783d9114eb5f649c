package io.jbarman.replication.pgjdbc;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SlotName;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationTarget;
import io.jbarman.replication.SlotState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Looks a slot up by SQL, over a connection of its own: servers before 15 have no replication command for it. */
final class SlotQuery {
    private static final String SQL =
            "SELECT restart_lsn::text FROM pg_catalog.pg_replication_slots WHERE slot_name = ? AND slot_type = 'physical'";

    private final ReplicationTarget target;

    SlotQuery(ReplicationTarget target) {
        this.target = target;
    }

    SlotState read(SlotName name) {
        try (Connection connection = DriverLogin.database(target);
                PreparedStatement query = connection.prepareStatement(SQL)) {
            query.setString(1, name.value());
            return read(query);
        } catch (ReplicationException | SQLException e) {
            return new SlotState.Unknown(String.valueOf(e.getMessage()));
        }
    }

    private static SlotState read(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            if (!rows.next()) {
                return new SlotState.Absent();
            }
            return new SlotState.Present(Optional.ofNullable(rows.getString(1)).map(Lsn::parse), Optional.empty());
        }
    }
}
