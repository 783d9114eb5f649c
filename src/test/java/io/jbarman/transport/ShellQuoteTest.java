package io.jbarman.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Words that pass through a real shell and come out as they went in. */
final class ShellQuoteTest {
    private static final String ALPHABET = "'\"\\$`!#&*?[]{}()<>|;~=%:,./@+-_ \t\n\raZ0é漢\u0001\u007f";

    private static String shell(String script) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", script).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void everyWordSurvivesARealShell() throws IOException {
        Random random = new Random(17);
        List<String> words =
                new ArrayList<>(List.of("", "-n", "plain", "~", "~root", "*", "a=b", "#", "'", "\\", "\n"));
        for (int i = 0; i < 300; i++) {
            words.add(random.ints(random.nextInt(12), 0, ALPHABET.length())
                    .collect(StringBuilder::new, (text, at) -> text.append(ALPHABET.charAt(at)), StringBuilder::append)
                    .toString());
        }
        String expected = String.join("\u0002", words) + "\u0002";
        assertThat(shell("printf '%s\\002' " + ShellQuote.join(words))).isEqualTo(expected);
    }

    @Test
    void plainWordsStayReadable() {
        assertThat(ShellQuote.join(List.of("psql", "-p", "5432", "a b"))).isEqualTo("psql -p 5432 'a b'");
    }

    @Test
    void aNulIsRefused() {
        assertThatThrownBy(() -> ShellQuote.quote("a\0b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Command.of("a", "b\0")).isInstanceOf(IllegalArgumentException.class);
    }
}
