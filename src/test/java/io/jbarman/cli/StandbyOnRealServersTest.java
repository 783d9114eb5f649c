package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jbarman.cli.ServerSite.Run;
import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import io.jbarman.fixture.StandbySite;
import io.jbarman.fixture.ThrowAwayAccount;
import io.jbarman.quickstart.FreePort;
import io.jbarman.transport.CommandResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Standbys as a user declares them, made by Debian's pg_basebackup 15 of real primaries. */
final class StandbyOnRealServersTest {
    @TestFactory
    Stream<DynamicTest> oneApplyMakesIt() {
        List<Integer> majors =
                Boolean.getBoolean("jbarman.matrix") ? List.of(10, 12, 13, 14, 15, 16, 17, 18) : List.of(10, 15);
        return majors.stream()
                .map(major ->
                        DynamicTest.dynamicTest("PostgreSQL " + major, () -> make(() -> PgCluster.embedded(major))));
    }

    private static Run apply(Path topology) {
        return ServerSite.jbarman("apply", topology.toString(), "--yes", "--verify", "none");
    }

    private static Run plan(Path topology) {
        return ServerSite.jbarman("plan", topology.toString());
    }

    private static Run drift(Path topology) {
        return ServerSite.jbarman("drift", topology.toString());
    }

    private static void make(Supplier<PgCluster.Builder> builder) throws Exception {
        Fixtures.requireDebianPostgres15();
        try (PgCluster pg = builder.get().setting("log_statement", "all").start();
                StandbySite site = StandbySite.withClientFor(pg)) {
            pg.sql("CREATE TABLE t AS SELECT 42 AS a");
            Path topology = site.topology("wal_keep_size: 64MB", "work_mem: 8MB");

            Run first = apply(topology);

            assertThat(first.status()).as(first.out() + first.err()).isZero();
            assertThat(first.out())
                    .contains("Looked again: nothing is left to do.")
                    .doesNotContain("canary-31f9");
            assertThat(site.standby("SELECT pg_is_in_recovery()")).isEqualTo("t");
            assertThat(site.standby("SELECT a FROM t")).isEqualTo("42");
            assertThat(site.standby("SHOW work_mem")).isEqualTo("8MB");
            assertThat(pg.sql("SELECT active FROM pg_replication_slots WHERE slot_name = 'pg2'"))
                    .isEqualTo("t");
            assertThat(site.shell("root", "grep -rl canary-31f9 " + site.data()).output())
                    .isEmpty();
            assertThat(site.shell("root", "cat " + site.passfile()).output()).contains("canary-31f9");
            assertThat(pg.log()).doesNotContain("canary-31f9");

            Run second = apply(topology);
            assertThat(second.out()).contains("No changes.");
            assertThat(second.status()).isZero();
            recoveryConfIsCompared(site, topology);
        }
    }

    /** Up to 11 what it follows is in a file that no catalogue shows. */
    private static void recoveryConfIsCompared(StandbySite site, Path topology) throws Exception {
        Path file = site.data().resolve("recovery.conf");
        if (Files.exists(file)) {
            site.shell("root", "sed -i \"s/^primary_slot_name.*/primary_slot_name = 'other'/\" " + file);
            Run drift = drift(topology);
            assertThat(drift.status()).as(drift.out()).isEqualTo(2);
            assertThat(drift.out())
                    .contains("CONFLICT  pg2/standby/data", "recovery.conf of pg2", "primary_slot_name differs");
        }
    }

    /** The example as it stands in playbooks/: first the datacentre of the primary and its barmanhost, then the other one. */
    @Test
    void twoDatacentresAreSetUpOneAfterTheOther(@TempDir Path directory) throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                StandbySite site = new StandbySite(pg)) {
            Path topology = twoDatacentres(directory, pg, site);

            Run north = side(topology, "north");

            assertThat(north.status()).as(north.out() + north.err()).isZero();
            assertThat(pg.sql("SELECT string_agg(slot_name, ' ' ORDER BY slot_name) FROM pg_replication_slots"))
                    .as("the primary is in the north, and its slots with it")
                    .isEqualTo("barman_north barman_south pg2");
            assertThat(directory.resolve("north.d/pg.conf")).content().contains("receiver_north");
            assertThat(directory.resolve("south.d")).doesNotExist();

            Run south = side(topology, "south");

            assertThat(south.status()).as(south.out() + south.err()).isZero();
            assertThat(site.standby("SELECT pg_is_in_recovery()")).isEqualTo("t");
            Eventually.until(() -> pg.sql("SELECT active FROM pg_replication_slots WHERE slot_name = 'pg2'")
                    .equals("t"));
            assertThat(site.standby(
                            "SELECT string_agg(slot_name || coalesce(' keeps ' || restart_lsn, ''), ', ' ORDER BY 1)"
                                    + " FROM pg_replication_slots"))
                    .as("those of both barmanhosts wait there for a failover, and hold nothing until then")
                    .isEqualTo("barman_north, barman_south");
            assertThat(directory.resolve("south.d/pg.conf"))
                    .content()
                    .contains("slot_name = barman_south", "receiver_south");
            assertThat(directory.resolve("south/pg/wals")).isDirectory();
            assertThat(directory.resolve("south.pgpass")).content().contains(":streaming_barman:");
            for (String each : List.of("north", "south")) {
                assertThat(side(topology, each).out()).contains("No changes.");
            }
        }
    }

    /** All but the runtimes, of which one machine has one. */
    private static Run side(Path topology, String group) {
        return ServerSite.jbarman(
                "apply",
                topology.toString(),
                "--yes",
                "--verify",
                "none",
                "--limit",
                "group:" + group,
                "--only",
                "pg/*,pg2/*,*/directory/*,*/file/*,*/passfile/*");
    }

    private static Path twoDatacentres(Path directory, PgCluster pg, StandbySite site) throws Exception {
        Path word = Files.writeString(directory.resolve("word"), "word\n");
        Files.setPosixFilePermissions(word, PosixFilePermissions.fromString("rw-------"));
        String text = Files.readString(Fixtures.checkout().resolve("playbooks/two-datacentres.yml"))
                .replaceAll("(?m)^  (\\w+_password): \\{.*\\}$", "  $1: { file: word }")
                .replaceAll("(?m)^(  (?:north|south)-\\w+): \\{.*\\}$", "$1: { address: 127.0.0.1, connection: local }")
                .replace("user: ops, become: sudo", "become: " + (Fixtures.isRoot() ? "sudo" : "none"))
                .replace("archive_home: /var/lib/barman", "archive_home: " + directory + "/north")
                .replace("archive_home: /srv/barman", "archive_home: " + directory + "/south")
                .replace(
                        "    host: north-pg\n",
                        "    host: north-pg\n    port: " + pg.port() + "\n    socket_directory: " + pg.socketDirectory()
                                + "\n    os_user: " + pg.osUser() + "\n")
                .replace(
                        "password: replica_password }",
                        "password: replica_password, passfile: " + site.passfile() + " }")
                .replace("slot: pg2 }", "slot: pg2, " + site.place() + " }")
                .replaceAll(
                        "(?m)^    host: (\\w+)-barman$",
                        "    host: $1-barman\n    config: DIR/$1.conf\n    config_directory: DIR/$1.d\n    passfile:"
                                + " DIR/$1.pgpass\n    user: " + System.getProperty("user.name"))
                .replace("DIR", directory.toString());
        return Files.writeString(directory.resolve("two-datacentres.yml"), text);
    }

    @Test
    void whatItMustNotHaveLowerIsRaisedOnTheStandbyFirst() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                StandbySite site = new StandbySite(pg)) {
            assertThat(apply(site.topology()).status()).isZero();

            Path topology = site.topology("max_connections: 130", "synchronous_standby_names: pg2");
            Run raised = apply(topology);

            assertThat(raised.status()).as(raised.out() + raised.err()).isZero();
            assertThat(raised.out().indexOf("pg2/restart/server")).isPositive();
            assertThat(raised.out().lastIndexOf("pg2/restart/server"))
                    .isLessThan(raised.out().lastIndexOf("pg/restart/server"));
            assertThat(pg.sql("SHOW max_connections")).isEqualTo("130");
            assertThat(site.standby("SHOW max_connections")).isEqualTo("130");
            assertThat(site.standby("SELECT pg_is_in_recovery()")).isEqualTo("t");
            pg.sql("CREATE TABLE confirmed AS SELECT 1");

            Run lowered = apply(site.topology("max_connections: 90"));
            assertThat(lowered.status()).as(lowered.out() + lowered.err()).isZero();
            assertThat(pg.sql("SHOW max_connections")).isEqualTo("90");
            assertThat(site.standby("SHOW max_connections"))
                    .as("never lower than the primary's")
                    .isEqualTo("130");
        }
    }

    /** 10 to 13 would not start with less, later ones would start and replay nothing. */
    @TestFactory
    Stream<DynamicTest> oneThatIsDownIsRaisedToItsPrimaryBeforeItIsStarted() {
        List<Integer> majors =
                Boolean.getBoolean("jbarman.matrix") ? List.of(10, 12, 13, 14, 15, 16, 17, 18) : List.of(13, 15);
        return majors.stream()
                .map(major -> DynamicTest.dynamicTest(
                        "PostgreSQL " + major, () -> raiseDown(() -> PgCluster.embedded(major))));
    }

    private static void raiseDown(Supplier<PgCluster.Builder> builder) throws Exception {
        try (PgCluster pg = builder.get().start();
                StandbySite site = StandbySite.withClientFor(pg)) {
            assertThat(apply(site.topology()).status()).isZero();
            site.standby("ALTER SYSTEM SET max_worker_processes = 20");
            site.standby("ALTER SYSTEM SET work_mem = '7MB'");
            site.stopStandby();

            Run raised = apply(site.topology("max_connections: 130"));

            assertThat(raised.status()).as(raised.out() + raised.err()).isZero();
            assertThat(raised.out()).contains("max_connections: 100 -> 130", "down -> started");
            assertThat(pg.sql("SHOW max_connections")).isEqualTo("130");
            assertThat(site.standby("SELECT current_setting('max_connections') || ' ' ||"
                            + " current_setting('max_worker_processes') || ' ' || current_setting('work_mem')"))
                    .as("raised, and nothing else is touched")
                    .isEqualTo("130 20 7MB");
            pg.sql("CREATE TABLE later AS SELECT 42 AS a");
            Eventually.until(() -> site.standby("SELECT count(*) FROM pg_class WHERE relname = 'later'")
                    .equals("1"));
        }
    }

    /** Now, and not after the failover: its primary's archiver comes after it, and may become another one. */
    /** It comes with a base backup, and a standby that is promoted would wait for itself. */
    @Test
    void whomCommitsWaitForIsNotInherited() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                StandbySite site = new StandbySite(pg)) {
            Path topology = site.topology("synchronous_standby_names: pg2");
            assertThat(apply(topology).status()).isZero();
            site.stopStandby();
            site.shell("root", "rm -rf " + site.data());

            Run anew = apply(topology);

            assertThat(anew.status()).as(anew.out() + anew.err()).isZero();
            assertThat(pg.sql("SHOW synchronous_standby_names")).isEqualTo("pg2");
            assertThat(site.standby("SHOW synchronous_standby_names")).isEmpty();

            site.standby("ALTER SYSTEM SET synchronous_standby_names = 'pg2'");
            site.standby("SELECT pg_reload_conf()");
            Run inherited = drift(topology);
            assertThat(inherited.out()).contains("DRIFT  pg2/setting/synchronous_standby_names", "1 drift; ");
            assertThat(apply(topology).status()).isZero();
            assertThat(plan(topology).out()).contains("No changes.");

            site.shell(pg.osUser(), "/usr/lib/postgresql/15/bin/pg_ctl promote -s -w -D " + site.data());
            site.standby("SET statement_timeout = '20s'; CREATE TABLE committed AS SELECT 1");
            assertThat(site.standby("SELECT count(*) FROM committed")).isEqualTo("1");
        }
    }

    @Test
    void itIsReadyToArchiveAsItsPrimaryDoes() throws Exception {
        try (ThrowAwayAccount account = ThrowAwayAccount.make();
                PgCluster pg = PgCluster.debian15().as(account).start();
                StandbySite site = new StandbySite(pg)) {
            Path topology = site.topology();
            String archiving = Files.readString(topology).replace("host: pghost2\n", "host: pghost\n")
                    + """
                    barman:
                      backup:
                        host: pghost
                        user: %1$s
                        home: %2$s
                        servers:
                          pg:
                            conninfo: { role: barman, password: replica, dbname: postgres }
                            archiver: true
                            archive_command: { method: local-copy }
                            incoming_wals_directory: %2$s/one
                    """.formatted(account.name(), account.home());
            for (String name : List.of("one", "two")) {
                account.own(Files.createDirectory(account.home().resolve(name)));
                String document = archiving.replace(account.home() + "/one", account.home() + "/" + name);
                String present = pg.sql("SHOW archive_command");
                Files.writeString(
                        topology, document.replace("local-copy }", "local-copy, replace: \"" + present + "\" }"));

                Run applied = ServerSite.jbarman(
                        "apply", topology.toString(), "--only", "pg/*,pg2/*", "--yes", "--verify", "none");

                assertThat(applied.status()).as(applied.out() + applied.err()).isZero();
                assertThat(site.standby("SHOW archive_command"))
                        .contains("/.jbarman/wal-copy", "/" + name)
                        .isEqualTo(pg.sql("SHOW archive_command"));
            }
        }
    }

    @Test
    void noOneIsMadeAStandbyWhoIsNone() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                StandbySite site = new StandbySite(pg)) {
            Path topology = site.topology();
            assertThat(apply(topology).status()).isZero();
            site.shell(pg.osUser(), "/usr/lib/postgresql/15/bin/pg_ctl promote -s -w -D " + site.data());

            Run promoted = apply(topology);
            assertThat(promoted.out())
                    .contains("pg2 is a primary, and the topology says that it is a standby of pg", "makes no standby");
            assertThat(promoted.status()).isEqualTo(1);
            assertThat(site.standby("SELECT pg_is_in_recovery()")).isEqualTo("f");

            site.stopStandby();
            Run stopped = apply(topology);
            assertThat(stopped.out())
                    .contains("a cluster of the same system that follows nobody, where jbarman once made a standby");
            assertThat(stopped.status()).isEqualTo(1);
            site.startStandby();
            assertThat(site.standby("SELECT pg_is_in_recovery()"))
                    .as("the mark of its making is there still, and makes no standby of it again")
                    .isEqualTo("f");

            site.stopStandby();
            Files.delete(site.mark());
            assertThat(plan(topology).out())
                    .contains("a cluster of the same system that follows nobody, and jbarman did not make it");
        }
    }

    /** As long as no server was started there only the base backup's label tells it from jbarman's own. */
    @Test
    void whatIsRestoredWhereOneOnceWasIsNotTouched() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                StandbySite site = new StandbySite(pg)) {
            Path topology = site.topology();
            assertThat(apply(topology).status()).isZero();
            site.stopStandby();
            CommandResult restored = site.shell(
                    pg.osUser(),
                    "rm -rf " + site.data() + "; /usr/lib/postgresql/15/bin/pg_basebackup -c fast -D " + site.data()
                            + " -d 'host=127.0.0.1 port=" + pg.port() + " user=replica passfile=" + site.passfile()
                            + "'");
            assertThat(restored.status()).as(restored.errors()).isZero();
            String before = digest(site);

            for (String stage : List.of("cloned", "cloning")) {
                Files.writeString(site.mark(), "jbarman: standby pg2 of system " + system(pg) + "\n" + stage + "\n");
                Run left = apply(topology);
                assertThat(left.out())
                        .contains(
                                "a cluster of the same system that follows nobody, where jbarman once made a standby");
                assertThat(left.status()).isEqualTo(1);
                assertThat(digest(site)).isEqualTo(before);
            }
        }
    }

    @Test
    void whatItDidNotMarkIsNotTouched() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                PgCluster other = PgCluster.debian15().start();
                StandbySite site = new StandbySite(pg)) {
            Path topology = site.topology();
            site.shell(
                    pg.osUser(),
                    "cp -r " + other.dataDirectory() + " " + site.data() + " && rm " + site.data() + "/postmaster.pid");
            String before = digest(site);

            Run foreign = apply(topology);
            assertThat(foreign.out()).contains("holds a cluster of another system", "jbarman did not make it");
            assertThat(foreign.status()).isEqualTo(1);

            site.shell(pg.osUser(), "printf 'jbarman: standby pg9 of system 1\\ncloning\\n' >" + site.mark());
            assertThat(apply(topology).out()).contains("says that it is something else: jbarman: standby pg9");
            assertThat(digest(site)).isEqualTo(before);
            Files.writeString(site.mark(), "jbarman: standby pg2 of system " + system(pg) + "\ncloning\n");
            theMarkDoesNotCover(site, topology, before);
            Files.delete(site.data().resolve("postmaster.opts"));
            theMarkDoesNotCover(site, topology, digest(site));
        }
    }

    /** A run was killed, and somebody put another system there since, by which a server has run or has not yet. */
    private static void theMarkDoesNotCover(StandbySite site, Path topology, String digest) throws Exception {
        assertThat(apply(topology).out())
                .contains("holds a cluster of another system", "where jbarman once made a standby");
        assertThat(digest(site)).isEqualTo(digest);
    }

    private static String digest(StandbySite site) throws Exception {
        return site.shell("root", "find " + site.data() + " -type f | xargs cat | sha256sum")
                .output();
    }

    private static String system(PgCluster pg) throws Exception {
        return pg.sql("SELECT system_identifier FROM pg_control_system()");
    }

    /** What the remedy says is done, and jbarman goes on from there. */
    @Test
    void whatHasTablespacesIsClonedByHand(@TempDir Path spaces) throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                StandbySite site = new StandbySite(pg)) {
            site.shell(
                    "root",
                    "chmod 0755 " + spaces + "; install -d -o " + pg.osUser() + " " + spaces + "/one " + spaces
                            + "/two");
            pg.sql("CREATE TABLESPACE fast LOCATION '" + spaces + "/one'");
            pg.sql("CREATE TABLE t TABLESPACE fast AS SELECT 42 AS a");
            Path topology = site.topology();

            Run refused = apply(topology);

            assertThat(refused.status()).as(refused.out()).isEqualTo(1);
            assertThat(refused.out())
                    .contains("tablespaces outside of its data directory: fast (" + spaces + "/one)", "-S pg2 -R");
            assertThat(site.data()).doesNotExist();
            String command = refused.out().replaceAll("(?s).*(pg_basebackup -D .* -R), with .*", "$1");
            CommandResult made = site.shell(
                    pg.osUser(),
                    "/usr/lib/postgresql/15/bin/" + command.replaceAll("\\s+", " ") + " -T " + spaces + "/one=" + spaces
                            + "/two && echo \"" + site.ownSettings() + "\" >>" + site.data()
                            + "/postgresql.auto.conf");
            assertThat(made.status()).as(command + made.errors()).isZero();

            Files.writeString(site.mark(), "jbarman: standby pg2 of system " + system(pg) + "\ncloning\n");

            Run started = apply(topology);

            assertThat(started.out())
                    .as("what pg_basebackup wrote as primary_conninfo is seen once it runs")
                    .contains("ok       + pg2/standby/data", "Left: pg2/setting/primary_conninfo");
            assertThat(apply(topology).status()).isZero();
            assertThat(site.standby("SELECT a FROM t")).isEqualTo("42");
            assertThat(site.standby("SELECT pg_is_in_recovery()")).isEqualTo("t");
        }
    }

    @Test
    void withoutAClientOfItsVersionItIsAConflict() throws Exception {
        Fixtures.requireRoot("the standby's site is another account's");
        try (PgCluster pg = PgCluster.embedded(18).start();
                StandbySite site = new StandbySite(pg)) {
            Run plan = plan(site.topology());
            assertThat(plan.out())
                    .contains("pghost2 has no pg_basebackup of version 18 or later", "Install postgresql-client-18");
            assertThat(plan.status()).isEqualTo(1);
        }
    }

    @Test
    void whatIsChangedBehindOurBackIsOneFindingAndIsHealed() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                StandbySite site = new StandbySite(pg)) {
            Path topology = site.topology("work_mem: 8MB");
            assertThat(apply(topology).status()).isZero();

            for (String mutation : List.of(
                    "ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 port=1 password=canary-77'",
                    "ALTER SYSTEM SET primary_slot_name = 'other'",
                    "ALTER SYSTEM RESET work_mem")) {
                site.standby(mutation);
                site.standby("SELECT pg_reload_conf()");
                Run drift = drift(topology);
                assertThat(drift.out())
                        .as(mutation)
                        .contains("DRIFT  pg2/setting/", "1 drift; ")
                        .doesNotContain("canary");
                assertThat(drift.status()).isEqualTo(2);
                Run healed = apply(topology);
                assertThat(healed.status())
                        .as(mutation + healed.out() + healed.err())
                        .isZero();
                assertThat(drift(topology).status()).as(mutation).isZero();
            }
            Eventually.until(() -> pg.sql("SELECT active FROM pg_replication_slots WHERE slot_name = 'pg2'")
                    .equals("t"));

            site.standby("ALTER SYSTEM SET listen_addresses = '0.0.0.0'");
            site.stopStandby();
            Run down = drift(topology);
            assertThat(down.out()).contains("pg2/standby/data");
            assertThat(down.status()).isEqualTo(2);
            Run started = apply(topology);
            assertThat(started.status()).as(started.out() + started.err()).isZero();
            assertThat(started.out()).contains("down -> started");
            assertThat(site.standby("SELECT pg_is_in_recovery()")).isEqualTo("t");
            assertThat(site.standby("SHOW listen_addresses"))
                    .as("it is started, and nothing else")
                    .isEqualTo("0.0.0.0");
        }
    }

    /** Debian's tools make a cluster of its own, which is of another system, until jbarman empties it. */
    private static void killedAfterItsCreation(PgCluster pg, StandbySite site, String cluster, int port)
            throws Exception {
        site.shell("root", "pg_createcluster 15 " + cluster + " -p " + port);
        site.shell(
                "postgres",
                "printf 'jbarman: standby pg2 of system %s\\ncreating\\n' " + system(pg) + " >/var/lib/postgresql/15/"
                        + cluster + ".jbarman");
    }

    /** One that is merely down is started: what people wrote into its rules meanwhile stays. */
    private static void itsRulesAreItsOwn(StandbySite site, Path topology, String cluster) throws Exception {
        String rules = "/etc/postgresql/15/" + cluster + "/pg_hba.conf";
        site.shell(
                "root",
                "echo '# of this host' >>" + rules + "; chmod 0640 " + rules + "; pg_ctlcluster 15 " + cluster
                        + " stop; sed -i /^max_connections/d /var/lib/postgresql/15/" + cluster
                        + "/postgresql.auto.conf; echo 'max_connections = 20' >>/etc/postgresql/15/" + cluster
                        + "/postgresql.conf");
        Run started = apply(topology);
        assertThat(started.status()).as(started.out() + started.err()).isZero();
        assertThat(started.out())
                .contains("a standby of pg that is down", "max_connections: 20 -> 100", "down -> started");
        assertThat(site.shell("root", "tail -n 1 " + rules + "; stat -c %a " + rules)
                        .output())
                .isEqualTo("# of this host\n640\n");
    }

    @Test
    void itFitsDebiansLayout() throws Exception {
        assumeTrue(
                Fixtures.isRoot() && Files.exists(Path.of("/usr/bin/pg_createcluster")),
                "needs root and postgresql-common");
        String cluster = "jbarman" + ProcessHandle.current().pid();
        int port = FreePort.find();
        try (PgCluster pg = PgCluster.debian15().start();
                StandbySite site = new StandbySite(pg)) {
            assumeTrue(pg.osUser().equals("postgres"), "Debian's clusters are postgres's");
            try {
                Path topology = site.topology(List.of("cluster: " + cluster), port);
                killedAfterItsCreation(pg, site, cluster, port);
                Run first = apply(topology);
                assertThat(first.status()).as(first.out() + first.err()).isZero();
                assertThat(site.shell("root", "pg_lsclusters -h").output()).contains(cluster + " ", "online,recovery");
                assertThat(site.ask(port, "SELECT pg_is_in_recovery()")).isEqualTo("t");
                assertThat(site.ask(port, "SHOW hba_file")).isEqualTo("/etc/postgresql/15/" + cluster + "/pg_hba.conf");
                assertThat(plan(topology).out()).contains("No changes.");
                itsRulesAreItsOwn(site, topology, cluster);
            } finally {
                site.shell(
                        "root",
                        "pg_dropcluster --stop 15 " + cluster + "; rm -f /var/lib/postgresql/15/" + cluster
                                + ".jbarman");
            }
        }
    }
}
