package io.jbarman.archive;

import io.jbarman.fixture.PgCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What looking at every record costs a runtime that archives a backlog of pgbench WAL: in turn with and without, where
 * without means that its record of what was looked at says it of all segments already.
 *
 * <p>Arguments: segments (100), rounds (3).
 */
final class RecordsBenchmark {
    private static final List<String> COMPRESSIONS = List.of("gzip", "zstd", "none");
    private static final String ALL = "000000010000000000000001..0000000100000FFF000000FF";

    private final Path directory;
    private final List<Path> segments;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private RecordsBenchmark(Path directory, List<Path> segments) {
        this.directory = directory;
        this.segments = segments;
    }

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path directory = Files.createTempDirectory("bench-records");
        try (PgCluster pg = ArchiveBenchmark.server()) {
            List<Path> segments = ArchiveBenchmark.filled(pg, count, Files.createDirectories(directory.resolve("wal")));
            new RecordsBenchmark(directory, segments).run(rounds);
        } finally {
            ArchiveBenchmark.delete(directory);
        }
    }

    private void run(int rounds) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (String compression : COMPRESSIONS) {
                measured(compression, false);
                measured(compression, true);
            }
        }
        figures.forEach((name, values) ->
                System.out.printf(Locale.ROOT, "median %-44s %8.2f%n", name, ArchiveBenchmark.median(values)));
    }

    private void measured(String compression, boolean looks) throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve("home"));
        Path server = home.resolve("pg");
        Path incoming = Files.createDirectories(server.resolve("incoming"));
        Path config = ArchiveBenchmark.configuration(home, compression);
        Files.writeString(
                server.resolve(".jbarman-records.json"),
                looks ? "{\"checked\":[],\"flaws\":[]}" : "{\"checked\":[\"" + ALL + "\"],\"flaws\":[]}");
        for (Path segment : segments) {
            Files.createLink(incoming.resolve(segment.getFileName()), segment);
        }
        List<String> words = new ArrayList<>(ArchiveBenchmark.jbarman());
        words.remove("-XX:TieredStopAtLevel=1");
        words.addAll(List.of("--config", config.toString(), "runtime"));
        Process runtime = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String name = compression + (looks ? " with" : " without");
            double archiving = seconds(runtime, () -> isEmpty(incoming));
            double after = looks ? seconds(runtime, () -> isLookedAt(server)) : 0;
            Duration processor = runtime.info().totalCpuDuration().orElse(Duration.ZERO);
            note(name + ": segments/s", segments.size() / archiving);
            note(name + ": processor ms a segment", (double) processor.toMillis() / segments.size());
            if (looks) {
                note(name + ": s until all are looked at", archiving + after);
            }
        } finally {
            runtime.destroy();
            runtime.waitFor();
        }
        ArchiveBenchmark.delete(home);
    }

    private void note(String name, double value) {
        System.out.printf(Locale.ROOT, "%-51s %8.2f%n", name, value);
        figures.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static double seconds(Process runtime, Condition condition) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (!runtime.isAlive()) {
                throw new IllegalStateException("the runtime ended with " + runtime.exitValue());
            }
            Thread.sleep(20);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static boolean isEmpty(Path incoming) throws IOException {
        try (Stream<Path> files = Files.list(incoming)) {
            return files.findAny().isEmpty();
        }
    }

    private boolean isLookedAt(Path server) throws IOException {
        String checked = Files.readString(server.resolve(".jbarman-records.json"));
        String first = String.valueOf(segments.get(0).getFileName());
        String last = String.valueOf(segments.get(segments.size() - 1).getFileName());
        return checked.contains("\"" + first + ".." + last + "\"");
    }
}
