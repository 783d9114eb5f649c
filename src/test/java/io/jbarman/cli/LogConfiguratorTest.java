package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LogConfiguratorTest {
    private final PrintStream standardError = System.err;

    @AfterEach
    void restore() {
        System.setErr(standardError);
        System.clearProperty("jbarman.log");
    }

    @Test
    void residentCommandsLogAndOneShotCommandsDoNot() {
        assertThat(LogLevel.levelFor(List.of("plan", "topology.yml"))).isEqualTo("OFF");
        assertThat(LogLevel.levelFor(List.of("--config", "f", "runtime"))).isEqualTo("INFO");
        assertThat(LogLevel.levelFor(List.of("plan", "--debug"))).isEqualTo("DEBUG");
    }

    @Test
    void linesLookLikeBarmans() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        System.setErr(new PrintStream(lines, true, StandardCharsets.UTF_8));
        logger("runtime").info("Starting receiver");
        assertThat(lines.toString(StandardCharsets.UTF_8))
                .matches(
                        "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} \\[\\d+] io\\.jbarman INFO: Starting receiver\\R");
    }

    @Test
    void oneShotCommandsStaySilent() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        System.setErr(new PrintStream(lines, true, StandardCharsets.UTF_8));
        logger("validate").error("noise");
        assertThat(lines.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static org.slf4j.Logger logger(String verb) {
        LogLevel.decide(verb);
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
        LogConfigurator configurator = new LogConfigurator();
        configurator.setContext(context);
        configurator.configure(context);
        return context.getLogger("io.jbarman");
    }
}
