package io.jbarman.wal;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * Writes a backlog into a file in large pieces, on another thread and past the page cache: nobody reads these bytes soon,
 * and a sync has nothing left to write. Confined to one thread at a time.
 */
final class BulkWrite {
    private final FileChannel channel;
    private final Executor executor;
    private final PiecePool pool;
    private final Pieces pieces;
    private final SpaceWait space;
    private final Deque<FutureTask<?>> writing = new ArrayDeque<>();
    private Optional<ByteBuffer> filling = Optional.empty();
    private long position;

    private BulkWrite(FileChannel channel, Executor executor, PiecePool pool, Pieces pieces, SpaceWait space) {
        this.channel = channel;
        this.executor = executor;
        this.pool = pool;
        this.pieces = pieces;
        this.space = space;
    }

    /** From the beginning of a file that exists; empty where this file system does not allow it, or too many do so. */
    static Optional<BulkWrite> into(Disk disk, Path file, Executor executor, PiecePool pool, SpaceWait space) {
        return fits(file)
                ? pool.lend().flatMap(pieces -> into(disk, file, executor, pool, pieces, space))
                : Optional.empty();
    }

    private static boolean fits(Path file) {
        try {
            return Pieces.ALIGNMENT % Files.getFileStore(file).getBlockSize() == 0;
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static Optional<BulkWrite> into(
            Disk disk, Path file, Executor executor, PiecePool pool, Pieces pieces, SpaceWait space) {
        try {
            FileChannel channel = disk.open(file, Set.of(StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT));
            return Optional.of(new BulkWrite(channel, executor, pool, pieces, space));
        } catch (IOException | UnsupportedOperationException notHere) {
            pool.takeBack(pieces);
            return Optional.empty();
        }
    }

    /** Takes all of the bytes; waits while too many pieces are unwritten. */
    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            ByteBuffer piece = filling.isPresent() ? filling.get() : pieces.take();
            filling = Optional.of(piece);
            int length = Math.min(bytes.remaining(), piece.remaining());
            piece.put(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
            if (!piece.hasRemaining()) {
                filling = Optional.empty();
                handOver(piece.flip());
            }
        }
    }

    /** The piece is given back by whoever writes it, so it is handed over before an earlier one's failure is told. */
    private void handOver(ByteBuffer piece) throws IOException {
        long at = position;
        position += piece.remaining();
        FutureTask<?> task = new FutureTask<>(() -> written(piece, at));
        executor.execute(task);
        writing.add(task);
        while (!writing.isEmpty() && writing.peek().isDone()) {
            DiskFailure.get(writing.remove());
        }
    }

    private long written(ByteBuffer piece, long at) throws IOException {
        try {
            return space.with(() -> {
                while (piece.hasRemaining()) {
                    channel.write(piece, at + piece.position());
                }
                return at;
            });
        } finally {
            pieces.giveBack(piece);
        }
    }

    /** Returns when all that was taken is written, what does not fill a piece through the file's ordinary channel. */
    void finish(FileChannel ordinary) throws IOException {
        try (channel) {
            while (!writing.isEmpty()) {
                DiskFailure.get(writing.remove());
            }
            if (filling.isPresent()) {
                ByteBuffer rest = filling.get().flip();
                space.with(() -> {
                    while (rest.hasRemaining()) {
                        ordinary.write(rest, position + rest.position());
                    }
                    return rest;
                });
            }
        } finally {
            letGo();
        }
    }

    /** Lets go of it, written or not. */
    void abandon() throws IOException {
        try (channel) {
            for (FutureTask<?> task : writing) {
                awaitQuietly(task);
            }
        } finally {
            letGo();
        }
    }

    private static void awaitQuietly(FutureTask<?> task) {
        try {
            DiskFailure.get(task);
        } catch (IOException givenUpAnyway) {
            return;
        }
    }

    private void letGo() {
        filling.ifPresent(pieces::giveBack);
        filling = Optional.empty();
        pool.takeBack(pieces);
    }
}
