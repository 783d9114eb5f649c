package io.jbarman.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ByteTextTest {
    @Test
    void utf8IsItself() {
        String text = "слот é \uD83D\uDC18 \uFFFD\u0000\r\n";

        assertThat(ByteText.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
        assertThat(ByteText.encode(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void latin1IsKeptAmongLinesInUtf8() {
        byte[] bytes = "Gr\u00fc\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ByteText.encode("# é\n" + ByteText.decode(bytes) + "漢\n"))
                .startsWith("# é\nGr".getBytes(StandardCharsets.UTF_8))
                .contains(0xFC, 0xDF)
                .endsWith("e\n漢\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whateverTheBytesTheyComeBack() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);

            assertThat(ByteText.encode(ByteText.decode(bytes))).isEqualTo(bytes);
        }
    }
}
