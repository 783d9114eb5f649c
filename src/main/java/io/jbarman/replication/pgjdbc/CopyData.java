package io.jbarman.replication.pgjdbc;

import io.jbarman.pg.Lsn;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationMessage;
import io.jbarman.replication.ReplicationMessage.Keepalive;
import io.jbarman.replication.ReplicationMessage.WalData;
import java.nio.ByteBuffer;

/** The bodies of a walsender's CopyData (PostgreSQL: "Streaming Replication Protocol", XLogData and keepalive). */
final class CopyData {
    private static final int WAL_HEADER = 25;
    private static final int KEEPALIVE = 18;

    private CopyData() {}

    static ReplicationMessage read(ByteBuffer body) throws ReplicationException {
        if (body.remaining() >= WAL_HEADER && body.get(0) == 'w') {
            ByteBuffer wal = body.slice(WAL_HEADER, body.limit() - WAL_HEADER);
            return new WalData(new Lsn(body.getLong(1)), new Lsn(body.getLong(9)), wal);
        }
        if (body.remaining() >= KEEPALIVE && body.get(0) == 'k') {
            return new Keepalive(new Lsn(body.getLong(1)), body.get(17) != 0);
        }
        throw Wire.protocol("copy data of " + body.remaining() + " bytes beginning with "
                + (body.hasRemaining() ? body.get(0) : "nothing"));
    }
}
