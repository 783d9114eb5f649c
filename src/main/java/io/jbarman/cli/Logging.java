package io.jbarman.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.jbarman.config.GlobalConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the log goes; set in code, since a configuration file would cost a tenth of a second at every start. */
final class Logging {
    private static final long LARGEST = 10 << 20;
    private static final String PATTERN = "%d{\"yyyy-MM-dd HH:mm:ss,SSS\"} [%property{PID}] %logger{0} %level: %msg%n";

    private Logging() {}

    /** To the file that a configuration names, else to standard error. */
    static void of(GlobalConfig global) {
        of(global, Optional.empty());
    }

    /**
     * To the file that a configuration names, else to another, else to standard error.
     *
     * @param other whose size nobody but we will look after
     */
    static void of(GlobalConfig global, Optional<Path> other) {
        if (global.logFile().isPresent()) {
            toFile(
                    MovableLog.rotatedByOthers(global.logFile().get()),
                    global.logFile().get(),
                    global);
        } else if (other.isPresent()) {
            toFile(MovableLog.rotatedAt(other.get(), LARGEST), other.get(), global);
        } else {
            toStandardError(global);
        }
    }

    /** To standard error. */
    static void toStandardError(GlobalConfig global) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget("System.err");
        start(appender, global);
    }

    /**
     * To a file, which is appended to.
     *
     * @throws ProblemException if it cannot be written
     */
    private static void toFile(MovableLog appender, Path file, GlobalConfig global) {
        try {
            Files.write(file, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ProblemException(
                    Diagnostic.error(
                            "log-file-denied",
                            "log_file " + file + " cannot be written: " + e,
                            "make it writable for the account that runs jbarman, or change log_file in [barman]"),
                    e);
        }
        start(appender, global);
    }

    private static void start(OutputStreamAppender<ILoggingEvent> appender, GlobalConfig global) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("PID", Long.toString(ProcessHandle.current().pid()));
        Encoder<ILoggingEvent> encoder = global.logsJson() ? json() : text();
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level(global.logLevel()));
        root.addAppender(appender);
    }

    private static Encoder<ILoggingEvent> text() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN);
        return encoder;
    }

    /** One object per line: timestamp in milliseconds, level, thread, logger, the server as mdc, message, throwable. */
    private static Encoder<ILoggingEvent> json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        return encoder;
    }

    /** Barman's names of levels are Python's. */
    private static Level level(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "notset", "debug" -> Level.DEBUG;
            case "warning" -> Level.WARN;
            case "error", "critical" -> Level.ERROR;
            default -> Level.INFO;
        };
    }
}
