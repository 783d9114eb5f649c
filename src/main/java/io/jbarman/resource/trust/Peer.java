package io.jbarman.resource.trust;

import io.jbarman.transport.Account;

/**
 * An account of a host of the topology.
 *
 * @param owner what the host's resources are called after: a server or a barmanhost
 */
public record Peer(String owner, String host, String user) {
    /** As facts are asked for. */
    public Account account() {
        return Account.named(user);
    }

    @Override
    public String toString() {
        return user + "@" + host;
    }
}
