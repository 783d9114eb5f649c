package io.jbarman.archive;

import io.jbarman.fixture.PgCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How fast a backlog of WAL is archived, beside Barman: both as {@code archive-wal} over {@code incoming}, as processes of
 * their own from start to exit, in turn, on the same pgbench WAL.
 *
 * <p>Arguments: segments (200), rounds (3), Barman's command, in words (barman).
 */
final class ArchiveBenchmark {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final List<String> COMPRESSIONS = List.of("gzip", "zstd", "lz4", "none");

    private final Path directory;
    private final List<Path> segments;
    private final List<String> barman;
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    private ArchiveBenchmark(Path directory, List<Path> segments, List<String> barman) {
        this.directory = directory;
        this.segments = segments;
        this.barman = barman;
    }

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        List<String> barman =
                arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : List.of("barman");
        Path directory = Files.createTempDirectory("bench-archive");
        try (PgCluster pg = server()) {
            List<Path> segments = filled(pg, count, Files.createDirectories(directory.resolve("wal")));
            new ArchiveBenchmark(directory, segments, barman).run(rounds);
        } finally {
            delete(directory);
        }
    }

    static PgCluster server() {
        return PgCluster.debian15()
                .setting("wal_level", "replica")
                .setting("wal_keep_size", "20GB")
                .setting("max_wal_size", "512MB")
                .setting("synchronous_commit", "off")
                .start();
    }

    /** Real WAL, of a load in bulk and of transactions between frequent checkpoints, kept apart from the server's. */
    static List<Path> filled(PgCluster pg, int count, Path kept) throws IOException, InterruptedException {
        Path wal = pg.dataDirectory().resolve("pg_wal");
        while (complete(pg, wal).size() < count) {
            pgbench(pg, "-i", "-s", "50", "-q");
            pgbench(pg, "-N", "-n", "-c", "8", "-T", "10");
        }
        for (Path segment : complete(pg, wal).subList(0, count)) {
            Files.copy(segment, kept.resolve(segment.getFileName()));
        }
        return sorted(kept);
    }

    private static List<Path> complete(PgCluster pg, Path wal) throws IOException {
        String current = pg.sql("SELECT pg_walfile_name(pg_current_wal_lsn())");
        return sorted(wal).stream()
                .filter(file -> file.getFileName().toString().length() == 24)
                .filter(file -> file.getFileName().toString().compareTo(current) < 0)
                .toList();
    }

    private static void pgbench(PgCluster pg, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                PROGRAMS.resolve("pgbench").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(pg.port()),
                "-U",
                pg.superuser()));
        command.addAll(List.of(words));
        command.add("postgres");
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("PGPASSWORD", io.jbarman.quickstart.PostgresInstance.PASSWORD);
        ended(process);
    }

    private void run(int rounds) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            measured("barman gzip", "gzip", barman);
            for (String compression : COMPRESSIONS) {
                measured("jbarman " + compression, compression, jbarman());
            }
        }
        double peer = median(rates.getOrDefault("barman gzip", List.of(1.0)));
        rates.forEach((name, values) -> System.out.printf(
                Locale.ROOT,
                "median %-14s %6.2f segments/s, ratio to Barman's gzip %.2f%n",
                name,
                median(values),
                median(values) / peer));
    }

    private void measured(String name, String compression, List<String> command)
            throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve("home"));
        Path incoming = Files.createDirectories(home.resolve("pg/incoming"));
        Path config = configuration(home, compression);
        for (Path segment : segments) {
            Files.createLink(incoming.resolve(segment.getFileName()), segment);
        }
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(command == barman ? "-c" : "--config", config.toString(), "archive-wal", "pg"));
        long start = System.nanoTime();
        ended(new ProcessBuilder(words));
        double seconds = (System.nanoTime() - start) / 1e9;
        int archived = archived(home);
        if (archived != segments.size()) {
            throw new IllegalStateException(name + " archived " + archived + " of " + segments.size());
        }
        System.out.printf(
                Locale.ROOT,
                "%-14s %3d segments in %6.2f s = %6.2f/s, %4d MB%n",
                name,
                archived,
                seconds,
                archived / seconds,
                size(home) >> 20);
        rates.computeIfAbsent(name, any -> new ArrayList<>()).add(archived / seconds);
        delete(home);
    }

    static Path configuration(Path home, String compression) throws IOException {
        return Files.writeString(
                home.resolve("barman.conf"),
                String.join(
                        "\n",
                        "[barman]",
                        "barman_home = " + home,
                        "barman_user = " + System.getProperty("user.name"),
                        "log_file = " + home.resolve("log"),
                        "[pg]",
                        "conninfo = host=127.0.0.1 port=1 user=none dbname=postgres",
                        "streaming_conninfo = host=127.0.0.1 port=1 user=none",
                        "backup_method = postgres",
                        "archiver = on",
                        "compression = " + compression,
                        ""));
    }

    static List<String> jbarman() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.jbarman.cli.Main");
    }

    private static void ended(ProcessBuilder process) throws IOException, InterruptedException {
        Process started = process.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (started.waitFor() != 0) {
            throw new IllegalStateException(process.command() + " ended with " + started.exitValue());
        }
    }

    private static int archived(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("pg/wals"))) {
            return (int) files.filter(file -> file.getFileName().toString().length() == 24)
                    .filter(Files::isRegularFile)
                    .count();
        }
    }

    private static long size(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("pg/wals"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static List<Path> sorted(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
