package io.jbarman.runtime;

import io.jbarman.pg.Lsn;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import java.util.List;
import java.util.Optional;

/**
 * A client of {@code pg_stat_replication}, hidden columns empty (PostgreSQL: "The Cumulative Statistics System").
 *
 * @param serverPosition how far the server itself is
 * @param slot the physical slot that it streams from
 */
public record StreamingClient(Row row, Optional<Lsn> serverPosition, Optional<String> slot) {
    private static final String CLIENTS = """
            SELECT r.pid, r.usename, r.application_name, host(r.client_addr) AS client_addr, r.client_port, r.client_hostname,
                   r.backend_start, r.backend_xmin, r.state, r.sent_lsn, r.write_lsn, r.flush_lsn, r.replay_lsn,
                   r.sync_priority, r.sync_state, s.slot_name,
                   CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn() ELSE pg_current_wal_lsn() END AS current_lsn
              FROM pg_stat_replication r LEFT JOIN pg_replication_slots s ON r.pid = s.active_pid
             WHERE s.slot_type IS NULL OR s.slot_type = 'physical'
             ORDER BY r.sync_state DESC, r.sync_priority""";

    /** Who is asked about. */
    public enum Target {
        ALL("streaming clients"),
        HOT_STANDBY("hot standby servers"),
        WAL_STREAMER("WAL streamers");

        private final String title;

        Target(String title) {
            this.title = title;
        }

        /** What Barman calls them. */
        public String title() {
            return title;
        }

        private boolean holds(StreamingClient client) {
            return this == ALL || client.isStandby() == (this == HOT_STANDBY);
        }
    }

    /** All of them that are asked about, in Barman's order. */
    public static List<StreamingClient> of(PgSession session, Target target) throws PgException {
        return session.query(CLIENTS, List.of()).stream()
                .map(row -> new StreamingClient(row, row.find("current_lsn").map(Lsn::parse), row.find("slot_name")))
                .filter(target::holds)
                .toList();
    }

    /** Where a server that is no standby itself stands. */
    public static Optional<String> primaryPosition(PgSession session) throws PgException {
        return session.query("SELECT pg_current_wal_lsn() AS it WHERE NOT pg_is_in_recovery()", List.of()).stream()
                .findFirst()
                .flatMap(row -> row.find("it"));
    }

    /** A column of the view. */
    public Optional<String> column(String name) {
        return row.find(name);
    }

    /** Whether it replays what it gets, as a receiver of WAL alone does not. */
    public boolean isStandby() {
        return row.find("replay_lsn").isPresent();
    }

    /** How many bytes one of its positions is behind the server. */
    public Optional<Long> behind(String position) {
        return row.find(position).map(Lsn::parse).flatMap(own -> serverPosition.map(server -> server.minus(own)));
    }

    /** How safe a commit is with it, in Barman's words. */
    public String syncStage() {
        int levels = isStandby() ? 5 : 3;
        if (isStandby() && isAt("replay_lsn")) {
            return "5/5 Hot standby (max)";
        }
        if (isStandby() && isAt("flush_lsn")) {
            return "4/5 2-safe";
        }
        if (isAt("write_lsn")) {
            return "3/" + levels + " Remote write";
        }
        return isAt("sent_lsn") ? "2/" + levels + " WAL Sent (min)" : "1/" + levels + " 1-safe";
    }

    private boolean isAt(String position) {
        return behind(position).filter(bytes -> bytes == 0).isPresent();
    }

    /** What it is, and in which order it counts for commits. */
    public String kind() {
        String state = row.find("sync_state").orElse("");
        String name =
                (state.isEmpty() ? "" : state.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + state.substring(1))
                        + (isStandby() ? " standby" : " WAL streamer");
        String priority = row.find("sync_priority").orElse("0");
        return priority.equals("0") ? name : "#" + priority + " " + name;
    }
}
