package io.jbarman.postgres;

import io.jbarman.pg.ServerVersion;
import java.util.List;

/**
 * One session with one database of a server. Confined to one thread at a time.
 *
 * <p>A control session sets {@code synchronous_commit = local}, {@code lock_timeout} and {@code statement_timeout} when
 * it opens, so that no statement of ours waits for a standby or behind a lock for ever.
 */
public interface PgSession extends AutoCloseable {
    /** The server's version, known since the session was opened. */
    ServerVersion version();

    /** Runs a query and gives all its rows; parameters stand for {@code ?} and travel beside the text. */
    List<Row> query(String sql, List<String> parameters) throws PgException;

    /** Runs a statement that returns no rows, outside a transaction block unless {@link #readOnly} is running. */
    void execute(String sql) throws PgException;

    /** Runs all of {@code work} inside one READ ONLY, REPEATABLE READ transaction, which is rolled back at its end. */
    <T> T readOnly(Work<T> work) throws PgException;

    /** How many queries and statements the caller has sent so far. */
    int statementsSent();

    /** Ends the session. Idempotent. */
    @Override
    void close();

    /** What is done inside a transaction. */
    interface Work<T> {
        T run(PgSession session) throws PgException;
    }
}
