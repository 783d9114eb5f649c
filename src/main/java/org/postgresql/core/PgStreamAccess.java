package org.postgresql.core;

import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The one door into the driver: the socket under a connection that it has logged in, encrypted if the connection is.
 *
 * <p>It stands in the driver's package because the field is protected; the driver's version is pinned by the build, and
 * every connect proves that the bytes can be read (docs: architecture decision 8).
 */
public final class PgStreamAccess {
    private PgStreamAccess() {}

    /**
     * The socket whose bytes are the caller's from now on: no JDBC call may follow but {@code close}.
     *
     * @throws SQLException if the connection is not the driver's own, or holds bytes of a message already begun
     */
    public static Socket takeOver(Connection connection) throws SQLException {
        QueryExecutorBase executor =
                (QueryExecutorBase) connection.unwrap(BaseConnection.class).getQueryExecutor();
        PGStream stream = executor.pgStream;
        try {
            if (stream.hasMessagePending()) {
                throw new SQLException("the server spoke before it was asked", "08P01");
            }
        } catch (java.io.IOException e) {
            throw new SQLException("the connection broke after login", "08006", e);
        }
        return stream.getSocket();
    }
}
