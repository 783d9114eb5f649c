package io.jbarman.runtime;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import java.util.List;

/** Closes a server's WAL segment (PostgreSQL: "Backup Control Functions"). */
public final class WalSwitch {
    private static final String DENIED = "42501";

    private WalSwitch() {}

    /** What came of it. */
    public sealed interface Outcome {
        /** This segment was closed. */
        record Closed(String segment) implements Outcome {}

        /** Nothing was written since the last switch. */
        record NotRequired() implements Outcome {}

        /** A standby's WAL is its primary's to switch. */
        record Standby() implements Outcome {}

        /** The role may do neither CHECKPOINT nor what stands in for it. */
        record ForceDenied() implements Outcome {}
    }

    /**
     * Switches.
     *
     * @param force whether a segment is to be closed even if nothing was written: by a CHECKPOINT, or, where the role may
     *     not do that (before 15 only superusers may), by a restore point, which is a record of its own
     */
    public static Outcome run(PgSession session, boolean force) throws PgException {
        if (one(session, "SELECT pg_is_in_recovery() AS standby").flag("standby")) {
            return new Outcome.Standby();
        }
        if (force && !force(session)) {
            return new Outcome.ForceDenied();
        }
        Row switched = one(
                session,
                "SELECT lsn::text AS lsn, pg_walfile_name(lsn) AS name, current_setting('wal_segment_size') AS size"
                        + " FROM (SELECT pg_switch_wal() AS lsn) AS switched");
        WalSegmentSize size = WalSegmentSize.parse(switched.text("size"));
        return size.offset(Lsn.parse(switched.text("lsn"))) == 0
                ? new Outcome.NotRequired()
                : new Outcome.Closed(switched.text("name"));
    }

    private static boolean force(PgSession session) throws PgException {
        try {
            session.execute("CHECKPOINT");
            return true;
        } catch (PgException e) {
            if (!e.sqlState().equals(DENIED)) {
                throw e;
            }
        }
        try {
            one(session, "SELECT pg_create_restore_point('jbarman_switch_wal')");
            return true;
        } catch (PgException e) {
            if (e.sqlState().equals(DENIED)) {
                return false;
            }
            throw e;
        }
    }

    private static Row one(PgSession session, String sql) throws PgException {
        return session.query(sql, List.of()).get(0);
    }
}
