package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.PgCluster;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job, on a bare server of each release: planned, applied, proved, drifted, healed, stopped. */
final class EndToEndTest {
    private static final List<String> GRANTS_FROM_15 = List.of(
            "pg_backup_start(text, boolean)",
            "pg_backup_stop(boolean)",
            "pg_switch_wal()",
            "pg_create_restore_point(text)");
    private static final List<String> GRANTS_TO_14 = List.of(
            "pg_start_backup(text, boolean, boolean)",
            "pg_stop_backup()",
            "pg_stop_backup(boolean, boolean)",
            "pg_switch_wal()",
            "pg_create_restore_point(text)");

    static Stream<Named<Supplier<PgCluster.Builder>>> servers() {
        List<Integer> majors = Boolean.getBoolean("jbarman.matrix") ? List.of(10, 12, 13, 14, 16, 17, 18) : List.of(18);
        return Stream.concat(
                Stream.of(Named.of("Debian's 15", PgCluster::debian15)),
                majors.stream().map(major -> Named.of("embedded " + major, () -> PgCluster.embedded(major))));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void fromBareServerToVerifiedArchive(Supplier<PgCluster.Builder> server, @TempDir Path scratch) throws Exception {
        PgCluster bare = server.get()
                .setting("wal_level", "minimal")
                .setting("max_wal_senders", "0")
                .setting("listen_addresses", "localhost")
                .setting("log_statement", "all")
                .start();
        try (Site site = Site.around(bare)) {
            planChangesNothing(site, scratch.resolve("saved.plan"));
            applyDoesWhatWasPlanned(site, scratch.resolve("said"));
            grantsAreTheSeeds(site);
            secondApplyDoesNothing(site);
            whatWasWrittenIsImportedAsItIs(site);
            serverIsImportedAsItIs(site);
            segmentArrivesAsItWas(site);
            driftIsFoundAndHealed(site);
            refusedPasswordIsNotTold(site);
            passwordsAreWhereTheyAreNeededOnly(site);
            stopLeavesNoProcess(site);
        }
    }

    private static void planChangesNothing(Site site, Path saved) throws IOException {
        List<String> before = site.state();
        CommandResult plan = site.control("plan", "--detailed-exitcode", "--debug", "--out", saved.toString());
        assertThat(plan.status()).as(words(plan)).isEqualTo(2);
        Site.CANARY.isNotIn("a plan", words(plan));
        Site.CANARY.isNotIn("a saved plan", Files.readString(saved));
        assertThat(plan.output())
                .contains("pg/role/barman", "pg/role/streaming_barman", "pg/slot/barman", "pg/setting/wal_level")
                .contains("[RESTART]");
        assertThat(site.pg.sql("SELECT count(*) FROM pg_roles WHERE rolname LIKE '%barman%'"))
                .isEqualTo("0");
        assertThat(site.state()).isEqualTo(before);
    }

    private static void applyDoesWhatWasPlanned(Site site, Path said) throws Exception {
        Process apply = site.controlInBackground(said, "apply", "--yes", "--debug");
        assertThat(Site.CANARY.watchWhile(apply)).isGreaterThan(10);
        assertThat(apply.exitValue()).as(Files.readString(said)).isZero();
        assertThat(Files.readString(said)).contains("PostgreSQL", "systemid");
        assertThat(site.pg.sql("SELECT active FROM pg_replication_slots WHERE slot_name = 'barman'"))
                .isEqualTo("t");
        assertThat(site.pg.sql("SELECT application_name FROM pg_stat_replication"))
                .isEqualTo("barman_receive_wal");
    }

    /** The server is refused the change of a password, and told nothing of it: neither is whoever reads the error. */
    private static void refusedPasswordIsNotTold(Site site) {
        site.pg.sql("ALTER ROLE app PASSWORD 'another'");
        site.pg.sql("ALTER DATABASE postgres SET default_transaction_read_only = on");
        CommandResult refused = site.control("apply", "--yes", "--debug");
        assertThat(refused.status()).as(words(refused)).isEqualTo(1);
        assertThat(words(refused)).contains("read-only transaction").doesNotContain(Canary.VERIFIER);
        Site.CANARY.isNotIn("an error", words(refused));
        site.pg.sql("template1", "ALTER DATABASE postgres RESET default_transaction_read_only");
    }

    private static void passwordsAreWhereTheyAreNeededOnly(Site site) throws IOException {
        assertThat(site.pg.log()).contains("CREATE ROLE").doesNotContain(Canary.VERIFIER);
        Site.CANARY.isNotIn("the server's log", site.pg.log());
        assertThat(Site.CANARY.findBelow(site.pg.dataDirectory())).isEmpty();
        assertThat(Site.CANARY.findBelow(site.directory)).containsExactly(site.directory.resolve("pgpass"));
        assertThat(Files.readString(site.directory.resolve("pgpass")))
                .doesNotContain(Site.CANARY.words().get(2));
        try (Stream<Path> files = Files.walk(site.directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.startsWith(site.directory.resolve("barman/pg"))))
                    .as("verifiers are in the server and its WAL only")
                    .noneMatch(file -> Canary.content(file).contains(Canary.VERIFIER));
        }
    }

    private static void grantsAreTheSeeds(Site site) {
        boolean from15 = Integer.parseInt(site.pg.sql("SHOW server_version_num")) >= 150000;
        for (String function : from15 ? GRANTS_FROM_15 : GRANTS_TO_14) {
            assertThat(site.pg.sql("SELECT has_function_privilege('barman', '" + function + "', 'EXECUTE')"))
                    .as(function)
                    .isEqualTo("t");
        }
        assertThat(site.pg.sql("SELECT pg_has_role('barman', 'pg_read_all_settings', 'MEMBER')"
                        + " AND pg_has_role('barman', 'pg_read_all_stats', 'MEMBER')"))
                .isEqualTo("t");
        assertThat(site.pg.sql("SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid"
                        + " WHERE r.rolname = 'pg_checkpoint' AND m.member = 'barman'::regrole"))
                .isEqualTo(from15 ? "1" : "0");
        assertThat(site.pg.sql("SELECT rolsuper FROM pg_roles WHERE rolname = 'barman'"))
                .isEqualTo("f");
    }

    private static void secondApplyDoesNothing(Site site) throws IOException {
        List<String> before = site.state();
        CommandResult again = site.control("apply", "--yes");
        assertThat(again.status()).as(words(again)).isZero();
        assertThat(again.output()).containsIgnoringCase("no changes");
        assertThat(site.state()).isEqualTo(before);
        CommandResult plan = site.control("plan", "--detailed-exitcode", "-v");
        assertThat(plan.status()).as(words(plan)).isZero();
    }

    /** The files that were written say nothing of roles and settings: only the barmanhost's side is compared. */
    private static void whatWasWrittenIsImportedAsItIs(Site site) throws IOException {
        Path imported = site.directory.resolve("imported.yml");
        CommandResult written = site.jbarman(
                "import",
                "--barman-conf",
                site.directory.resolve("barman.conf").toString(),
                "--output",
                imported.toString());
        assertThat(written.status()).as(words(written)).isZero();
        assertThat(Files.readString(imported)).contains("name: site");
        CommandResult plan = site.jbarman("plan", imported.toString(), "--only", "backup/*", "--detailed-exitcode");
        assertThat(plan.status()).as(words(plan)).isZero();
    }

    /** By SSH, and with all that the apply has made in it. */
    private static void serverIsImportedAsItIs(Site site) throws IOException {
        Path imported = site.directory.resolve("server.yml");
        CommandResult written = site.jbarman(
                "import",
                "--host=127.0.0.1",
                "--ssh-user=" + System.getProperty("user.name"),
                "--ssh-port=" + site.ssh.port(),
                "--identity-file=" + site.ssh.identityFile(),
                "--known-hosts=" + site.ssh.knownHosts(),
                "--port=" + site.pg.port(),
                "--socket-directory=" + site.pg.socketDirectory(),
                "--os-user=" + site.pg.osUser(),
                "--user=" + site.pg.superuser(),
                "--output=" + imported);
        assertThat(written.status()).as(words(written)).isZero();
        Site.CANARY.isNotIn("an imported server", Files.readString(imported) + words(written));
        assertThat(Files.readString(imported)).contains("streaming_barman:", "log_min_duration_statement: 500ms");
        CommandResult plan = site.jbarman("plan", imported.toString(), "--detailed-exitcode");
        assertThat(plan.status()).as(words(plan)).isZero();
    }

    private static void segmentArrivesAsItWas(Site site) throws IOException {
        site.pg.sql("CREATE TABLE things AS SELECT n, md5(n::text) FROM generate_series(1, 10000) n");
        String segment = site.pg.sql("SELECT pg_walfile_name(pg_current_wal_insert_lsn())");
        CommandResult switched = site.data("switch-wal", "--force", "--archive", "pg");
        assertThat(switched.status()).as(words(switched)).isZero();
        Path archived = site.archive().resolve(segment.substring(0, 16)).resolve(segment);
        assertThat(archived).exists();
        assertThat(sha256(archived))
                .isEqualTo(sha256(site.pg.dataDirectory().resolve("pg_wal").resolve(segment)));
        assertThat(Files.readString(site.archive().resolve("pg-xlog.db"))).contains(segment + "\t16777216\t");
    }

    private static void driftIsFoundAndHealed(Site site) {
        site.pg.sql("ALTER SYSTEM SET log_min_duration_statement = '100ms'");
        site.pg.sql("SELECT pg_reload_conf()");
        site.pg.sql("ALTER ROLE streaming_barman NOREPLICATION PASSWORD 'another'");
        CommandResult drift = site.control("drift", "--format", "json");
        assertThat(drift.status()).as(words(drift)).isEqualTo(2);
        assertThat(drift.output())
                .contains("pg/setting/log_min_duration_statement", "pg/role/streaming_barman")
                .doesNotContain("pg/slot/barman\",\"class", "pg/grant");
        Site.CANARY.isNotIn("findings", words(drift));
        CommandResult heal = site.control("apply", "--yes", "--format", "json");
        assertThat(heal.status()).as(words(heal)).isZero();
        assertThat(heal.output()).contains("(secret streaming_password)");
        Site.CANARY.isNotIn("a plan and a report in JSON", words(heal));
        assertThat(site.pg.sql("SHOW log_min_duration_statement")).isEqualTo("500ms");
        assertThat(site.pg.sql("SELECT rolreplication FROM pg_roles WHERE rolname = 'streaming_barman'"))
                .isEqualTo("t");
        CommandResult quiet = site.control("drift");
        assertThat(quiet.status()).as(words(quiet)).isZero();
    }

    private static void stopLeavesNoProcess(Site site) {
        CommandResult status = site.data("runtime", "status", "--format", "json");
        assertThat(status.status()).as(words(status)).isZero();
        long pid = io.jbarman.json.Json.parse(status.output())
                .asObject()
                .get("runtime")
                .asObject()
                .get("pid")
                .asLong();
        assertThat(site.data("runtime", "stop").status()).isZero();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(site.directory.resolve("run/runtime.json")).doesNotExist();
        assertThat(site.directory.resolve("run/control.sock")).doesNotExist();
    }

    private static String words(CommandResult result) {
        return result.output() + "\n" + result.errors();
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
