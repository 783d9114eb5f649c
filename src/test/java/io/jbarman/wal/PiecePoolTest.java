package io.jbarman.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PiecePoolTest {
    private static final int MOST = 8;

    private final PiecePool pool = new PiecePool(MOST);

    @Test
    void asManyAreLentAsThereIsMemoryForAndThoseTakenBackAreLentAgain() throws IOException {
        List<Pieces> lent = new ArrayList<>();
        for (Optional<Pieces> next = pool.lend(); next.isPresent(); next = pool.lend()) {
            lent.add(next.get());
        }
        assertThat(lent).hasSize(MOST).doesNotHaveDuplicates();

        Pieces one = lent.get(0);
        ByteBuffer piece = one.take();
        one.giveBack(piece.put((byte) 1));
        pool.takeBack(one);

        assertThat(pool.lend()).contains(one);
        assertThat(one.take()).isSameAs(piece).extracting(ByteBuffer::remaining).isEqualTo(Pieces.BYTES);
    }

    @Test
    @Timeout(60)
    void aDiskThatFailsKeepsNone(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("segment"));
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            for (int failure = 0; failure < 4 * MOST; failure++) {
                BulkWrite bulk = BulkWrite.into(new ClosedDisk(), file, writer, pool, SpaceWait.never(directory))
                        .orElseThrow();
                assertThatThrownBy(() -> bulk.write(ByteBuffer.allocate(16 * Pieces.BYTES)))
                        .isInstanceOf(IOException.class);
                bulk.abandon();
            }
        } finally {
            writer.shutdown();
        }
    }

    /** Whose files nothing can be written into. */
    private record ClosedDisk() implements Disk {
        @Override
        public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            channel.close();
            return channel;
        }

        @Override
        public void force(Path file, FileChannel channel) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void syncDirectory(Path directory) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void link(Path file, Path name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void rename(Path file, Path name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(Path file) {
            throw new UnsupportedOperationException();
        }
    }
}
