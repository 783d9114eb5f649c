package io.jbarman.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Editors complete what the language has, no more and no less. Written anew by -Dgolden.write=true. */
final class WordInterfacesTest {
    private static final Path ROOM =
            Path.of(System.getProperty("jbarman.checkout", "."), "src/main/java/io/jbarman/dsl");

    @Test
    void wordsAreTheKeysOfTheDescription() throws IOException {
        Map<String, String> wanted = WordsSource.all();
        if (Boolean.getBoolean("golden.write")) {
            for (Map.Entry<String, String> source : wanted.entrySet()) {
                Files.writeString(ROOM.resolve(source.getKey() + ".java"), source.getValue());
            }
        }

        assertThat(written()).isEqualTo(new TreeSet<>(wanted.keySet()));
        for (Map.Entry<String, String> source : wanted.entrySet()) {
            assertThat(squeezed(Files.readString(ROOM.resolve(source.getKey() + ".java"))))
                    .as(source.getKey())
                    .isEqualTo(squeezed(source.getValue()));
        }
    }

    private static Set<String> written() throws IOException {
        try (Stream<Path> files = Files.list(ROOM)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith("Words.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The formatter breaks lines, in comments too. */
    private static String squeezed(String source) {
        return source.replaceAll("[\\s*/]+", "");
    }
}
