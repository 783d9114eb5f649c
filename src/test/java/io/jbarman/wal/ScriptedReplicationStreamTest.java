package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.replication.PasswordSource;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.ReplicationTarget;
import java.util.Map;

/** The script keeps the promises that its users rely on. */
final class ScriptedReplicationStreamTest extends ReplicationStreamContract {
    private final ScriptedServer server = new ScriptedServer(start(), WalSegmentSize.DEFAULT, told -> {})
            .wal(start(), start().plus(1000))
            .wal(start().plus(1000), start().plus(300_000));

    @Override
    ReplicationSession session() throws ReplicationException {
        return server.connect(new ReplicationTarget("script", 5432, "user", PasswordSource.NONE, "test", Map.of()));
    }

    @Override
    Lsn start() {
        return Lsn.parse("0/3000000");
    }
}
