package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.cli.ServerSite.Run;
import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.Jbarman;
import io.jbarman.fixture.PgCluster;
import io.jbarman.fixture.ThrowAwayAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What jbarman put into a server is taken back by its record, and nothing else: the server is as it was. */
final class DestroyOnRealServersTest {
    private static final String STATE = """
            SELECT string_agg(line, chr(10) ORDER BY line COLLATE "C") FROM (
              SELECT 'role ' || concat_ws(' ', rolname, rolsuper, rolcanlogin, rolcreatedb, rolreplication, rolconnlimit,
                     shobj_description(oid, 'pg_authid')) FROM pg_roles
              UNION ALL SELECT 'member ' || pg_get_userbyid(member) || ' of ' || pg_get_userbyid(roleid)
                               || ' ' || admin_option FROM pg_auth_members
              UNION ALL SELECT 'own ' || pg_get_userbyid(setrole) || ' ' || array_to_string(setconfig, ',')
                FROM pg_db_role_setting
              UNION ALL SELECT 'database ' || concat_ws(' ', datname, pg_get_userbyid(datdba), datconnlimit)
                FROM pg_database
              UNION ALL SELECT 'connect ' || datname || ' ' || a.grantee || ' ' || a.privilege_type
                FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) a
              UNION ALL SELECT 'schema ' || a.grantee || ' ' || a.privilege_type
                FROM pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) a WHERE nspname = 'public'
              UNION ALL SELECT 'function ' || p.oid::regprocedure || ' ' || a.grantee
                FROM pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
               WHERE proname LIKE 'pg\\_%backup%' OR proname IN ('pg_switch_wal', 'pg_create_restore_point')
              UNION ALL SELECT 'slot ' || slot_name FROM pg_replication_slots
              UNION ALL SELECT 'extension ' || extname FROM pg_extension
              UNION ALL SELECT 'setting ' || name || ' ' || setting FROM pg_settings
                WHERE name IN ('work_mem', 'log_line_prefix', 'max_wal_senders', 'wal_level')
            ) s(line)""";

    private static final String ALL = "pg/slot/barman,pg/slot/spare,pg/database/shop";

    /** Steps that an apply is killed before: one that something was made by, or all of those. */
    private static final List<Integer> DEADLY = Boolean.getBoolean("jbarman.matrix")
            ? IntStream.rangeClosed(2, 20).boxed().toList()
            : List.of(13);

    private final Path directory;

    DestroyOnRealServersTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static List<Integer> majors() {
        return Boolean.getBoolean("jbarman.matrix") ? ContentsSite.majors() : List.of(10, 18);
    }

    @ParameterizedTest
    @MethodSource("majors")
    void theServerIsAsItWas(int major) throws Exception {
        try (PgCluster pg =
                PgCluster.embedded(major).setting("wal_level", "replica").start()) {
            somebodyElses(pg);
            ContentsSite site = new ContentsSite(pg, directory);
            site.topology("""
                    settings: { work_mem: 64MB, log_line_prefix: '%m ' }
                    roles:
                      readers: { login: false }
                      app: { createdb: true, connection_limit: 5, comment: ours, member_of: { readers: , pg_monitor: },
                             settings: { work_mem: 8MB, search_path: app }, in_database: { postgres: { statement_timeout: 3s } } }
                    databases: { shop: { owner: readers }, theirs: { connection_limit: 3 } }
                    extensions: { plpgsql: { databases: [theirs] }, hstore: { databases: [shop] } }
                    grants:
                      uses: { to: app, on: schema, names: [public], privileges: [create, usage] }
                      connects: { to: app, on: database, names: [postgres], privileges: [connect, create] }
                      in_shop: { to: app, on: schema, names: [public], database: shop, privileges: [usage, create] }
                      not_shop: { to: public, on: database, names: [shop], privileges: [temporary], state: absent }
                      not_all: { to: public, on: database, names: [theirs], privileges: [temporary], state: absent }
                    slots: { spare: , kept: }
                    """);
            String before = state(pg);
            for (int step : DEADLY) {
                killedBefore(step);
                Run undone = destroyAsItSays();
                assertThat(undone.status()).as(undone.out() + undone.err()).isZero();
                assertThat(state(pg)).as("killed before step " + step).isEqualTo(before);
            }
            Run applied = site.apply();
            assertThat(applied.status()).as(applied.out() + applied.err()).isZero();
            String after = state(pg);
            assertThat(after).isNotEqualTo(before);

            Run refused = destroy("--yes");

            assertThat(refused.status()).as(refused.out() + refused.err()).isEqualTo(1);
            assertThat(refused.out()).contains("--drop pg/", "pg/slot/barman", "pg/database/shop", "pg/slot/spare");
            assertThat(refused.out()).doesNotContain("pg/slot/kept ", "pg/database/theirs ");
            assertThat(state(pg)).isEqualTo(after);

            Run done = destroy("--yes", "--drop", ALL);

            assertThat(done.status()).as(done.out() + done.err()).isZero();
            assertThat(state(pg)).isEqualTo(before);
            Run again = destroy("--yes");
            assertThat(again.status()).isEqualTo(1);
            assertThat(again.err()).contains("there is no record of an apply");
        }
    }

    @Test
    void aRecordThatCannotBeReadIsNoLackOfOneAndIsKept() throws Exception {
        try (PgCluster pg =
                PgCluster.embedded(18).setting("wal_level", "replica").start()) {
            ContentsSite site = new ContentsSite(pg, directory);
            Path topology = site.topology("settings: { work_mem: 64MB }");
            assertThat(site.apply().status()).isZero();
            Path record = directory.resolve("home/.jbarman/applied-contents.json");
            Files.writeString(record, "{ half of it");

            Run destroy = destroy("--yes");
            site.topology("settings: { work_mem: 32MB }");
            Run apply = site.apply();

            assertThat(destroy.status()).isEqualTo(1);
            assertThat(destroy.err()).contains("applied-contents.json", "cannot be understood", "from a backup");
            assertThat(pg.sql("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'barman%'"))
                    .isEqualTo("2");
            assertThat(apply.err()).contains("the last-applied record was not written", "cannot be understood");
            assertThat(Files.readString(record)).isEqualTo("{ half of it");

            Files.writeString(
                    topology, Files.readString(topology).replace("connection: local", "ssh: { user: no, port: 1 }"));
            Run unreachable = destroy("--yes");
            assertThat(unreachable.status()).isEqualTo(1);
            assertThat(unreachable.err()).contains("cannot reach pghost").doesNotContain("no record");
        }
    }

    /** What somebody has come to rely on since keeps a server from starting with what it had before. */
    @Test
    void aServerThatCannotGoBackGoesOn() throws Exception {
        try (PgCluster pg = PgCluster.embedded(14)
                .setting("wal_level", "minimal")
                .setting("max_wal_senders", "0")
                .start()) {
            ContentsSite site = new ContentsSite(pg, directory);
            site.topology("restart: when-needed");
            String before = state(pg);
            assertThat(site.apply().status()).isZero();
            Path conf = pg.dataDirectory().resolve("postgresql.conf");
            String mended = Files.readString(conf);
            Files.writeString(conf, mended + "archive_mode = on\n");

            Run failed = destroy("--yes", "--drop", "pg/slot/barman");

            assertThat(failed.status()).as(failed.out() + failed.err()).isEqualTo(1);
            assertThat(failed.out())
                    .contains("FAILED", "did not come back with the new settings", "and it is running again")
                    .contains("see the server's log for the reason", "mend it, then run the command again");
            assertThat(pg.sql("SHOW wal_level")).isEqualTo("replica");

            Files.writeString(conf, mended);
            Run done = destroy("--yes");
            assertThat(done.status()).as(done.out() + done.err()).isZero();
            assertThat(state(pg)).isEqualTo(before);
        }
    }

    /** Transactions end, slots stay. */
    @ParameterizedTest
    @ValueSource(ints = {10, 18})
    void whatOthersUseIsNotTakenFromThem(int major) throws Exception {
        try (PgCluster pg =
                PgCluster.embedded(major).setting("wal_level", "replica").start()) {
            ContentsSite site = new ContentsSite(pg, directory);
            site.topology("restart: when-needed\nsettings: { wal_level: logical, max_prepared_transactions: 50 }");
            Run applied = site.apply();
            assertThat(applied.status()).as(applied.out() + applied.err()).isZero();
            pg.sql("SELECT pg_create_logical_replication_slot('theirs', 'pgoutput')");
            pg.sql("BEGIN; CREATE TABLE begun (); PREPARE TRANSACTION 'theirs'");

            Run refused = destroy("--yes", "--drop", "pg/slot/barman");

            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.out())
                    .contains(
                            "max_prepared_transactions was 0 before jbarman's",
                            "the prepared transactions there are need 1")
                    .contains("Commit them or roll them back");
            pg.sql("COMMIT PREPARED 'theirs'");
            Run done = destroy("--yes", "--drop", "pg/slot/barman");
            assertThat(done.status()).as(done.out() + done.err()).isZero();
            assertThat(pg.sql("SHOW max_prepared_transactions")).isEqualTo("0");
            assertThat(pg.sql("SHOW wal_level")).isEqualTo("logical");
            assertThat(pg.sql("SELECT string_agg(slot_name, ',') FROM pg_replication_slots"))
                    .isEqualTo("theirs");
        }
    }

    /** archive_mode goes off with a restart only: until then nothing piles up for want of an archiver. */
    @Test
    void anArchiverIsHeldUntilTheRestartThatSwitchesItOff() throws Exception {
        Fixtures.requireDebianPostgres15();
        try (ThrowAwayAccount account = ThrowAwayAccount.make();
                PgCluster pg = PgCluster.debian15()
                        .as(account)
                        .setting("wal_level", "replica")
                        .start()) {
            ContentsSite site = new ContentsSite(pg, directory);
            Path topology = copying(site, account);
            String document = Files.readString(topology);
            Run applied = site.apply();
            assertThat(applied.status()).as(applied.out() + applied.err()).isZero();
            assertThat(pg.sql("SHOW archive_command")).contains("/.jbarman/wal-copy %p");

            Files.writeString(topology, document.replace("restart: when-needed", "restart: never"));
            Run destroyed = destroy("--yes", "--drop", "pg/slot/barman");

            assertThat(destroyed.status()).as(destroyed.out() + destroyed.err()).isEqualTo(3);
            assertThat(destroyed.out())
                    .contains("-> /bin/true", "archive_mode goes off with a restart that is put off");
            archivesNothing(pg);
            assertThat(account.home().resolve(".jbarman/wal-copy")).exists();
            assertThat(destroy("--yes").out()).contains("stays /bin/true");

            pg.restart();
            Run finished = destroy("--yes");
            assertThat(finished.status()).as(finished.out() + finished.err()).isZero();
            assertThat(state(pg)).doesNotContain("archive_");
            assertThat(account.home().resolve(".jbarman/wal-copy")).doesNotExist();
        }
    }

    /** archive_mode goes on with a restart that nobody may follow up for days: nothing piles up until ours is set. */
    @Test
    void anArchiverIsHeldFromTheRestartThatSwitchesItOn() throws Exception {
        Fixtures.requireDebianPostgres15();
        try (ThrowAwayAccount account = ThrowAwayAccount.make();
                PgCluster pg = PgCluster.debian15()
                        .as(account)
                        .setting("wal_level", "replica")
                        .start()) {
            String before = state(pg);
            ContentsSite site = new ContentsSite(pg, directory);
            Path topology = copying(site, account);
            String document = Files.readString(topology);
            Files.writeString(topology, document.replace("restart: when-needed", "restart: never"));

            Run applied = site.apply();
            Run again = site.apply();

            assertThat(applied.status()).as(applied.out() + applied.err()).isEqualTo(3);
            assertThat(applied.out())
                    .contains("setting/archive_command: (none) -> /bin/true", "Apply again then, for archive_command");
            assertThat(again.status()).as(again.out() + again.err()).isEqualTo(3);
            assertThat(again.out()).doesNotContain("~ pg/");
            assertThat(Files.readString(pg.dataDirectory().resolve("postgresql.auto.conf")))
                    .contains("archive_command = '/bin/true'");
            pg.restart();
            archivesNothing(pg);

            Run destroyed = destroy("--yes");
            assertThat(destroyed.status()).as(destroyed.out() + destroyed.err()).isEqualTo(3);
            archivesNothing(pg);
            pg.restart();
            Run gone = destroy("--yes");
            assertThat(gone.status()).as(gone.out() + gone.err()).isZero();
            assertThat(state(pg)).isEqualTo(before);

            assertThat(site.apply().status()).isEqualTo(3);
            pg.restart();
            Run finished = site.apply();
            assertThat(finished.status()).as(finished.out() + finished.err()).isZero();
            assertThat(pg.sql("SHOW archive_command")).contains("/.jbarman/wal-copy %p");
            String elsewhere = document.replace(
                    "\n        archiver: true",
                    "\n        archiver: true\n        incoming_wals_directory: " + account.home() + "/incoming");
            Files.writeString(topology, elsewhere);
            Run planned = site.plan();
            assertThat(planned.out()).as(planned.err()).contains("jbarman's own, called otherwise");
            Run undone = destroy("--yes", "--drop", "pg/slot/barman");
            assertThat(undone.status()).as(undone.out() + undone.err()).isZero();
            assertThat(state(pg)).isEqualTo(before);
        }
    }

    /** Whoever takes archive_command out of the document again is told what is left of it, until it can go. */
    @Test
    void whatHoldsAnArchiversPlaceIsToldWithoutTheArchiver() throws Exception {
        Fixtures.requireDebianPostgres15();
        try (ThrowAwayAccount account = ThrowAwayAccount.make();
                PgCluster pg = PgCluster.debian15()
                        .as(account)
                        .setting("wal_level", "replica")
                        .start()) {
            String before = state(pg);
            ContentsSite site = new ContentsSite(pg, directory);
            Path topology = copying(site, account);
            String never = Files.readString(topology).replace("restart: when-needed", "restart: never");
            Files.writeString(topology, never);
            assertThat(site.apply().status()).isEqualTo(3);
            String without =
                    never.replace("\n        archiver: true\n        archive_command: { method: local-copy }", "");
            Files.writeString(topology, without);

            Run notYet = site.apply();
            assertThat(notYet.status()).as(notYet.out() + notYet.err()).isEqualTo(3);
            assertThat(notYet.out()).contains("/bin/true holds the place of an archive_command");
            pg.restart();
            Run planned = site.plan();
            assertThat(planned.out()).as(planned.err()).contains("/bin/true holds the place of an archive_command");
            archivesNothing(pg);
            assertThat(destroy("--yes").out()).contains("/bin/true holds the place of an archive_command");

            assertThat(site.apply().status()).isEqualTo(3);
            Files.writeString(
                    topology,
                    without.replace("restart: never", "restart: when-needed\n    settings: { archive_mode: off }"));
            Run off = site.apply();
            assertThat(off.status()).as(off.out() + off.err()).isZero();
            assertThat(Files.readString(pg.dataDirectory().resolve("postgresql.auto.conf")))
                    .doesNotContain("archive_command");
            assertThat(site.plan().out()).contains("No changes");
            Run undone = destroy("--yes", "--drop", "pg/slot/barman");
            assertThat(undone.status()).as(undone.out() + undone.err()).isZero();
            assertThat(state(pg)).isEqualToIgnoringWhitespace(before + " archive_mode = 'off'");
        }
    }

    private Path copying(ContentsSite site, ThrowAwayAccount account) throws Exception {
        Path topology = site.topology("restart: when-needed");
        Files.writeString(
                topology,
                Files.readString(topology)
                        .replace("user: " + System.getProperty("user.name"), "user: " + account.name())
                        .replace("home: " + directory.resolve("home"), "home: " + account.home())
                        .replace(
                                "        slot_name: barman",
                                "        slot_name: barman\n        archiver: true\n        archive_command: { method: local-copy }"));
        account.own(Files.createDirectories(account.home().resolve("pg/incoming")));
        return topology;
    }

    private static void archivesNothing(PgCluster pg) {
        assertThat(pg.sql("SELECT current_setting('archive_mode') || ' ' || current_setting('archive_command')"))
                .isEqualTo("on /bin/true");
        String closed = pg.sql("SELECT pg_walfile_name(pg_switch_wal())");
        Eventually.until(
                () -> pg.sql("SELECT last_archived_wal FROM pg_stat_archiver").equals(closed));
    }

    /** With what the refusal says would be lost, where there is one. */
    private Run destroyAsItSays() {
        Run first = destroy("--yes");
        Matcher said = Pattern.compile("To lose all of that: --drop (\\S+)").matcher(first.out());
        return said.find() ? destroy("--yes", "--drop", said.group(1)) : first;
    }

    private void killedBefore(int step) throws Exception {
        Path said = directory.resolve("said");
        Process apply = Jbarman.in(directory, Map.of())
                .startProgram(
                        said,
                        KilledApply.class,
                        directory.resolve("topology.yml").toString(),
                        Integer.toString(step),
                        "only",
                        "pg/*");
        assertThat(apply.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(apply.exitValue()).as(Files.readString(said)).isEqualTo(128 + 9);
    }

    private static void somebodyElses(PgCluster pg) {
        pg.sql("CREATE ROLE app LOGIN CONNECTION LIMIT 9");
        pg.sql("GRANT pg_read_all_stats TO app");
        pg.sql("ALTER ROLE app SET work_mem = '32MB'");
        pg.sql("CREATE DATABASE theirs CONNECTION LIMIT 7");
        pg.sql("GRANT CONNECT ON DATABASE postgres TO app");
        pg.sql("SELECT pg_create_physical_replication_slot('kept', true)");
        pg.sql("ALTER SYSTEM SET work_mem = '16MB'");
        pg.reload();
    }

    private Run destroy(String... more) {
        List<String> words = new java.util.ArrayList<>(
                List.of("destroy", directory.resolve("topology.yml").toString()));
        words.addAll(List.of(more));
        return ServerSite.jbarman(words.toArray(String[]::new));
    }

    private static String state(PgCluster pg) throws Exception {
        return pg.sql(STATE) + "\n"
                + Files.readString(pg.dataDirectory().resolve("pg_hba.conf"))
                + Files.readString(pg.dataDirectory().resolve("postgresql.auto.conf"));
    }
}
