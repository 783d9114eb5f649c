package io.jbarman.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs programs of this machine to their end. */
final class Processes {
    private Processes() {}

    /** What a program left: its exit status and everything it said. */
    record Outcome(List<String> command, int status, String output) {
        boolean succeeded() {
            return status == 0;
        }
    }

    /** Runs a program in a directory with no input; standard error is part of the output. */
    static Outcome run(Path directory, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(command, process.waitFor(), output);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.get(0), stop);
        } finally {
            process.destroy();
        }
    }
}
