package io.jbarman.replication.pgjdbc;

/** What came is not what PostgreSQL's protocol says. Caught where it becomes a failure of the connection. */
final class NotTheProtocol extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTheProtocol(String message) {
        super(message);
    }
}
