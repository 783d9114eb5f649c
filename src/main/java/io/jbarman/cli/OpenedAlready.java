package io.jbarman.cli;

import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.ReplicationTarget;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Gives away a session that is open already, then opens others: logging in once is enough. */
final class OpenedAlready implements ReplicationConnector {
    private final AtomicReference<@Nullable ReplicationSession> open;
    private final ReplicationConnector others;

    OpenedAlready(ReplicationSession open, ReplicationConnector others) {
        this.open = new AtomicReference<>(open);
        this.others = others;
    }

    @Override
    public ReplicationSession connect(ReplicationTarget target) throws ReplicationException {
        ReplicationSession first = open.getAndSet(null);
        return first != null ? first : others.connect(target);
    }
}
