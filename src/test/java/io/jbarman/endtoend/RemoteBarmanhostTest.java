package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.Jbarman;
import io.jbarman.fixture.JbarmanRelease;
import io.jbarman.fixture.PgCluster;
import io.jbarman.fixture.ResidentRuntime;
import io.jbarman.fixture.SshServer;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A barmanhost that is reached by ssh and has no systemd: jbarman goes into a directory that the document names, runs on
 * the Java that it names, is replaced by another version while WAL flows, and goes again.
 */
final class RemoteBarmanhostTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @BeforeAll
    static void requirements() {
        Fixtures.requireRoot("jbarman is installed as root");
    }

    @Test
    void anUpgradeWhileWalFlowsLosesNothing(@TempDir Path directory) throws Exception {
        Files.setPosixFilePermissions(directory, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        try (PgCluster pg = PgCluster.debian15().start();
                SshServer ssh = SshServer.start()) {
            Path topology = Files.writeString(directory.resolve("topology.yml"), document(pg, ssh, directory));
            Jbarman first = jbarman(JbarmanRelease.make(directory.resolve("first")), directory);
            Jbarman second = jbarman(anotherVersion(directory.resolve("second")), directory);
            try {
                succeeds(first.within(LONG).run("apply", "--yes", topology.toString()));
                ProcessHandle before = runtime(directory);
                assertThat(before.info().command())
                        .contains(Path.of(System.getProperty("java.home", ""), "bin/java")
                                .toRealPath()
                                .toString());
                String from = walFile(pg);

                try (Load load = new Load(pg)) {
                    succeeds(second.within(LONG).run("apply", "--yes", "--verify", "none", topology.toString()));
                    load.requireRunning();
                }

                ProcessHandle after = runtime(directory);
                assertThat(after.pid()).isNotEqualTo(before.pid());
                assertThat(before.isAlive()).isFalse();
                assertThat(releases(directory)).hasSize(2);
                requireEverySegment(directory, from, pg);
                anotherJavaIsTakenAtOnce(second, topology, directory);
                itGoesButForWhatOthersGoBy(second, topology, directory);
            } finally {
                ResidentRuntime.of(directory.resolve("run")).ifPresent(ResidentRuntime::end);
            }
        }
    }

    private static void itGoesButForWhatOthersGoBy(Jbarman jbarman, Path topology, Path directory) throws IOException {
        String lost = "pg/slot/barman,pg/role/streaming_barman,pg/role/barman";
        Path bills = Files.writeString(
                directory.resolve("barman.d/bills.conf"),
                "; Written by jbarman from the topology bills.\n[bills]\nactive = false\n");
        ProcessHandle runtime = runtime(directory);

        CommandResult refused = jbarman.run("destroy", "--yes", "--drop", lost, topology.toString());
        assertThat(refused.status()).as(refused.output() + refused.errors()).isEqualTo(1);
        assertThat(refused.output())
                .contains("works for what this topology does not describe, too: " + bills, "To lose all of that: ");
        assertThat(runtime.isAlive()).isTrue();

        for (String drop : List.of("--drop=" + lost + ",backup/runtime/jbarman", "--verbose")) {
            CommandResult shared = jbarman.run("destroy", "--yes", drop, topology.toString());
            assertThat(shared.status()).as(shared.output() + shared.errors()).isEqualTo(3);
            assertThat(runtime.isAlive()).isFalse();
            assertThat(directory.resolve("barman.conf")).exists();
            assertThat(directory.resolve("barman.d/pg.conf")).doesNotExist();
            assertThat(releases(directory)).isNotEmpty();
        }

        Files.delete(bills);
        succeeds(jbarman.run("destroy", "--yes", topology.toString()));
        assertThat(directory.resolve("opt")).doesNotExist();
    }

    private static void anotherJavaIsTakenAtOnce(Jbarman jbarman, Path topology, Path directory) throws IOException {
        Path java = anotherJava(directory.resolve("java"));
        Files.writeString(
                topology,
                Files.readString(topology).replace("java: " + System.getProperty("java.home", ""), "java: " + java));

        String said = succeeds(jbarman.within(LONG).run("apply", "--yes", "--verify", "none", topology.toString()));

        assertThat(said).contains("~ backup/java/home", "~ backup/runtime/jbarman", "runs on: ");
        assertThat(runtime(directory).info().command())
                .contains(java.resolve("bin/java").toString());
        assertThat(jbarman.run("plan", topology.toString()).output()).contains("No changes.");
    }

    /** The same Java in another place, with a program of its own. */
    private static Path anotherJava(Path directory) throws IOException {
        Path home = Path.of(System.getProperty("java.home", ""));
        Path bin = Files.createDirectories(directory.resolve("bin"));
        try (Stream<Path> parts = Files.list(home)) {
            for (Path part : parts.filter(one -> !one.endsWith("bin")).toList()) {
                Files.createSymbolicLink(directory.resolve(part.getFileName()), part);
            }
        }
        Files.copy(home.resolve("bin/java"), bin.resolve("java"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        return directory;
    }

    /** The same jar: what is in it is not what matters, and it may come out equal to the byte. */
    static Path anotherVersion(Path directory) throws IOException {
        return Files.writeString(JbarmanRelease.make(directory), "# another version\n", StandardOpenOption.APPEND);
    }

    private static String document(PgCluster pg, SshServer ssh, Path directory) {
        return """
                version: 1
                name: remote
                secrets:
                  barman_password: { env: BARMAN_PASSWORD }
                  streaming_password: { env: STREAMING_PASSWORD }
                hosts:
                  pghost: { address: 127.0.0.1, connection: local }
                  barmanhost:
                    address: 127.0.0.1
                    ssh: { user: root, port: %2$d, identity_file: %3$s, known_hosts: %4$s }
                postgres:
                  pg: { host: pghost, port: %5$d, socket_directory: %6$s, os_user: %7$s, access: { user: %8$s } }
                barman:
                  backup:
                    host: barmanhost
                    user: root
                    home: %1$s/barman
                    config: %1$s/barman.conf
                    config_directory: %1$s/barman.d
                    passfile: %1$s/pgpass
                    run_directory: %1$s/run
                    runtime: { supervise: process, install: %1$s/opt, java: %9$s }
                    servers:
                      pg:
                        conninfo: { role: barman, password: barman_password }
                        streaming_conninfo: { role: streaming_barman, password: streaming_password }
                        streaming_archiver: true
                        slot_name: barman
                """.formatted(
                        directory,
                        ssh.port(),
                        ssh.identityFile(),
                        ssh.knownHosts(),
                        pg.port(),
                        pg.socketDirectory(),
                        pg.osUser(),
                        pg.superuser(),
                        System.getProperty("java.home", ""));
    }

    private static Jbarman jbarman(Path launcher, Path directory) {
        return Jbarman.launchedBy(
                launcher,
                Map.of(
                        "BARMAN_PASSWORD", "one",
                        "STREAMING_PASSWORD", "two",
                        "XDG_CACHE_HOME", directory.resolve("cache").toString()));
    }

    private static String succeeds(CommandResult result) {
        assertThat(result.status()).as(result.output() + "\n" + result.errors()).isZero();
        return result.output();
    }

    private static ProcessHandle runtime(Path directory) throws IOException {
        return ResidentRuntime.of(directory.resolve("run")).orElseThrow().process();
    }

    private static List<Path> releases(Path directory) throws IOException {
        try (Stream<Path> releases = Files.list(directory.resolve("opt/releases"))) {
            return releases.toList();
        }
    }

    private static String walFile(PgCluster pg) {
        return pg.sql("SELECT pg_walfile_name(pg_current_wal_lsn())");
    }

    /** From one segment to the one before the last; that one is still being written. */
    private static void requireEverySegment(Path directory, String from, PgCluster pg) {
        String last = walFile(pg);
        pg.sql("SELECT pg_create_restore_point('end')");
        pg.sql("SELECT pg_switch_wal()");
        Eventually.until(Duration.ofMinutes(2), () -> archived(directory).contains(last));
        Set<String> archived = archived(directory);
        List<String> wanted = Stream.iterate(SegmentName.parse(from), name -> name.next(WalSegmentSize.DEFAULT))
                .map(SegmentName::toString)
                .takeWhile(name -> name.compareTo(last) <= 0)
                .toList();
        assertThat(wanted).hasSizeGreaterThan(3);
        assertThat(archived).containsAll(wanted);
    }

    private static Set<String> archived(Path directory) throws java.io.UncheckedIOException {
        try (Stream<Path> files = Files.walk(directory.resolve("barman/pg/wals"))) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[0-9A-F]{24}"))
                    .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    /** Segment after segment, until it is closed. */
    private static final class Load implements AutoCloseable {
        private final AtomicBoolean stop = new AtomicBoolean();
        private final Thread thread;

        Load(PgCluster pg) {
            thread = new Thread(() -> {
                while (!stop.get()) {
                    pg.sql("SELECT pg_create_restore_point('load'), pg_switch_wal(), pg_sleep(0.5)");
                }
            });
            thread.start();
        }

        void requireRunning() {
            assertThat(thread.isAlive()).isTrue();
        }

        @Override
        public void close() {
            stop.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
