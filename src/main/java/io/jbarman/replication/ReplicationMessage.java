package io.jbarman.replication;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineId;
import java.nio.ByteBuffer;

/** What a {@link ReplicationStream} gives. */
public sealed interface ReplicationMessage {
    /**
     * A piece of WAL; may cross the end of a segment.
     *
     * @param start position of the first byte
     * @param serverPosition how far the server has WAL to send
     * @param bytes a view that is valid until the next message is asked for
     */
    record WalData(Lsn start, Lsn serverPosition, ByteBuffer bytes) implements ReplicationMessage {}

    /**
     * The server is alive.
     *
     * @param serverPosition how far it has sent
     * @param replyRequested whether it waits for feedback, as it does before it cuts us off and before it stops
     */
    record Keepalive(Lsn serverPosition, boolean replyRequested) implements ReplicationMessage {}

    /** All of this timeline was sent; the history goes on with {@code next} from {@code switchPoint}. */
    record EndOfTimeline(TimelineId next, Lsn switchPoint) implements ReplicationMessage {}

    /** The server is shutting down and has sent everything that we did not yet have. */
    record ServerStopping() implements ReplicationMessage {}

    /** No message in time. */
    record Nothing() implements ReplicationMessage {}
}
