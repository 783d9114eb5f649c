package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.runtime.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the runtime in a session of its own, and waits until it answers. */
final class DetachedRuntime {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int LOOKS = 600;
    private static final String DETACHED = "JBARMAN_DETACHED";

    private final BarmanContext context;
    private final RunDirectory directory;

    DetachedRuntime(BarmanContext context) {
        this.context = context;
        this.directory = context.runDirectory();
    }

    /** Where a runtime logs that was started so, and whose configuration names no log. */
    static Optional<Path> log(Map<String, String> environment, RunDirectory directory) {
        return environment.containsKey(DETACHED) ? Optional.of(directory.log()) : Optional.empty();
    }

    void start() throws IOException, InterruptedException {
        if (context.runtime().ask("status").isPresent()) {
            context.output()
                    .error("a jbarman runtime is already running in " + directory.path()
                            + "\n  hint: jbarman runtime status; after a change of the configuration: jbarman runtime"
                            + " reload");
            return;
        }
        directory.create();
        ProcessBuilder builder = new ProcessBuilder(command())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(directory.output().toFile())
                .redirectErrorStream(true);
        builder.environment().put(DETACHED, "1");
        Process process = builder.start();
        JsonObject status = await(process);
        long pid = status.get("runtime").asObject().get("pid").asLong();
        List<String> failed = failures(status);
        failed.forEach(context.output()::error);
        context.output()
                .info("The runtime (process " + pid + ") has started"
                        + (failed.isEmpty() ? "" : "; it tries the servers above again by itself"));
    }

    private JsonObject await(Process process) throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS && process.isAlive(); look++) {
            Optional<JsonObject> status = context.runtime().ask("status");
            if (status.isPresent()) {
                return status.get();
            }
            context.sleeper().sleep(PAUSE);
        }
        String said = Files.readString(directory.output()).strip();
        throw new ProblemException(Diagnostic.error(
                        "runtime-not-started",
                        "the runtime did not start",
                        "mend what it said, or run it in the foreground: jbarman runtime")
                .withDetail(said.isEmpty() ? "it said nothing; see log_file" : said));
    }

    private static List<String> failures(JsonObject status) {
        List<String> failed = new ArrayList<>();
        status.get("servers")
                .asObject()
                .members()
                .forEach((name, server) -> server.asObject()
                        .find("problem")
                        .map(JsonValue::asObject)
                        .ifPresent(problem -> failed.add(RuntimeStatus.words(problem) + "\n  hint: "
                                + problem.get("hint").asText())));
        return failed;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(ownCommand());
        command.addAll(List.of("--config", context.mainFile().toAbsolutePath().toString(), "runtime"));
        return command;
    }

    /** The launcher that this process came from; without one, the same JVM and classes. */
    private static List<String> ownCommand() {
        String launcher = System.getProperty("jbarman.launcher", "");
        if (!launcher.isEmpty()) {
            return List.of(launcher);
        }
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
    }
}
