package io.jbarman.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The processes that have to do with a directory: it stands in their command line, or they work in it. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;

    Leftovers(Path directory) {
        this.directory = directory;
    }

    /** Those that run now, but for this one. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> isNamed(process) || worksThere(process))
                .filter(ProcessHandle::isAlive)
                .collect(Collectors.toList());
    }

    private boolean isNamed(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(directory + "/"))
                .isPresent();
    }

    private boolean worksThere(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"))
                    .startsWith(directory);
        } catch (IOException | RuntimeException notOursToLookInto) {
            return false;
        }
    }

    /** Ends them, politely at first. */
    void end() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroy);
        all.forEach(Leftovers::awaitOrKill);
    }

    private static void awaitOrKill(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stubborn) {
            process.destroyForcibly();
        } catch (ExecutionException cannotBeWatched) {
            process.destroyForcibly();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
