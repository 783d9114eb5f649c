package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Words that passwords have in them, and that must be found nowhere but in the one password file.
 *
 * @param words plain letters and digits, which no quoting or escaping changes
 */
record Canary(List<String> words) {
    private static final int MILLISECONDS = 10;

    /** What a verifier of a password begins with, as nobody types it. */
    static final String VERIFIER = "SCRAM-SHA-256$";

    /** Three that nothing else on this machine has, in no command line of whoever looks at this test. */
    static Canary ofThree() {
        return new Canary(IntStream.range(0, 3)
                .mapToObj(any -> "canary" + UUID.randomUUID().toString().replace("-", ""))
                .toList());
    }

    /** None of them is in that text. */
    void isNotIn(String place, String text) {
        assertThat(words).as("passwords in " + place).noneMatch(text::contains);
    }

    /** The files below a directory that have one of them in it. */
    List<Path> findBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isIn(content(file)))
                    .toList();
        }
    }

    private boolean isIn(String text) {
        return words.stream().anyMatch(text::contains);
    }

    static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    /** None of them is in the command line of any process of this machine for as long as that one runs. */
    int watchWhile(Process running) throws InterruptedException {
        int looks = 0;
        while (!running.waitFor(MILLISECONDS, TimeUnit.MILLISECONDS)) {
            assertThat(tellers())
                    .as("processes with passwords in their command lines")
                    .isEmpty();
            looks++;
        }
        return looks;
    }

    /** The programs, without their arguments. */
    private List<String> tellers() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .map(one -> content(one.resolve("cmdline")))
                    .filter(this::isIn)
                    .map(line -> line.split("\0", 2)[0])
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
