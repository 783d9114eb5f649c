package io.jbarman.postgres.jdbc;

import io.jbarman.postgres.PgException;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** The driver's exceptions -> {@link PgException}, by SQLSTATE. Pure. */
final class SqlErrors {
    private static final String INVALID_AUTHORIZATION = "28000";

    private SqlErrors() {}

    static PgException translate(SQLException problem) {
        ServerErrorMessage server = problem instanceof PSQLException known ? known.getServerErrorMessage() : null;
        if (server == null) {
            return new PgException(ownState(problem), ownMessage(problem), "", problem);
        }
        return new PgException(
                Optional.ofNullable(server.getSQLState()).orElse(""),
                withDetail(text(server.getMessage()), text(server.getDetail())),
                text(server.getHint()),
                problem);
    }

    /** The driver says "connection rejected" where it has no password to send: that is a refusal, not a failure; it keeps the word for a server without TLS. */
    private static String ownState(SQLException problem) {
        String state = text(problem.getSQLState());
        boolean refused = state.equals(PSQLState.CONNECTION_REJECTED.getState())
                && TlsProblem.of(problem) != TlsProblem.NOT_SERVED;
        return refused ? INVALID_AUTHORIZATION : state;
    }

    private static String ownMessage(SQLException problem) {
        Throwable cause = problem.getCause();
        String deepest = cause == null ? "" : text(cause.getMessage());
        return withDetail(text(problem.getMessage()), deepest);
    }

    private static String withDetail(String message, String detail) {
        return detail.isEmpty() || message.contains(detail) ? message : message + " (" + detail + ")";
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
