package io.jbarman.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * What is logged, without an XML file to parse: resident commands log to standard error as Barman does, one-shot
 * commands say what they have to say themselves, and {@code --debug} shows everything.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    private static final String BARMANS_PATTERN =
            "%d{\"yyyy-MM-dd HH:mm:ss,SSS\"} [%property{pid}] %logger %level: %msg%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        String level = System.getProperty(LogLevel.PROPERTY, "");
        if (level.isEmpty()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        context.putProperty("pid", String.valueOf(ProcessHandle.current().pid()));
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(level));
        if (root.getLevel() != Level.OFF) {
            root.addAppender(standardError(context));
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(BARMANS_PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("standard error");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
