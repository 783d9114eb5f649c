package io.jbarman.reach;

import io.jbarman.postgres.PgSession;
import io.jbarman.transport.Transport;
import java.util.Optional;

/**
 * The way to a topology's hosts and servers for the length of one run: one authenticated connection per host, one
 * session per server and database, each opened on first use and kept until the end. Calls may come from several
 * threads; a {@link PgSession} itself is confined to one thread at a time.
 */
public interface Reach extends AutoCloseable {
    /**
     * The transport to a host of the topology, or to the {@link io.jbarman.topology.Host#CONTROL_NODE}. Nothing is opened by this call: the first use of the transport does.
     *
     * @throws IllegalArgumentException if the topology has no such host
     */
    Transport transport(String host);

    /**
     * The control session with a server of the topology.
     *
     * @param database empty for the one that the server's {@code access} names
     * @throws ReachException if no road leads to the server, with what was tried on each and what to do
     * @throws IllegalArgumentException if the topology has no such server
     */
    PgSession session(String server, Optional<String> database) throws ReachException;

    /**
     * Opens one more control session with a server and ends it again: whether a login works as the server is now.
     *
     * @throws ReachException if it does not
     */
    void tryLogin(String server) throws ReachException;

    /** Ends the sessions with a server, so that the next call opens new ones: what a restart of it asks for. */
    void forget(String server);

    /** What has been opened and sent so far. */
    ReachCounts counts();

    /** Ends the sessions, then lets go of the hosts. Idempotent, throws nothing. */
    @Override
    void close();
}
