package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationMessage;
import io.jbarman.replication.ReplicationMessage.Keepalive;
import io.jbarman.replication.ReplicationMessage.WalData;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.ReplicationStream;
import io.jbarman.replication.ReplicationTarget;
import io.jbarman.replication.SystemIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches one segment again as the server has it now, over a connection of its own and without a slot, beside a receiver
 * that is past it. The server may no longer have it, and is told nothing of what is durable here.
 */
public record SegmentRefetch(ReplicationConnector connector, ReplicationTarget target, Storage storage) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Returns when it lies in the directory, whole and durable.
     *
     * @throws IOException also if the directory belongs to another cluster than the one that answers
     */
    public void fetch(SegmentName name) throws ReplicationException, IOException {
        try (ReplicationSession session = connector.connect(target)) {
            requireSame(session.identifySystem());
            WalSegmentSize size = session.walSegmentSize();
            WalSink sink = new DirectoryWalSink(storage.disk(), storage.directory(), size, DirectoryWalSink.Bulk.NONE);
            OpenSegment segment = sink.open(name, WalSink.Pace.BACKLOG);
            boolean isWhole = false;
            try (ReplicationStream stream = session.start(Optional.empty(), name.start(size), name.timeline())) {
                receive(stream, segment, size);
                isWhole = true;
            } finally {
                segment.close(isWhole ? OpenSegment.Ending.COMPLETE : OpenSegment.Ending.ABANDONED);
            }
            sink.syncNames();
        }
    }

    private void requireSame(SystemIdentity server) throws IOException {
        try {
            if (storage.recordFile()
                    .read()
                    .filter(record -> record.systemIdentifier().equals(server.systemIdentifier()))
                    .isEmpty()) {
                throw new IOException(storage.directory() + " is not of cluster " + server.systemIdentifier());
            }
        } catch (ReceiverException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void receive(ReplicationStream stream, OpenSegment segment, WalSegmentSize size)
            throws ReplicationException, IOException {
        Lsn position = segment.name().start(size);
        Lsn end = position.plus(size.bytes());
        while (position.isBefore(end)) {
            ReplicationMessage message = stream.next(PATIENCE);
            if (message instanceof WalData data && data.start().equals(position)) {
                int length = (int) Math.min(data.bytes().remaining(), end.minus(position));
                ByteBuffer piece = data.bytes().slice(data.bytes().position(), length);
                segment.write(piece);
                position = position.plus(length);
            } else if (message instanceof Keepalive) {
                stream.feedback(position, Lsn.ZERO, false);
            } else {
                throw new ReplicationException(
                        ReplicationFailure.CONNECTION_LOST, "", "the server sent only " + position + " of " + end);
            }
        }
    }
}
