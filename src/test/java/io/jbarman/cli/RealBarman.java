package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import io.jbarman.quickstart.PostgresInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's Barman, which receives a server's WAL and takes a backup of it at 100 kB a second. */
final class RealBarman implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Path directory;
    private final String server;
    private final List<Process> processes = new ArrayList<>();

    private RealBarman(Path directory, String server) {
        this.directory = directory;
        this.server = server;
    }

    /** One that receives; skips the test aloud where there is no Barman. */
    static RealBarman of(PgCluster pg, Path directory) throws Exception {
        Fixtures.requireProgram("barman", "barman");
        String server = "host=127.0.0.1 port=" + pg.port() + " user=" + pg.superuser();
        Files.createDirectory(directory.resolve("home"));
        Files.writeString(
                directory.resolve("barman.conf"), """
                [barman]
                barman_user = %1$s
                barman_home = %2$s/home
                log_file = %2$s/barman.log
                [pg]
                description = as people have it
                conninfo = %3$s dbname=postgres
                streaming_conninfo = %3$s
                streaming_archiver = on
                slot_name = barman
                create_slot = auto
                backup_method = postgres
                bandwidth_limit = 100
                """.formatted(System.getProperty("user.name"), directory, server));
        RealBarman barman = new RealBarman(directory, server);
        assertThat(barman.start("receive-wal", "--create-slot", "pg").waitFor(1, TimeUnit.MINUTES))
                .isTrue();
        barman.start("receive-wal", "pg");
        Eventually.until(
                LONG, () -> pg.sql("SELECT active FROM pg_replication_slots").equals("t"));
        Process archived = barman.start("switch-wal", "--force", "--archive", "pg");
        assertThat(archived.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return barman;
    }

    private Process start(String... words) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("barman", "-c", directory.resolve("barman.conf").toString()));
        all.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile());
        builder.environment().put("PGPASSWORD", PostgresInstance.PASSWORD);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** As a topology says it, with the files and the work left to it. */
    String asDeclared() {
        return """
                barman:
                  backup:
                    host: pghost
                    user: %1$s
                    home: %2$s/home
                    config: %2$s/barman.conf
                    config_directory: %2$s/barman.d
                    runtime: { supervise: none }
                    servers:
                      pg:
                        conninfo: %3$s dbname=postgres
                        streaming_conninfo: %3$s
                        streaming_archiver: true
                        slot_name: barman
                        backup_method: postgres
                """.formatted(System.getProperty("user.name"), directory, server);
    }

    Path lock() {
        return directory.resolve("home/.pg-backup.lock");
    }

    void beginBackup() throws IOException {
        start("backup", "pg");
        Eventually.until(LONG, () -> Files.exists(lock()) && backups() > 0);
    }

    private long backups() {
        try (Stream<Path> all = Files.list(directory.resolve("home/pg/base"))) {
            return all.count();
        } catch (IOException notYet) {
            return 0;
        }
    }

    void endBackup() {
        end(processes.get(processes.size() - 1));
    }

    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        Eventually.until(LONG, () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Override
    public void close() {
        processes.forEach(RealBarman::end);
    }
}
