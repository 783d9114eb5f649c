package io.jbarman.postgres;

/**
 * The server or the way to it refused.
 *
 * <p>Decisions go by {@link #sqlState} (PostgreSQL: "PostgreSQL Error Codes"), never by the message's words.
 */
public final class PgException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sqlState;
    private final String hint;

    public PgException(String sqlState, String message, String hint, Throwable cause) {
        super(message, cause);
        this.sqlState = sqlState;
        this.hint = hint;
    }

    /** A failure that has no exception of the driver behind it. */
    public PgException(String sqlState, String message) {
        super(message);
        this.sqlState = sqlState;
        this.hint = "";
    }

    /** Five characters; empty where the failure was not the server's. */
    public String sqlState() {
        return sqlState;
    }

    /** The server's own hint, or empty. */
    public String hint() {
        return hint;
    }

    /** Whether the server could not be reached, as opposed to having refused. */
    public boolean isConnectionFailure() {
        return sqlState.isEmpty() || sqlState.startsWith("08");
    }
}
