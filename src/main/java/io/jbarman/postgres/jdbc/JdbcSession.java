package io.jbarman.postgres.jdbc;

import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import io.jbarman.transport.HostStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;

/**
 * A session by pgjdbc. Opening it sends no query: the settings travel in the start-up packet.
 *
 * <p>Inside {@link #readOnly} a statement that fails does not take the others with it: the driver sends a savepoint in
 * the same network write as each statement (no round trip of its own), and one round trip takes it back after a failure.
 */
public final class JdbcSession implements PgSession {
    private final Connection connection;
    private final PGConnection driver;
    private final ServerVersion version;
    private final Line line;
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean ended;

    private JdbcSession(Connection connection, Line line) throws PgException {
        this.connection = connection;
        this.driver = (PGConnection) connection;
        this.version = ReportedVersion.parse(reported("server_version"));
        this.line = line;
    }

    /** A session over TCP. */
    public static JdbcSession tcp(String host, int port, Login login) throws PgException {
        return new JdbcSession(JdbcLogin.overTcp(host, port, login), new Line(JdbcSession::noStream));
    }

    /** A session over a Unix socket of this machine; the server sees the account of this process. */
    public static JdbcSession unix(Path socketDirectory, int port, Login login) throws PgException {
        return over(() -> UnixSocketStream.connect(socketDirectory.resolve(".s.PGSQL." + port)), login);
    }

    /** A session over whatever the dialler opens. A failed dial is the cause, or the cause's cause, of the exception. */
    public static JdbcSession over(Dialler dialler, Login login) throws PgException {
        Line line = new Line(dialler);
        String key = StreamSocketFactory.register(line);
        try {
            return new JdbcSession(JdbcLogin.overStream(key, login), line);
        } catch (PgException failed) {
            line.close();
            throw failed;
        } finally {
            StreamSocketFactory.release(key);
        }
    }

    @Override
    public ServerVersion version() {
        return version;
    }

    /**
     * Whether the settings of the login hold. They do not where a pooler stands between, which keeps the start-up packet
     * to itself (PgBouncer: "ignore_startup_parameters").
     */
    public boolean keepsSettings(SessionSettings settings) {
        String wanted = settings.values().get(SessionSettings.WITNESS);
        return wanted == null || wanted.equals(reported(SessionSettings.WITNESS));
    }

    private static HostStream noStream() throws IOException {
        throw new IOException("this session has its own socket");
    }

    private String reported(String parameter) {
        String value = driver.getParameterStatus(parameter);
        return value == null ? "" : value;
    }

    @Override
    public List<Row> query(String sql, List<String> parameters) throws PgException {
        sent.incrementAndGet();
        try {
            return parameters.isEmpty() ? plainQuery(sql) : preparedQuery(sql, parameters);
        } catch (SQLException problem) {
            throw failure(problem);
        }
    }

    private List<Row> plainQuery(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return Rows.of(result);
        }
    }

    private List<Row> preparedQuery(String sql, List<String> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                return Rows.of(result);
            }
        }
    }

    @Override
    public void execute(String sql) throws PgException {
        sent.incrementAndGet();
        run(sql);
    }

    private void run(String sql) throws PgException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException problem) {
            throw failure(problem);
        }
    }

    private PgException failure(SQLException problem) {
        PgException translated = SqlErrors.translate(problem);
        ended = ended
                || translated.isConnectionFailure()
                || translated.sqlState().startsWith("57P");
        return translated;
    }

    @Override
    public <T> T readOnly(Work<T> work) throws PgException {
        run("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        driver.setAutosave(AutoSave.ALWAYS);
        try {
            return work.run(this);
        } finally {
            driver.setAutosave(AutoSave.NEVER);
            rollBack();
        }
    }

    private void rollBack() throws PgException {
        if (!ended) {
            run("ROLLBACK");
        }
    }

    @Override
    public int statementsSent() {
        return sent.get();
    }

    /** Whether the session was closed, or the server or the way to it ended it as far as a statement has noticed. */
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        ended = true;
        line.announceEnd();
        try {
            connection.close();
        } catch (SQLException alreadyGone) {
            // The server hung up first, which is what closing is for.
        } finally {
            line.close();
        }
    }
}
