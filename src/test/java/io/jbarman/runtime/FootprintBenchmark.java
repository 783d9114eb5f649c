package io.jbarman.runtime;

import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.PgCluster;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.quickstart.PostgresInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What the resident runtime takes while its servers are idle: memory and processor, of itself and with its children.
 * All slots are of one PostgreSQL 15, since what counts is this end of the connections.
 */
public final class FootprintBenchmark {
    private static final int TICKS_PER_SECOND = 100;
    private static final Duration WATCHED = Duration.ofSeconds(60);

    private FootprintBenchmark() {}

    /** Arguments: numbers of servers. */
    public static void main(String[] args) throws Exception {
        try (PgCluster pg = PgCluster.debian15()
                .setting("max_wal_senders", "80")
                .setting("max_replication_slots", "80")
                .setting("max_connections", "200")
                .start()) {
            for (String servers : args) {
                measure(pg, Integer.parseInt(servers));
            }
        }
    }

    private static void measure(PgCluster pg, int servers) throws Exception {
        Path directory = Files.createTempDirectory(Path.of("/tmp"), "jbfp");
        Process runtime = new ProcessBuilder(command(configure(directory, pg, servers)))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        try {
            ControlClient client = new ControlClient(new RunDirectory(directory.resolve("home/.jbarman")));
            Eventually.until(Duration.ofMinutes(5), () -> streaming(client) == servers);
            pg.sql("CREATE TABLE IF NOT EXISTS t (x int)");
            pg.sql("INSERT INTO t VALUES (1)");
            pg.sql("SELECT pg_switch_wal()");
            rest(Duration.ofSeconds(30));
            long before = ticks(runtime.pid());
            rest(WATCHED);
            report(runtime, servers, ticks(runtime.pid()) - before, client);
        } finally {
            runtime.destroy();
            if (!runtime.waitFor(30, TimeUnit.SECONDS)) {
                runtime.destroyForcibly();
            }
            Eventually.until(() -> pg.sql("SELECT count(*) FROM pg_replication_slots WHERE active")
                    .equals("0"));
            pg.sql("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
        }
    }

    private static void report(Process runtime, int servers, long ticks, ControlClient client) throws IOException {
        long children = 0;
        for (ProcessHandle child : runtime.descendants().toList()) {
            children += kilobytes(child.pid(), "Pss:");
        }
        System.out.printf(
                "%3d servers, %d streaming: resident %d MB, with its children %d MB; %.2f %% of a core while idle%n",
                servers,
                streaming(client),
                kilobytes(runtime.pid(), "Rss:") / 1024,
                (kilobytes(runtime.pid(), "Rss:") + children) / 1024,
                100.0 * ticks / TICKS_PER_SECOND / WATCHED.toSeconds());
    }

    private static Path configure(Path directory, PgCluster pg, int servers) throws IOException {
        Path main = directory.resolve("barman.conf");
        Path files = Files.createDirectories(directory.resolve("conf.d"));
        Files.writeString(main, """
                [barman]
                barman_home = %s/home
                barman_user = %s
                configuration_files_directory = %s
                log_file = %s/log
                jbarman_metrics_listen = 0
                """.formatted(directory, System.getProperty("user.name"), files, directory));
        for (int i = 0; i < servers; i++) {
            Files.writeString(files.resolve("s" + i + ".conf"), """
                    [s%d]
                    conninfo = host=127.0.0.1 port=%d user=%s password=%s dbname=postgres
                    streaming_archiver = on
                    create_slot = auto
                    slot_name = s%d
                    compression = gzip
                    """.formatted(
                            i, pg.port(), pg.superuser(), PostgresInstance.PASSWORD, i));
        }
        return main;
    }

    private static List<String> command(Path main) {
        return List.of(System.getProperty("jbarman.command", "./jbarman"), "--config", main.toString(), "runtime");
    }

    private static int streaming(ControlClient client) {
        return client.ask("status")
                .map(answer -> answer.get("servers").asObject().members().values().stream()
                        .map(server -> server.asObject().get("receiver").asObject())
                        .filter(FootprintBenchmark::streams)
                        .count())
                .orElse(0L)
                .intValue();
    }

    private static boolean streams(JsonObject receiver) {
        return receiver.get("state").asText().equals("streaming");
    }

    private static void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    /** User and system time of the process and of its children that ended, in ticks (proc(5)). */
    private static long ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Stream.of(11, 12, 13, 14)
                .mapToLong(field -> Long.parseLong(fields[field]))
                .sum();
    }

    /** Nothing where the process has ended. */
    private static long kilobytes(long pid, String field) throws IOException {
        if (!Files.exists(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith(field))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .sum();
        }
    }
}
