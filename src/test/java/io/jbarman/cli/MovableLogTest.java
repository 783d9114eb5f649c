package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A log whose file is moved away under it, and one that grows. */
final class MovableLogTest {
    private final Path file;
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private long now = 1_000_000;

    MovableLogTest(@TempDir Path directory) {
        file = directory.resolve("log");
    }

    private MovableLog started(MovableLog log) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n");
        encoder.start();
        log.setContext(context);
        log.setEncoder(encoder);
        log.start();
        return log;
    }

    /** Each a second after the one before. */
    private void say(MovableLog log, String text) {
        LoggingEvent event = new LoggingEvent("", context.getLogger("test"), Level.INFO, text, null, null);
        now += 1000;
        event.setTimeStamp(now);
        log.doAppend(event);
    }

    private List<String> lines(String suffix) throws Exception {
        Path named = file.resolveSibling(file.getFileName() + suffix);
        return Files.exists(named) ? Files.readAllLines(named) : List.of();
    }

    @Test
    void whatLogrotateMovedAwayIsLeftAloneAndWhatItRemovedIsMadeAnew() throws Exception {
        MovableLog log = started(MovableLog.rotatedByOthers(file));
        say(log, "one");
        Files.move(file, file.resolveSibling("log.1"));
        say(log, "two");
        Files.move(file, file.resolveSibling("log.2"));
        Files.writeString(file, "");
        say(log, "three");
        Files.delete(file);
        say(log, "four");
        log.stop();
        assertThat(lines(".1")).containsExactly("one");
        assertThat(lines(".2")).containsExactly("two");
        assertThat(lines("")).containsExactly("four");
    }

    @Test
    void aLargeOneBeginsAnewAndAFewOldOnesAreKept() throws Exception {
        MovableLog log = started(MovableLog.rotatedAt(file, 10));
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            said.add("line number " + i);
            say(log, said.get(i));
        }
        log.stop();
        assertThat(lines("")).containsExactly(said.get(5));
        assertThat(lines(".1")).containsExactly(said.get(4));
        assertThat(lines(".3")).containsExactly(said.get(2));
        assertThat(lines(".4")).isEmpty();
    }
}
