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
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Fetches one segment again as the server has it now, over a connection of its own and without a slot, beside a receiver
 * that is past it, into a file which that one never opens. The server may no longer have it, and is told nothing of what
 * is durable here.
 */
public record SegmentRefetch(ReplicationConnector connector, ReplicationTarget target, Storage storage) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Never into a file that is there: after a crash it may be the archived one under a second name. */
    private static final Set<StandardOpenOption> ANEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** What is done with a segment that was fetched. */
    @FunctionalInterface
    public interface Use {
        /** @param fresh the segment, whole and synced; the file goes afterwards */
        void of(Path fresh) throws IOException;
    }

    /**
     * Returns when it lies in the directory, whole and durable; one that is there already stays.
     *
     * @param received up to where the receiver of this directory has made WAL durable
     * @return false if the receiver has yet to come to it: then nothing was done
     * @throws IOException also if the directory belongs to another cluster than the one that answers
     */
    public boolean fetch(SegmentName name, Lsn received) throws ReplicationException, IOException {
        return fetch(name, received, fresh -> publish(fresh, name));
    }

    /** The same for another use of it, for which no connection is kept. */
    public boolean fetch(SegmentName name, Lsn received, Use use) throws ReplicationException, IOException {
        Path fresh = new SegmentFiles(storage.directory()).refetched(name);
        remove(fresh);
        try {
            boolean came = receive(name, received, fresh);
            if (came) {
                use.of(fresh);
            }
            return came;
        } finally {
            remove(fresh);
            storage.disk().syncDirectory(storage.directory());
        }
    }

    private void remove(Path fresh) throws IOException {
        try {
            storage.disk().delete(fresh);
        } catch (NoSuchFileException nothingThere) {
            // As it shall be.
        }
    }

    private boolean receive(SegmentName name, Lsn received, Path fresh) throws ReplicationException, IOException {
        try (ReplicationSession session = connector.connect(target)) {
            requireSame(session.identifySystem());
            WalSegmentSize size = session.walSegmentSize();
            if (received.isBefore(name.start(size).plus(size.bytes()))) {
                return false;
            }
            try (FileChannel file = storage.disk().open(fresh, ANEW);
                    ReplicationStream stream = session.start(Optional.empty(), name.start(size), name.timeline())) {
                receive(stream, file, name, size);
                storage.disk().force(fresh, file);
                return true;
            }
        }
    }

    private void publish(Path fresh, SegmentName name) throws IOException {
        try {
            storage.disk().link(fresh, new SegmentFiles(storage.directory()).complete(name));
        } catch (FileAlreadyExistsException theStreamWasQuicker) {
            return;
        } catch (UnsupportedOperationException e) {
            throw new IOException("this file system has no hard links", e);
        }
    }

    private void requireSame(SystemIdentity server) throws IOException {
        Collection<StreamRecord> records = storage.recordFile().read().records().values();
        if (records.isEmpty()
                || !records.stream()
                        .allMatch(record -> record.systemIdentifier().equals(server.systemIdentifier()))) {
            throw new IOException(storage.directory() + " is not of cluster " + server.systemIdentifier());
        }
    }

    private static void receive(ReplicationStream stream, FileChannel file, SegmentName name, WalSegmentSize size)
            throws ReplicationException, IOException {
        Lsn position = name.start(size);
        Lsn end = position.plus(size.bytes());
        while (position.isBefore(end)) {
            ReplicationMessage message = stream.next(PATIENCE);
            if (message instanceof WalData data && data.start().equals(position)) {
                int length = (int) Math.min(data.bytes().remaining(), end.minus(position));
                ByteBuffer piece = data.bytes().slice(data.bytes().position(), length);
                while (piece.hasRemaining()) {
                    file.write(piece);
                }
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
