package io.jbarman.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs real jbarman commands as a user would, in a directory, and shows what they print while they print it. */
final class JbarmanCommand {
    private final Path launcher;
    private final Path directory;
    private final PrintWriter out;

    JbarmanCommand(Path launcher, Path directory, PrintWriter out) {
        this.launcher = launcher;
        this.directory = directory;
        this.out = out;
    }

    /** What a command left. */
    record Said(String commandLine, int status, String output) {}

    /** Runs one to its end, showing the command line and all output. */
    Said show(String... arguments) throws IOException {
        String commandLine = "jbarman " + String.join(" ", arguments);
        out.println("$ " + commandLine);
        out.flush();
        StringBuilder output = new StringBuilder();
        int status = run(arguments, line -> {
            output.append(line).append('\n');
            out.println(line);
            out.flush();
        });
        return new Said(commandLine, status, output.toString());
    }

    /** Runs one to its end and shows nothing. */
    Said quietly(String... arguments) throws IOException {
        StringBuilder output = new StringBuilder();
        int status = run(arguments, line -> output.append(line).append('\n'));
        return new Said("jbarman " + String.join(" ", arguments), status, output.toString());
    }

    private interface LineSink {
        void take(String line);
    }

    private int run(String[] arguments, LineSink sink) throws IOException {
        Process process = start(arguments);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sink.take(line);
            }
            return process.waitFor();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        } finally {
            process.destroy();
        }
    }

    private Process start(String[] arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("BARMAN"));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
