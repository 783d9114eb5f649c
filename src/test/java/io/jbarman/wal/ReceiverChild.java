package io.jbarman.wal;

import io.jbarman.fixture.PgCluster;
import io.jbarman.fixture.TestClassPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A receiver in a process of its own, to be killed; it records each position that is durable. */
final class ReceiverChild {
    private ReceiverChild() {}

    /** Starts one, through the slot; what it has to say goes into a file. */
    static Process start(PgCluster pg, Path directory, Path log) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        TestClassPath.text(),
                        ReceiverChild.class.getName(),
                        String.valueOf(pg.port()),
                        pg.superuser(),
                        directory.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Arguments: port, user, directory. Receives until killed or until its standard input ends. */
    public static void main(String[] arguments) throws Exception {
        ReceiverOptions options = RunningReceiver.options(
                Integer.parseInt(arguments[0]), arguments[1], Path.of(arguments[2]), Optional.of(RunningReceiver.SLOT));
        try (RunningReceiver receiver = new RunningReceiver(new ReceiverOptions(
                options.target(),
                options.storage().recordedEvery(Duration.ZERO),
                options.slot(),
                options.ending(),
                options.statusInterval(),
                options.silence(),
                options.backoff()))) {
            while (System.in.read() >= 0) {}
            System.err.println(receiver.status());
        }
    }
}
