package io.jbarman.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PiecesTest {
    @Test
    void asManyAreLentAsThereIsMemoryForAndThoseReturnedAreLentAgain() throws IOException {
        List<Pieces> lent = new ArrayList<>();
        try {
            for (Optional<Pieces> next = Pieces.lent(); next.isPresent(); next = Pieces.lent()) {
                lent.add(next.get());
            }
            assertThat(lent).hasSize(Pieces.SETS).doesNotHaveDuplicates();

            Pieces one = lent.remove(0);
            ByteBuffer piece = one.take();
            one.giveBack(piece.put((byte) 1));
            one.returned();
            lent.add(Pieces.lent().orElseThrow());

            assertThat(lent).contains(one);
            assertThat(one.take())
                    .isSameAs(piece)
                    .extracting(ByteBuffer::remaining)
                    .isEqualTo(Pieces.BYTES);
            one.giveBack(piece);
        } finally {
            lent.forEach(Pieces::returned);
        }
    }
}
