package io.jbarman.replication;

/** The server, or the way to it, refused; {@link #failure} says in what way, for decisions. */
public final class ReplicationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ReplicationFailure failure;
    private final String sqlState;

    public ReplicationException(ReplicationFailure failure, String sqlState, String message) {
        super(message);
        this.failure = failure;
        this.sqlState = sqlState;
    }

    public ReplicationException(ReplicationFailure failure, String sqlState, String message, Throwable cause) {
        super(message, cause);
        this.failure = failure;
        this.sqlState = sqlState;
    }

    /** The kind of failure. */
    public ReplicationFailure failure() {
        return failure;
    }

    /** Five characters; empty where the failure was not the server's. */
    public String sqlState() {
        return sqlState;
    }

    /** What to do about it. */
    public String remedy() {
        return failure.remedy();
    }
}
