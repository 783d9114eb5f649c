package io.jbarman.wal;

import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.Lsn;
import io.jbarman.quickstart.PostgresInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How fast a backlog of WAL is received, each megabyte durable, beside pg_receivewal: both as processes of their own from
 * start to exit, from slots at the same position, feedback on, in turn; ours as its users call it, through the
 * launcher.
 *
 * <p>Arguments: megabytes (1536), rounds (5), pg_receivewal's command, in words (that of Debian's PostgreSQL 15).
 */
final class CatchUpBenchmark {
    private static final String PG_RECEIVEWAL = "/usr/lib/postgresql/15/bin/pg_receivewal";

    private final PgCluster pg;
    private final Lsn begin;
    private final Lsn end;

    private CatchUpBenchmark(PgCluster pg, int megabytes) {
        this.pg = pg;
        pg.sql("SELECT pg_create_physical_replication_slot('begin', true)");
        this.begin = Lsn.parse(pg.sql("SELECT restart_lsn FROM pg_replication_slots"));
        this.end = filled(megabytes);
    }

    public static void main(String[] arguments) throws Exception {
        int megabytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1536;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        List<String> peer =
                arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : List.of(PG_RECEIVEWAL);
        try (PgCluster pg = PgCluster.debian15()
                .setting("wal_level", "replica")
                .setting("max_wal_senders", "10")
                .setting("max_replication_slots", "50")
                .setting("max_wal_size", "20GB")
                .setting("checkpoint_timeout", "1h")
                .start()) {
            new CatchUpBenchmark(pg, megabytes).run(rounds, peer);
        }
    }

    private Lsn filled(int megabytes) {
        pg.sql("SELECT count(pg_logical_emit_message(false, 'bench', repeat(md5(n::text), 32768)))"
                + " FROM generate_series(1, " + megabytes + ") n");
        pg.sql("SELECT pg_switch_wal()");
        Lsn boundary = Lsn.parse(pg.sql("SELECT pg_lsn '0/0' + (pg_current_wal_lsn() - '0/0') / 16777216 * 16777216"));
        pg.sql("SELECT pg_logical_emit_message(true, 'bench', 'so that the end is passed')");
        return boundary;
    }

    private void run(int rounds, List<String> peer) throws IOException, InterruptedException {
        List<String> launcher = List.of(Fixtures.checkout().resolve("jbarman").toString(), "pg_receivewal");
        List<Double> theirs = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            theirs.add(measured("pg_receivewal", peer));
            ours.add(measured("jbarman", launcher));
            ratios.add(ours.get(round) / theirs.get(round));
        }
        countSyncs("pg_receivewal", peer);
        countSyncs("jbarman", launcher);
        System.out.printf(
                Locale.ROOT,
                "median MB/s: pg_receivewal %.0f, jbarman %.0f; ratio of medians %.2f, median of paired ratios %.2f%n",
                median(theirs),
                median(ours),
                median(ours) / median(theirs),
                median(ratios));
    }

    private String slot(String name) {
        String slot = name.replace("_", "");
        pg.sql("SELECT pg_copy_physical_replication_slot('begin', '" + slot + "')");
        return slot;
    }

    private double measured(String name, List<String> command) throws IOException, InterruptedException {
        String slot = slot(name);
        Path directory = Files.createTempDirectory("bench-wal");
        try {
            long start = System.nanoTime();
            int status = run(command, slot, directory);
            double seconds = (System.nanoTime() - start) / 1e9;
            double rate = end.minus(begin) / 1e6 / seconds;
            System.out.printf(
                    Locale.ROOT,
                    "%-14s %4.0f MB in %5.2f s = %5.0f MB/s (exit %d, %d segments)%n",
                    name,
                    end.minus(begin) / 1e6,
                    seconds,
                    rate,
                    status,
                    segments(directory));
            return rate;
        } finally {
            delete(directory);
            pg.sql("SELECT pg_drop_replication_slot('" + slot + "')");
        }
    }

    private List<String> arguments(String slot, Path directory) {
        return List.of(
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(pg.port()),
                "-U",
                pg.superuser(),
                "-D",
                directory.toString(),
                "-S",
                slot,
                "--no-loop",
                "--endpos",
                end.plus(-8).toString());
    }

    private int run(List<String> command, String slot, Path directory) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.addAll(arguments(slot, directory));
        ProcessBuilder process = new ProcessBuilder(words).inheritIO();
        process.environment().put("PGPASSWORD", PostgresInstance.PASSWORD);
        return process.start().waitFor();
    }

    /** In a run of its own: tracing costs time. */
    private void countSyncs(String name, List<String> command) throws IOException, InterruptedException {
        Path trace = Files.createTempFile("bench-wal", ".trace");
        List<String> traced =
                new ArrayList<>(List.of("strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", trace.toString()));
        traced.addAll(command);
        String slot = slot(name + "traced");
        Path directory = Files.createTempDirectory("bench-wal");
        try {
            run(traced, slot, directory);
            long syncs;
            try (Stream<String> lines = Files.lines(trace)) {
                syncs = lines.filter(line -> line.matches(".*\\b(fsync|fdatasync)\\(.*"))
                        .count();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-14s %d fsyncs for %d segments: %.2f a segment%n",
                    name,
                    syncs,
                    segments(directory),
                    (double) syncs / segments(directory));
        } finally {
            delete(directory);
            Files.delete(trace);
            pg.sql("SELECT pg_drop_replication_slot('" + slot + "')");
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static long segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().length() == 24)
                    .count();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
