package io.jbarman.runtime;

import io.jbarman.config.BarmanConfig;
import io.jbarman.config.BarmanConfigReader;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The resident process: one per run directory, for all servers of one configuration. */
public final class BarmanRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(BarmanRuntime.class);

    private final Path mainFile;
    private final String version;
    private final Supervisor supervisor;
    private final RuntimeCommands commands;
    private final ServiceNotices notices;
    private final Clock clock;
    private final Instant started;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile BarmanConfig config;

    /**
     * @param mainFile the configuration, read anew by every reload
     * @param config what it said just now
     * @param notices to whoever started this as a service
     */
    public BarmanRuntime(
            Path mainFile,
            BarmanConfig config,
            String version,
            Supervisor supervisor,
            ServiceNotices notices,
            Clock clock) {
        this.mainFile = mainFile;
        this.config = config;
        this.version = version;
        this.supervisor = supervisor;
        this.notices = notices;
        this.commands = new RuntimeCommands(supervisor);
        this.clock = clock;
        this.started = clock.instant();
    }

    /**
     * Runs until {@link #stop}.
     *
     * @throws ProblemException if a runtime is at work there already, or the run directory cannot be used
     */
    public void run() throws IOException, InterruptedException {
        RunDirectory directory = RunDirectory.of(config.global());
        directory.create();
        FileLocks lock = lock(directory);
        try {
            supervisor.apply(config);
            serve(directory);
        } finally {
            lock.close();
        }
    }

    private void serve(RunDirectory directory) throws IOException, InterruptedException {
        try (WalSocket wal = WalSocket.open(directory.walSocket(), () -> config, supervisor::wake, clock)) {
            // Before anybody is answered: who was told that it runs would look for its record.
            record().write(directory);
            answer(directory);
            LOG.debug("closing {}", wal);
        } finally {
            supervisor.stop();
            Files.deleteIfExists(directory.record());
            LOG.info("stopped");
        }
    }

    private void answer(RunDirectory directory) throws IOException, InterruptedException {
        try (ControlServer socket = ControlServer.open(directory.socket(), this::handle)) {
            LOG.info(
                    "jbarman runtime {} serves {} on {}",
                    version,
                    config.files().keySet(),
                    directory.socket());
            notices.ready("works on " + supervisor.status().size() + " servers");
            while (!stop.await(signOfLife().toMillis(), TimeUnit.MILLISECONDS)) {
                giveSignOfLife(directory);
            }
            LOG.info("stopping");
            notices.stopping();
            LOG.debug("closing {}", socket);
        }
    }

    private Duration signOfLife() {
        return notices.signOfLifeEvery().orElse(Duration.ofMinutes(1));
    }

    /** Asked over our own socket, as others ask: a runtime that answers nobody is dead. */
    private void giveSignOfLife(RunDirectory directory) {
        boolean answers = new ControlClient(directory).ask("ping").isPresent();
        if (answers && Watchdog.isAlive(supervisor.status())) {
            notices.alive();
        } else {
            LOG.error("no sign of life is given to systemd: {}", answers ? "no server moves" : "nobody answers");
        }
    }

    /** Ends {@link #run} soon. Returns at once. */
    public void stop() {
        stop.countDown();
    }

    private FileLocks lock(RunDirectory directory) throws IOException {
        FileLocks.Attempt attempt = FileLocks.take(List.of(directory.lock()), false);
        if (attempt instanceof FileLocks.Attempt.Busy busy) {
            throw new ProblemException(Diagnostic.error(
                    "runtime-already-running",
                    "a jbarman runtime is already running in " + directory.path()
                            + busy.owner().map(pid -> " (process " + pid + ")").orElse(""),
                    "ask it with: jbarman runtime status; end it with: jbarman runtime stop"));
        }
        return ((FileLocks.Attempt.Held) attempt).locks();
    }

    private RuntimeRecord record() {
        return new RuntimeRecord(ProcessHandle.current().pid(), version, started, config.files());
    }

    private JsonObject handle(JsonObject request) throws IOException, InterruptedException {
        String server = request.find("server").map(name -> name.asText()).orElse("");
        return switch (request.get("command").asText()) {
            case "status" -> commands.status(record().identity().build());
            case "ping" -> new JsonBuilder().put("ok", true).build();
            case "hops" -> commands.hops(config.find(server));
            case "reload" -> reload();
            case "stop" -> stopping();
            case "archive-wal" -> commands.archive(server);
            case "reset" -> commands.reset(server);
            case "pause" -> commands.want(server, DesiredState.PAUSED);
            case "resume" -> commands.want(server, DesiredState.RUNNING);
            case "stop-server" -> commands.want(server, DesiredState.STOPPED);
            default -> ControlServer.error("unknown command");
        };
    }

    private JsonObject reload() throws IOException, InterruptedException {
        notices.reloading();
        try {
            BarmanConfig fresh = BarmanConfigReader.read(mainFile);
            Supervisor.Reload done = supervisor.apply(fresh);
            config = fresh;
            record().write(RunDirectory.of(fresh.global()));
            return RuntimeCommands.reload(done);
        } catch (ProblemException e) {
            Diagnostic problem = e.problems().get(0);
            String place = problem.origin().map(origin -> origin + ": ").orElse("");
            return ControlServer.error("the configuration was not loaded, the old one stays: " + place
                    + problem.summary() + "; " + problem.hint());
        } finally {
            notices.ready("works on " + supervisor.status().size() + " servers");
        }
    }

    private JsonObject stopping() {
        stop();
        return new JsonBuilder().put("ok", true).build();
    }
}
