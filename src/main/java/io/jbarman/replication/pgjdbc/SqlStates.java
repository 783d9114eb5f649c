package io.jbarman.replication.pgjdbc;

import io.jbarman.postgres.jdbc.TlsProblem;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationTarget;
import java.sql.SQLException;
import java.util.Map;

/** SQLSTATE -> kind of failure (PostgreSQL: "PostgreSQL Error Codes"). */
final class SqlStates {
    private static final Map<String, ReplicationFailure> FAILURES = Map.ofEntries(
            Map.entry("08001", ReplicationFailure.UNREACHABLE),
            Map.entry("08003", ReplicationFailure.CONNECTION_LOST),
            Map.entry("08004", ReplicationFailure.AUTHENTICATION),
            Map.entry("08006", ReplicationFailure.CONNECTION_LOST),
            Map.entry("08P01", ReplicationFailure.PROTOCOL),
            Map.entry("28000", ReplicationFailure.NO_RULE),
            Map.entry("28P01", ReplicationFailure.AUTHENTICATION),
            Map.entry("3D000", ReplicationFailure.PROTOCOL),
            Map.entry("42501", ReplicationFailure.NOT_PERMITTED),
            Map.entry("42704", ReplicationFailure.SLOT_MISSING),
            Map.entry("42710", ReplicationFailure.SLOT_EXISTS),
            Map.entry("53300", ReplicationFailure.TOO_MANY_CONNECTIONS),
            Map.entry("55000", ReplicationFailure.SLOT_LOST),
            Map.entry("55006", ReplicationFailure.SLOT_ACTIVE),
            Map.entry("57P01", ReplicationFailure.STOPPING),
            Map.entry("57P02", ReplicationFailure.STOPPING),
            Map.entry("57P03", ReplicationFailure.STARTING),
            Map.entry("58P01", ReplicationFailure.WAL_REMOVED));

    private SqlStates() {}

    /** What a server's error means. */
    static ReplicationFailure failure(String sqlState) {
        return FAILURES.getOrDefault(sqlState, ReplicationFailure.OTHER);
    }

    /** The driver could not log in. */
    static ReplicationException atLogin(ReplicationTarget target, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return new ReplicationException(
                atLogin(state, e), state, "cannot connect as " + target.describe() + ": " + told(e), e);
    }

    /** What lies beneath says more than the driver's "The connection attempt failed." */
    private static String told(SQLException e) {
        String message = String.valueOf(e.getMessage());
        String beneath = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
        return beneath.isEmpty() || beneath.equals("null") || message.contains(beneath)
                ? message
                : message + " (" + beneath + ")";
    }

    private static ReplicationFailure atLogin(String state, SQLException e) {
        return switch (TlsProblem.of(e)) {
            case NOT_SERVED -> ReplicationFailure.NO_SSL;
            case SERVER_CERTIFICATE -> ReplicationFailure.CERTIFICATE;
            case CLIENT_CERTIFICATE -> ReplicationFailure.CLIENT_CERTIFICATE;
            case ENDED -> ReplicationFailure.TLS_ENDED;
            case NONE -> state.equals("08006") ? ReplicationFailure.UNREACHABLE : failure(state);
        };
    }
}
