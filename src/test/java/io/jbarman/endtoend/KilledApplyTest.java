package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.cli.KilledApply;
import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import io.jbarman.fixture.ResidentRuntime;
import io.jbarman.fixture.ThrowAwayAccount;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applies that are killed when a step would begin: server, barmanhost, and the trust between them. What the next one
 * finds, it goes on from.
 */
final class KilledApplyTest {
    static final String LOCKS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1784832370";

    /** Killed before every step, or before every seventh one: each run does one less than this. */
    private static final int DEADLY = Boolean.getBoolean("jbarman.matrix") ? 2 : 8;

    /** Steps that an apply is killed before and then destroyed: one far in, or every other one. */
    private static final List<Integer> DESTROYED = Boolean.getBoolean("jbarman.matrix")
            ? IntStream.rangeClosed(1, 24).map(half -> 2 * half).boxed().toList()
            : List.of(34);

    private static final String CONTENTS = """
            SELECT string_agg(line, chr(10) ORDER BY line COLLATE "C") FROM (
              SELECT 'role ' || rolname FROM pg_roles
              UNION ALL SELECT 'slot ' || slot_name FROM pg_replication_slots
              UNION ALL SELECT 'function ' || p.oid::regprocedure || ' ' || a.grantee
                FROM pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
               WHERE proname LIKE 'pg\\_%backup%' OR proname IN ('pg_switch_wal', 'pg_create_restore_point')
              UNION ALL SELECT 'setting ' || name || ' ' || setting FROM pg_settings
                WHERE name IN ('max_wal_senders', 'wal_level', 'archive_mode', 'archive_command')
            ) s(line)""";

    @Test
    void killedBetweenAnyTwoStepsTheNextOneGoesOn(@TempDir Path directory) throws Exception {
        Fixtures.requireDebianPostgres15();
        try (ThrowAwayAccount account = ThrowAwayAccount.make();
                Site site = Site.archiving(
                        PgCluster.debian15()
                                .as(account)
                                .setting("wal_level", "minimal")
                                .setting("max_wal_senders", "0")
                                // What goes on after a destroy finds the WAL that the dropped slot let go.
                                .setting("wal_keep_size", "1GB")
                                .start(),
                        account)) {
            String before = state(site, account);
            int killed = 0;
            for (int step : DESTROYED) {
                killed += killedAndDestroyed(site, directory.resolve("said"), step) ? 1 : 0;
                assertThat(state(site, account))
                        .as("killed before step " + step)
                        .isEqualTo(before);
            }
            assertThat(killed).isGreaterThan(DESTROYED.size() / 2);
            List<String> boundaries = killAndKill(site, directory.resolve("said"), account);

            assertThat(boundaries).hasSizeGreaterThan(24 / (DEADLY - 1));
            if (DEADLY == 2) {
                assertThat(boundaries)
                        .anyMatch(step -> step.startsWith("restart"))
                        .anyMatch(step -> step.startsWith("create slot"))
                        .anyMatch(step -> step.startsWith("make the key"))
                        .anyMatch(step -> step.startsWith("let the key of"))
                        .anyMatch(step -> step.startsWith("set archive_command"));
            }
            assertThat(site.pg.sql("SHOW wal_level")).isEqualTo("replica");
            convergesNow(site);
            archivesOverSsh(site, account);
            anotherJbarmanInItsPlaceIsTakenUp(site, account);
            archivesByCopy(site);
        }
    }

    private static List<String> killAndKill(Site site, Path said, ThrowAwayAccount account) throws Exception {
        List<String> boundaries = new ArrayList<>();
        int deadly = DEADLY;
        while (runKilled(site, said, deadly)) {
            String boundary = Files.readString(said).strip();
            // A step that is there whether or not it was done, as a key's directory, hides those behind it otherwise.
            deadly = boundaries.contains(boundary) ? deadly + 1 : DEADLY;
            boundaries.add(boundary);
            assertThat(boundaries).hasSizeLessThan(80);
            Eventually.until(() -> site.pg.sql(LOCKS).equals("0"));
            assertThat(halfWritten(site.directory)).isEmpty();
            assertThat(halfWritten(account.home())).isEmpty();
        }
        return boundaries;
    }

    /** Whether it was killed; else it had fewer steps to do. */
    private static boolean runKilled(Site site, Path said, int deadly) throws Exception {
        Process apply = site.programInBackground(said, KilledApply.class, String.valueOf(deadly));
        assertThat(apply.waitFor(5, TimeUnit.MINUTES)).isTrue();
        if (apply.exitValue() == 0) {
            return false;
        }
        assertThat(apply.exitValue()).as(Files.readString(said)).isEqualTo(128 + 9);
        return true;
    }

    /** What jbarman writes beside a file before it takes its place. */
    static List<Path> halfWritten(Path directory) throws IOException {
        try (Stream<Path> below = Files.walk(directory)) {
            return below.filter(path -> path.getFileName().toString().startsWith(".jbarman."))
                    .toList();
        }
    }

    /** Whether it was killed; else it had fewer steps, and all of them are taken back. */
    private static boolean killedAndDestroyed(Site site, Path said, int step) throws Exception {
        boolean killed = runKilled(site, said, step);
        Eventually.until(() -> site.pg.sql(LOCKS).equals("0"));
        succeeds(site.control("destroy", "--yes", "--drop", "pg/slot/barman"));
        return killed;
    }

    /** What was there before: contents of files, and not directories, nor the archive. */
    private static String state(Site site, ThrowAwayAccount account) throws IOException {
        StringBuilder state = new StringBuilder(site.pg.sql(CONTENTS));
        List<Path> files = new ArrayList<>();
        for (String name : List.of("pg_hba.conf", "postgresql.auto.conf", "postgresql.conf")) {
            files.add(site.pg.dataDirectory().resolve(name));
        }
        for (Path directory : List.of(site.directory, account.home())) {
            try (Stream<Path> below = Files.walk(directory)) {
                below.filter(path -> Files.isRegularFile(path)
                                && !path.toString().contains("/release/")
                                && !path.startsWith(directory.resolve("barman/pg"))
                                && !path.toString().matches(".*(\\.log|\\.lock|/runtime\\.out)")
                                && !path.getFileName().toString().startsWith("applied-"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        for (Path file : files) {
            state.append('\n').append(file).append('\n').append(Files.readString(file));
        }
        return state.toString();
    }

    private static void convergesNow(Site site) {
        succeeds(site.control("apply", "--yes"));
        succeeds(site.control("drift"));
        assertThat(site.pg.sql(LOCKS)).isEqualTo("0");
    }

    private static void archivesOverSsh(Site site, ThrowAwayAccount account) throws IOException {
        assertThat(Files.readAllLines(account.home().resolve(".ssh/authorized_keys")))
                .singleElement()
                .asString()
                .startsWith("restrict,from=\"127.0.0.1\",command=\"");
        assertThat(site.pg.sql("SHOW archive_command")).contains("wal-archive -U " + account.name());
        assertThat(labels(site)).isZero();
        takeBackupLabel(site);
        Eventually.until(Duration.ofMinutes(1), () -> labels(site) == 1);
    }

    /** On the control node itself nothing is shipped: the runtime runs what was there when it was started. */
    private static void anotherJbarmanInItsPlaceIsTakenUp(Site site, ThrowAwayAccount account) throws IOException {
        ProcessHandle before = runtime(site);
        String segment = site.pg.sql("SELECT pg_walfile_name(pg_current_wal_insert_lsn())");
        Path jar = site.directory.resolve("release/jbarman.jar");
        Path newer = Files.copy(jar, jar.resolveSibling("jbarman.jar.new"));
        Files.move(newer, jar, StandardCopyOption.REPLACE_EXISTING);
        account.own(jar);
        assertThat(site.control("plan").output())
                .contains("~ backup/runtime/jbarman", "it runs another jbarman than the one that is there now");
        site.pg.sql("SELECT pg_create_restore_point('upgraded'), pg_switch_wal()");

        succeeds(site.control("apply", "--yes"));

        assertThat(before.isAlive()).isFalse();
        assertThat(runtime(site).pid()).isNotEqualTo(before.pid());
        assertThat(site.control("plan").output()).contains("No changes.");
        Eventually.until(
                Duration.ofMinutes(1),
                () -> Files.exists(
                        site.archive().resolve(segment.substring(0, 16)).resolve(segment)));
    }

    private static ProcessHandle runtime(Site site) throws IOException {
        return ResidentRuntime.of(site.directory.resolve("run")).orElseThrow().process();
    }

    /** The same account on the same machine needs no ssh. */
    private static void archivesByCopy(Site site) throws IOException {
        String document = Files.readString(site.topology)
                .replace("    host: pghost", "    host: barmanhost")
                .replace("method: barman-wal-archive", "method: local-copy");
        Files.writeString(site.topology, document);
        succeeds(site.control("apply", "--yes"));
        assertThat(site.pg.sql("SHOW archive_command")).contains("/.jbarman/wal-copy %p ");
        takeBackupLabel(site);
        Eventually.until(Duration.ofMinutes(1), () -> labels(site) == 2);
    }

    /** A file among the WAL that never comes by streaming. */
    private static void takeBackupLabel(Site site) {
        site.pg.sql("SELECT pg_backup_start('jbarman', true)" + "; SELECT pg_backup_stop(false)");
    }

    private static int labels(Site site) throws IOException {
        try (Stream<Path> files = Files.walk(site.archive())) {
            return (int)
                    files.filter(path -> path.toString().contains(".backup")).count();
        }
    }

    private static void succeeds(CommandResult result) {
        assertThat(result.status()).as(result.output() + "\n" + result.errors()).isZero();
    }
}
