package io.jbarman.replication.pgjdbc;

import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.ReplicationTarget;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.postgresql.core.PgStreamAccess;

/** Replication over PostgreSQL's JDBC driver, which logs in and from then on is only the owner of the socket. */
public final class PgjdbcConnector implements ReplicationConnector {
    private final Clock clock;

    /** The clock's time goes into feedback, where the server shows it as {@code reply_time}. */
    public PgjdbcConnector(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ReplicationSession connect(ReplicationTarget target) throws ReplicationException {
        Connection login = DriverLogin.replication(target);
        try {
            Wire wire = new Wire(takeOver(login));
            return proven(new PgjdbcSession(login, wire, new SlotQuery(target), clock));
        } catch (ReplicationException | RuntimeException | Error e) {
            PgjdbcSession.closeQuietly(login);
            throw e;
        }
    }

    /** On every connection, that this driver's bytes are where we believe them to be. */
    private static ReplicationSession proven(PgjdbcSession session) throws ReplicationException {
        try {
            session.identifySystem();
            return session;
        } catch (ReplicationException | RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private static Socket takeOver(Connection login) throws ReplicationException {
        try {
            return PgStreamAccess.takeOver(login);
        } catch (SQLException e) {
            throw new ReplicationException(
                    ReplicationFailure.PROTOCOL,
                    "08P01",
                    "cannot read this JDBC driver's connection: " + e.getMessage(),
                    e);
        }
    }
}
