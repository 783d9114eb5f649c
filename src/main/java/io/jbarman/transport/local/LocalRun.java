package io.jbarman.transport.local;

import io.jbarman.transport.CommandResult;
import io.jbarman.transport.Exchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;

/** One program run to its end. */
final class LocalRun {
    private final List<String> arguments;
    private final Duration timeout;
    private final TreeWatchdog watchdog;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final byte[] input;

    LocalRun(List<String> arguments, byte[] input, Duration timeout) {
        this.arguments = arguments;
        this.input = input;
        this.timeout = timeout;
        this.watchdog = new TreeWatchdog(timeout);
    }

    Exchange toEnd() throws IOException {
        DefaultExecutor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(new PatientPumps(output, errors, new ByteArrayInputStream(input)))
                .get();
        executor.setWatchdog(watchdog);
        executor.setExitValues(null);
        int status = executor.execute(commandLine());
        return watchdog.timedOut() ? timedOut() : new Exchange(status, output.toByteArray(), errorText());
    }

    private CommandLine commandLine() {
        CommandLine line = new CommandLine(arguments.get(0));
        arguments.stream().skip(1).forEach(argument -> line.addArgument(argument, false));
        return line;
    }

    private Exchange timedOut() {
        String text = errorText() + "ended after " + timeout.toSeconds() + " s: its time was up\n";
        return new Exchange(CommandResult.TIMED_OUT, output.toByteArray(), text);
    }

    private String errorText() {
        return errors.toString(StandardCharsets.UTF_8);
    }
}
