package io.jbarman.wal;

import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SlotName;
import io.jbarman.quickstart.PostgresInstance;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * How fast a backlog of WAL is received, each megabyte durable, beside pg_receivewal: both as processes of their own from
 * start to exit, from slots at the same position, in turn.
 *
 * <p>Arguments: megabytes (640), rounds (4).
 */
final class CatchUpBenchmark {
    private static final Path PG_RECEIVEWAL = Path.of("/usr/lib/postgresql/15/bin/pg_receivewal");

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
        if (arguments.length > 0 && arguments[0].equals("receive")) {
            receive(arguments);
            return;
        }
        int megabytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 640;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        try (PgCluster pg = PgCluster.debian15()
                .setting("wal_level", "replica")
                .setting("max_wal_senders", "10")
                .setting("max_replication_slots", "50")
                .setting("max_wal_size", "20GB")
                .setting("checkpoint_timeout", "1h")
                .start()) {
            new CatchUpBenchmark(pg, megabytes).run(rounds);
        }
    }

    private Lsn filled(int megabytes) {
        for (int megabyte = 0; megabyte < megabytes; megabyte++) {
            pg.sql("SELECT pg_logical_emit_message(false, 'bench', repeat(md5(random()::text), 32768))");
        }
        pg.sql("SELECT pg_switch_wal()");
        Lsn boundary = Lsn.parse(pg.sql("SELECT pg_lsn '0/0' + (pg_current_wal_lsn() - '0/0') / 16777216 * 16777216"));
        pg.sql("SELECT pg_logical_emit_message(true, 'bench', 'so that the end is passed')");
        return boundary;
    }

    private void run(int rounds) throws IOException, InterruptedException {
        List<Double> theirs = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            theirs.add(measured("pg_receivewal", round, this::pgReceivewal));
            ours.add(measured("jbarman", round, this::jbarman));
        }
        System.out.printf(
                Locale.ROOT,
                "median MB/s: pg_receivewal %.0f, jbarman %.0f, ratio %.2f%n",
                median(theirs),
                median(ours),
                median(ours) / median(theirs));
    }

    private double measured(String name, int round, Receiver receiver) throws IOException, InterruptedException {
        String slot = name.replace("_", "") + round;
        pg.sql("SELECT pg_copy_physical_replication_slot('begin', '" + slot + "')");
        Path directory = Files.createTempDirectory("bench-wal");
        try {
            long start = System.nanoTime();
            int status = receiver.process(slot, directory).start().waitFor();
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

    private ProcessBuilder pgReceivewal(String slot, Path directory) {
        ProcessBuilder process = new ProcessBuilder(
                PG_RECEIVEWAL.toString(),
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
        process.environment().put("PGPASSWORD", PostgresInstance.PASSWORD);
        return process.inheritIO();
    }

    private ProcessBuilder jbarman(String slot, Path directory) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CatchUpBenchmark.class.getName(),
                        "receive",
                        String.valueOf(pg.port()),
                        pg.superuser(),
                        directory.toString(),
                        slot,
                        end.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static void receive(String[] arguments) {
        Lsn target = Lsn.parse(arguments[5]);
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        try (RunningReceiver receiver = new RunningReceiver(RunningReceiver.options(
                Integer.parseInt(arguments[1]),
                arguments[2],
                Path.of(arguments[3]),
                Optional.of(new SlotName(arguments[4]))))) {
            while (receiver.status().received().isZero()) {
                LockSupport.parkNanos(1_000_000);
            }
            long streaming = System.currentTimeMillis();
            while (receiver.status().flushed().isBefore(target)) {
                LockSupport.parkNanos(1_000_000);
            }
            System.err.printf(
                    Locale.ROOT,
                    "               of which start of the JVM and login %d ms, streaming %d ms%n",
                    streaming - started,
                    System.currentTimeMillis() - streaming);
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

    /** One of the two. */
    private interface Receiver {
        ProcessBuilder process(String slot, Path directory);
    }
}
