package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.DebianHost;
import io.jbarman.fixture.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.images.builder.Transferable;

/**
 * The files of playbooks/ themselves, not a byte of them changed: on bare Debian hosts at the addresses that they name,
 * run by {@code ops} as they say, and taken back where they have a barmanhost, which keeps the record of what was there.
 */
@EnabledIfSystemProperty(named = "jbarman.matrix", matches = "true")
final class ExampleFilesTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String ARCHIVE = "/var/lib/barman/pg";
    private static final String GUNZIP = "gzip -dc STORED";
    private static final String SLOT = "pg/slot/barman";
    private static final String HOSTS =
            "version: 1\nname: more\nhosts: { pghost: { address: 10.0.0.1, ssh: { user: ops, become: sudo } } }\n";

    private record Example(String file, Consumer<ExampleSite> run) {}

    @TestFactory
    Stream<DynamicTest> onOneBarmanhost(@TempDir Path directory) {
        return on(
                () -> ExampleSite.oneBarmanhost(directory),
                new Example("streaming.yml", ExampleFilesTest::streaming),
                new Example("archiving.yml", ExampleFilesTest::archiving),
                new Example("archiving-rsync.yml", ExampleFilesTest::archivingByRsync),
                new Example("standby.yml", ExampleFilesTest::standby),
                new Example("least-privilege.yml", ExampleFilesTest::leastPrivilege),
                new Example("rotate-passwords.yml", ExampleFilesTest::rotatePasswords),
                new Example("contents.yml", ExampleFilesTest::contents),
                new Example("teardown.yml", ExampleFilesTest::teardown),
                new Example("system.yml", ExampleFilesTest::system),
                new Example("house-rules.yml", ExampleFilesTest::houseRules),
                new Example("restart.yml", ExampleFilesTest::aServiceIsRestarted),
                new Example("own.yml", ExampleFilesTest::ourKeyIsNotShutOut));
    }

    @TestFactory
    Stream<DynamicTest> inTwoDatacentres(@TempDir Path directory) {
        return on(
                () -> ExampleSite.twoDatacentres(directory),
                new Example("two-datacentres.yml", ExampleFilesTest::twoDatacentres));
    }

    @TestFactory
    Stream<DynamicTest> ofTwoClusters(@TempDir Path directory) {
        return on(() -> ExampleSite.twoClusters(directory), new Example("variables.yml", ExampleFilesTest::variables));
    }

    /** All, or those that are named for a shorter run; hosts are made for what is run only. */
    private static Stream<DynamicTest> on(Supplier<ExampleSite> hosts, Example... examples) {
        String asked = System.getProperty("jbarman.examples", "");
        List<Example> run = Stream.of(examples)
                .filter(one -> asked.isEmpty() || List.of(asked.split(",", -1)).contains(one.file()))
                .toList();
        if (run.isEmpty()) {
            return Stream.of();
        }
        ExampleSite site = hosts.get();
        return run.stream()
                .map(one -> DynamicTest.dynamicTest(one.file(), () -> one.run().accept(site)))
                .onClose(site::close);
    }

    private static void streaming(ExampleSite site) {
        site.apply("streaming.yml");

        site.arrives(site.switchedSegment("pghost"), "pghost", "barmanhost", ARCHIVE, GUNZIP);

        site.destroy("streaming.yml", "--drop", SLOT);
        assertThat(roles(site)).doesNotContain("barman");
    }

    private static void archiving(ExampleSite site) {
        site.apply("archiving.yml");

        String segment = site.switchedSegment("pghost");
        site.arrives(segment, "pghost", "barmanhost", ARCHIVE, GUNZIP);
        isSent(site, segment);
        // Never among what is streamed.
        site.host("pghost")
                .shell("runuser -u postgres -- psql -XqAt -c \"SELECT pg_backup_start('example', true)\""
                        + " -c 'SELECT pg_backup_stop(false)'");
        Eventually.until(
                SOON,
                () -> !site.host("barmanhost")
                        .shell("find " + ARCHIVE + "/wals -name '*.backup*'")
                        .isEmpty());
        site.holds("archiving.yml");

        site.destroy("archiving.yml", "--drop", SLOT);
        nobodyIsTrusted(site);
    }

    private static void archivingByRsync(ExampleSite site) {
        site.apply("archiving-rsync.yml");
        sends(site);

        site.operator.shell("sed s/rsync-guarded/rsync/ archiving-rsync.yml >plain-rsync.yml");
        site.apply("plain-rsync.yml");
        assertThat(site.sql("pghost", "SHOW archive_command")).startsWith("rsync ");
        sends(site);

        site.destroy("archiving-rsync.yml");
        nobodyIsTrusted(site);
    }

    /** By the archiver, which is the only way there. */
    private static void sends(ExampleSite site) {
        String segment = site.switchedSegment("pghost");
        isSent(site, segment);
        site.arrives(segment, "pghost", "barmanhost", ARCHIVE, GUNZIP);
    }

    private static void isSent(ExampleSite site, String segment) {
        Eventually.until(
                SOON,
                () -> site.sql("pghost", "SELECT last_archived_wal >= '" + segment + "' FROM pg_stat_archiver")
                        .equals("t"));
    }

    private static void nobodyIsTrusted(ExampleSite site) {
        assertThat(site.sql("pghost", "SHOW archive_mode")).isEqualTo("off");
        assertThat(site.host("pghost").shell("find /var/lib/postgresql -path '*/.ssh/*' -o -name .jbarman"))
                .isEmpty();
        assertThat(site.host("barmanhost").shell("find /var/lib/barman -path '*/.ssh/*'"))
                .isEmpty();
    }

    private static void standby(ExampleSite site) {
        assertThat(site.host("pghost2")
                        .attempt("test", "-d", "/usr/lib/postgresql")
                        .succeeded())
                .as("the standby's host is bare")
                .isFalse();
        site.apply("standby.yml");

        site.sql("pghost", "CREATE TABLE rows_of_the_example AS SELECT generate_series(1, 1000) AS n");
        Eventually.until(
                SOON,
                () -> site.sql("pghost2", "SELECT count(*) FROM pg_class WHERE relname = 'rows_of_the_example'")
                        .equals("1"));
        assertThat(site.sql("pghost2", "SELECT sum(n) FROM rows_of_the_example"))
                .isEqualTo("500500");
        assertThat(site.sql("pghost", "SELECT string_agg(usename, ' ' ORDER BY usename) FROM pg_stat_replication"))
                .isEqualTo("replica streaming_barman");
        site.arrives(site.switchedSegment("pghost"), "pghost", "barmanhost", ARCHIVE, "cat STORED");

        site.sql("pghost", "DROP TABLE rows_of_the_example");
        // The standby goes on where it is, and its sessions have to be named.
        site.destroy("standby.yml", "--drop", SLOT + ",pg/slot/pg2,pg/role/replica");
        site.host("pghost2").run("pg_ctlcluster", "15", "main", "stop");
    }

    private static void contents(ExampleSite site) {
        site.sql("pghost", "CREATE ROLE former");
        site.sql("pghost", "CREATE TABLE left_behind (n int)");
        site.sql("pghost", "ALTER TABLE left_behind OWNER TO former");
        site.sql("pghost", "SELECT pg_create_physical_replication_slot('old_standby', true)");

        site.apply("contents.yml", "--drop", "pg/role/former,pg/slot/old_standby");

        assertThat(site.sql("pghost", "SELECT tableowner FROM pg_tables WHERE tablename = 'left_behind'"))
                .isEqualTo("app_owner");
        assertThat(logsIn(site, "app", "canary-APP", "shop", "SHOW search_path"))
                .isEqualTo("shop, public");
        site.sql("pghost", "DROP TABLE left_behind");
    }

    private static void leastPrivilege(ExampleSite site) {
        site.apply("least-privilege.yml");

        assertThat(logsIn(site, "shop", "canary-SHOP", "shop", "SHOW statement_timeout"))
                .isEqualTo("30s");
        assertThat(logsIn(site, "report", "canary-REPORT", "shop", "SHOW default_transaction_read_only"))
                .isEqualTo("on");
        assertThat(site.sql("pghost", "SELECT has_database_privilege('barman', 'shop', 'CONNECT')"))
                .isEqualTo("f");
        assertThat(site.sql("pghost", "SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_replication USING (pid)"))
                .isEqualTo("t");
        site.destroy("least-privilege.yml", "--drop", SLOT + ",pg/database/shop");
    }

    private static String logsIn(ExampleSite site, String role, String password, String database, String statement) {
        return site.host("pghost")
                .run(
                        "env",
                        "PGPASSWORD=" + password,
                        "psql",
                        "-XAt",
                        "-c",
                        statement,
                        "host=127.0.0.1 user=" + role + " dbname=" + database)
                .strip();
    }

    private static void rotatePasswords(ExampleSite site) {
        Typing operator = new Typing(site.operator, "password of admin", "canary-admin");
        site.host("barmanhost")
                .write(
                        "/usr/local/bin/pass",
                        Transferable.of("#!/bin/sh\n[ \"$1\" = show ] && echo canary-${2#shop/}\n", 0755));
        site.operator.done("secrets", "keygen");
        site.operator.write("secrets", "barman_password: canary-1\nstreaming_password: canary-2\n");
        site.operator.done("secrets", "encrypt", "secrets", "--out", "rotate-passwords.age");

        operator.done("apply", "--yes", "rotate-passwords.yml");
        assertThat(operator.done("apply", "--yes", "rotate-passwords.yml")).contains("No changes.");

        assertThat(site.operator
                        .shell("EDITOR='sed -i s/canary-1/canary-3/' /opt/operator/jbarman secrets edit"
                                + " rotate-passwords.age")
                        .succeeded())
                .isTrue();
        assertThat(operator.done("plan", "rotate-passwords.yml")).contains("~ pg/role/barman", "password");
        operator.done("apply", "--yes", "rotate-passwords.yml");
        assertThat(site.host("barmanhost").shell("cat /var/lib/barman/.pgpass")).contains("canary-3");
        assertThat(logsIn(site, "admin", "canary-admin", "postgres", "SELECT 1"))
                .isEqualTo("1");
        assertThat(logsIn(site, "shop_b", "canary-b", "postgres", "SELECT 1")).isEqualTo("1");
        assertThat(operator.done("drift", "rotate-passwords.yml")).doesNotContain("pg/role");

        operator.done("destroy", "--yes", "rotate-passwords.yml", "--drop", SLOT);
        assertThat(roles(site)).doesNotContain("shop");
    }

    private static void teardown(ExampleSite site) {
        site.sql("pghost", "CREATE DATABASE old_shop");
        site.sql("pghost", "CREATE ROLE former; CREATE ROLE clerk; GRANT pg_monitor TO clerk");
        site.sql("pghost", "ALTER ROLE clerk SET work_mem = '8MB'; GRANT TEMPORARY ON DATABASE postgres TO clerk");
        site.sql("pghost", "CREATE EXTENSION pg_stat_statements");

        site.apply("teardown.yml", "--drop", "pg/database/old_shop,pg/role/former");

        assertThat(site.sql("pghost", "SELECT count(*) FROM pg_database WHERE datname = 'old_shop'"))
                .isEqualTo("0");
        assertThat(site.sql("pghost", "SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'"))
                .isEqualTo("0");
        assertThat(roles(site)).doesNotContain("former").contains("keeper", "clerk");
    }

    private static void system(ExampleSite site) {
        DebianHost pghost = site.host("pghost");
        pghost.run("useradd", "leaver");
        pghost.write("/etc/cron.d/old", Transferable.of("# old\n", 0644));

        site.apply("system.yml");

        assertThat(pghost.run("systemctl", "is-active", "cron").strip()).isEqualTo("active");
        assertThat(pghost.run("id", "clerk")).contains("gid=900(dba)", "(adm)");
        assertThat(pghost.attempt("id", "leaver").succeeded()).isFalse();
        assertThat(pghost.attempt("test", "-e", "/etc/cron.d/old").succeeded()).isFalse();
        assertThat(pghost.run("crontab", "-l", "-u", "postgres")).contains("vacuumdb --all");
        assertThat(pghost.shell("runuser -u postgres -- vacuumdb --all --analyze --quiet"))
                .isEmpty();
    }

    private static void houseRules(ExampleSite site) {
        DebianHost pghost = site.host("pghost");

        site.apply("house-rules.yml");

        assertThat(pghost.run("cat", "/etc/motd")).startsWith("This is pghost, looked after by the database team.");
        assertThat(pghost.run("journalctl", "--no-pager", "-t", "house-rules", "-o", "cat"))
                .isEqualTo("the message of the day has changed\n");
        assertThat(pghost.run("cat", "/home/ops/.ssh/authorized_keys")).contains("night-shift");
        assertThat(site.sql("pghost", "SHOW log_min_duration_statement")).isEqualTo("500ms");
        assertThat(pghost.run("crontab", "-l", "-u", "postgres")).contains("find /srv/reports");
        assertThat(pghost.run("stat", "-c", "%a %U", "/srv/reports/key")).isEqualTo("600 root\n");
        pghost.shell("echo somebody >/etc/motd");
        site.operator.done("apply", "--yes", "house-rules.yml", "--tags", "motd");
        assertThat(pghost.run("journalctl", "--no-pager", "-t", "house-rules", "-o", "cat"))
                .hasLineCount(2);
    }

    /** Of systemd, by what the play has written; and a package comes from the distribution. */
    private static void aServiceIsRestarted(ExampleSite site) {
        DebianHost pghost = site.host("pghost");
        site.operator.write("restart.yml", HOSTS + """
                plays:
                  - name: Schedules
                    hosts: pghost
                    tasks:
                      - { name: Relay, package: { name: socat } }
                      - { name: Options, copy: { dest: /etc/default/cron, content: "EXTRA_OPTS='-L 4'\\n" }, notify: Again }
                    handlers:
                      - { name: Again, service: { name: "{{ host.facts.os.family == 'debian' ? 'cron' : 'crond' }}", state: restarted } }
                """);
        String before = mainPid(pghost);

        site.apply("restart.yml");

        assertThat(pghost.shell("command -v socat")).isNotBlank();
        assertThat(mainPid(pghost)).isNotEqualTo(before);
        assertThat(pghost.shell("tr '\\0' ' ' </proc/" + mainPid(pghost) + "/cmdline"))
                .contains("-L 4");
    }

    private static String mainPid(DebianHost host) {
        return host.run("systemctl", "show", "-p", "MainPID", "--value", "cron").strip();
    }

    private static void ourKeyIsNotShutOut(ExampleSite site) {
        String key = site.host("barmanhost")
                .run("ssh-keygen", "-y", "-f", "/home/ops/.ssh/id_ed25519")
                .strip();
        site.operator.write("own.yml", HOSTS + """
                plays:
                  - name: Keys
                    hosts: pghost
                    tasks: [{ name: Mine, authorized_key: { user: ops, key: "%s", key_options: 'from="10.9.9.9"' } }]
                """.formatted(key));

        assertThat(site.operator.jbarman("plan", "own.yml").output())
                .contains("x pghost/authorized_key/ops/Mine  conflict", "own_login: true");
    }

    private static void twoDatacentres(ExampleSite site) {
        String file = "two-datacentres.yml";
        // What people have made of it already.
        site.host("south-pg")
                .shell("apt-get install -q -y --no-install-recommends postgresql-common >/dev/null"
                        + " && echo create_main_cluster = true >>/etc/postgresql-common/createcluster.conf");

        // It says restart: never, and a server that listens to itself alone would need one.
        site.host("north-pg")
                .shell("apt-get install -q -y --no-install-recommends postgresql-15 >/dev/null"
                        + " && echo \"listen_addresses = '*'\" >/etc/postgresql/15/main/conf.d/listen.conf"
                        + " && pg_ctlcluster 15 main start");

        site.operator.done("apply", "--yes", file, "--limit", "group:north");
        site.operator.done("apply", "--yes", file, "--limit", "group:south");
        site.holds(file);

        String segment = site.switchedSegment("north-pg");
        for (String[] side :
                new String[][] {{"north-barman", "/var/lib/barman/pg"}, {"south-barman", "/srv/barman/pg"}}) {
            site.arrives(
                    segment,
                    "north-pg",
                    side[0],
                    side[1],
                    "runuser -u barman -- /opt/jbarman/current/jbarman get-wal pg " + segment);
        }
        site.sql("north-pg", "CREATE TABLE far (n int)");
        Eventually.until(
                SOON,
                () -> site.sql("south-pg", "SELECT count(*) FROM pg_class WHERE relname = 'far'")
                        .equals("1"));
        assertThat(site.sql("north-pg", "SELECT count(*) FROM pg_replication_slots WHERE active"))
                .isEqualTo("3");
        site.operator.done(
                "destroy",
                "--yes",
                file,
                "--drop",
                "pg/slot/barman_north,pg/slot/barman_south,pg/slot/pg2,pg/role/replica");
    }

    /** The clusters are there, where the file's variables have them. */
    private static void variables(ExampleSite site) {
        Map<String, Integer> clusters = Map.of("north", 5432, "south", 5434);
        clusters.forEach((name, port) -> site.host(name + "1")
                .shell("apt-get install -q -y --no-install-recommends postgresql-common >/dev/null"
                        + " && echo create_main_cluster = false >>/etc/postgresql-common/createcluster.conf"
                        + " && apt-get install -q -y --no-install-recommends postgresql-15 >/dev/null"
                        + " && pg_createcluster -d /srv/postgresql/" + name + " -p " + port + " 15 " + name
                        + " -- >/dev/null && pg_ctlcluster 15 " + name + " start"));

        site.apply("variables.yml");

        clusters.forEach((name, port) -> {
            assertThat(site.sql(name + "1", "SHOW port")).isEqualTo(Integer.toString(port));
            site.arrives(
                    site.switchedSegment(name + "1"),
                    name + "1",
                    "barmanhost",
                    "/var/lib/barman/" + name,
                    "cat STORED");
        });
        site.destroy("variables.yml", "--drop", "north/slot/barman_north,south/slot/barman_south");
        clusters.keySet()
                .forEach(name -> assertThat(site.sql(name + "1", "SELECT string_agg(rolname, ' ') FROM pg_roles"))
                        .doesNotContain("barman"));
    }

    private static String roles(ExampleSite site) {
        return site.sql("pghost", "SELECT string_agg(rolname, ' ') FROM pg_roles WHERE rolname !~ '^pg_'");
    }
}
