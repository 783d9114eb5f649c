package io.jbarman.replication;

/** Opens replication connections. Safe for use by several threads. */
public interface ReplicationConnector {
    /** Logs in and makes sure that the bytes of this connection can be read by us; takes at most half a minute. */
    ReplicationSession connect(ReplicationTarget target) throws ReplicationException;
}
