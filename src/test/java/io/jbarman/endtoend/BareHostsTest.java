package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.DebianHost;
import io.jbarman.fixture.DebianHosts;
import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.Jbarman;
import io.jbarman.fixture.JbarmanRelease;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From two bare Debian machines to a verified archive, streamed and sent by the server's archiver, and back:
 * PostgreSQL, Java and jbarman itself come with one apply.
 */
final class BareHostsTest {
    private static final boolean MATRIX = Boolean.getBoolean("jbarman.matrix");
    private static final Duration LONG = Duration.ofMinutes(15);

    /** Where no systemd is. */
    private static final String ON_PGHOST = "      system: { services: { cron: { state: started, enabled: true } } }\n";

    @Test
    void oneApplyMakesTwoBareHostsStreamAndArchive(@TempDir Path directory) throws IOException {
        Path launcher = JbarmanRelease.make(directory.resolve("release"));
        Jbarman jbarman = launchedBy(launcher, directory);
        try (DebianHosts hosts = DebianHosts.of("bookworm")) {
            DebianHost pghost = hosts.plain("pghost");
            DebianHost barmanhost = hosts.systemd("barmanhost");
            pghost.shell(
                    "apt-get install -q -y --no-install-recommends cron; service cron stop; update-rc.d cron disable");
            barmanhost.shell("apt-get install -q -y --no-install-recommends cron && systemctl disable --now cron");
            Path topology = Files.writeString(directory.resolve("topology.yml"), document(hosts));

            Path plan = directory.resolve("bare.plan");
            planOfBareHosts(jbarman, topology, plan);
            ArchivingPair pair = new ArchivingPair(pghost, barmanhost);
            applyDoesItAll(jbarman, plan, pghost, barmanhost);
            systemIsAsDeclared(barmanhost);
            serviceRunsWithoutSystemd(pghost);
            pair.requireArchiving();
            secondApplyDoesNothing(jbarman, topology, barmanhost);
            assertThat(holdersOfPasswords(pghost)).isEmpty();
            assertThat(holdersOfPasswords(barmanhost)).isEqualTo("/var/lib/barman/.pgpass");
            new ArchiverChanges(jbarman, topology, pair).goBackAndForth();
            if (MATRIX) {
                new BrokenHops(jbarman, topology, pair).eachIsNamed();
            }
            killedRuntimeComesBack(barmanhost);
            if (MATRIX) {
                anUpgradeWhileTheArchiverSends(directory, topology, pair);
            }
            whatIsDamagedIsMended(jbarman, topology, barmanhost);
            ControlHost control = new ControlHost(barmanhost, pghost, hosts);
            timerLooksForDrift(control, pghost);
            timerGoesWithItsLine(control);
            destroyTakesItBack(jbarman, topology, pair);
        }
    }

    private static Jbarman launchedBy(Path launcher, Path directory) {
        return Jbarman.launchedBy(
                launcher,
                Map.of(
                        "BARMAN_PASSWORD", "canary-one",
                        "STREAMING_PASSWORD", "canary-two",
                        "XDG_CACHE_HOME", directory.resolve("cache").toString()));
    }

    private static String document(DebianHosts hosts) {
        return """
                version: 1
                name: bare
                secrets:
                  barman_password: { env: BARMAN_PASSWORD }
                  streaming_password: { env: STREAMING_PASSWORD }
                hosts:
                %s
                      system:
                        groups: { dba: { gid: 950 } }
                        users: { clerk: { group: dba, groups: [adm], comment: night shift } }
                        files:
                          /srv/ours: { state: directory, owner: clerk, group: dba, mode: "0750" }
                          /srv/ours/note: { content: "Mind the archive.", mode: "0640" }
                        services: { cron: { state: started, enabled: true } }
                        cron: { night: { user: clerk, schedule: "0 3 * * *", job: "true" } }
                        timers:
                          tick: { user: clerk, on_calendar: "Sun 03:00", argv: [/usr/bin/touch, /srv/ours/ticked], writable: [/srv/ours] }
                postgres:
                  pg: { host: pghost }
                barman:
                  backup:
                    host: barmanhost
                    runtime: { client: true }
                    servers:
                      pg:
                        conninfo: { role: barman, password: barman_password }
                        streaming_conninfo: { role: streaming_barman, password: streaming_password }
                        streaming_archiver: true
                        slot_name: barman
                        archiver: true
                        archive_command: { method: barman-wal-archive }
                        backup_method: rsync
                """.formatted(hosts.topology().replace("    barmanhost:", ON_PGHOST + "    barmanhost:"));
    }

    private static void planOfBareHosts(Jbarman jbarman, Path topology, Path file) {
        CommandResult plan = jbarman.run("plan", "--detailed-exitcode", "--out", file.toString(), topology.toString());
        assertThat(plan.status()).as(words(plan)).isEqualTo(2);
        assertThat(plan.output())
                .contains("+ pg/package/postgresql", "+ backup/package/java", "+ backup/release/jbarman")
                .contains("? pg/role/barman  known once pg/package/postgresql is there")
                .contains("? pg/ssh_key/postgres  known once pg/package/postgresql is there")
                .contains(
                        "? pg/setting/archive_command  known once ", "? backup/package/postgresql-client  known once ")
                .contains("? backup/file/etc/barman.d/pg.conf  known once backup/account/barman is there");
    }

    /** By the plan that was written down, with all that it could not look at yet. */
    private static void applyDoesItAll(Jbarman jbarman, Path plan, DebianHost pghost, DebianHost barmanhost) {
        CommandResult apply = jbarman.within(LONG).run("apply", "--yes", plan.toString());
        assertThat(apply.status())
                .as(() -> words(apply)
                        + barmanhost
                                .attempt("journalctl", "--no-pager", "-u", "jbarman")
                                .output())
                .isZero();
        assertThat(words(apply)).doesNotContain("canary-one", "canary-two");
        assertThat(apply.output()).contains("is in the archive", "nothing is left to do");
        assertThat(barmanhost.run("pg_basebackup", "--version")).contains(" 15.");
        assertThat(barmanhost.run("systemctl", "is-active", "jbarman").strip()).isEqualTo("active");
        assertThat(barmanhost.run("systemctl", "is-enabled", "jbarman").strip()).isEqualTo("enabled");
        assertThat(barmanhost
                        .run("ps", "-o", "user=", "-p", mainPid(barmanhost))
                        .strip())
                .isEqualTo("barman");
        assertThat(pghost.shell("runuser -u postgres -- psql -XAtc "
                                + "\"SELECT active FROM pg_replication_slots WHERE slot_name = 'barman'\"")
                        .strip())
                .isEqualTo("t");
    }

    private static void systemIsAsDeclared(DebianHost host) {
        assertThat(host.run("id", "clerk")).contains("gid=950(dba)", "(adm)");
        assertThat(host.run("stat", "-c", "%U %G %a", "/srv/ours")).isEqualTo("clerk dba 750\n");
        assertThat(host.run("stat", "-c", "%U %G %a", "/srv/ours/note")).isEqualTo("clerk dba 640\n");
        assertThat(host.run("cat", "/srv/ours/note")).isEqualTo("Mind the archive.");
        assertThat(host.run("systemctl", "is-active", "cron")).isEqualTo("active\n");
        assertThat(host.run("systemctl", "is-active", "tick.timer")).isEqualTo("active\n");
        host.run("systemctl", "start", "tick.service");
        assertThat(host.run("stat", "-c", "%U", "/srv/ours/ticked")).isEqualTo("clerk\n");
        assertThat(host.run("crontab", "-l", "-u", "clerk"))
                .matches("# jbarman: night \\([0-9a-f]{12}, topology \\S+\\)\n0 3 \\* \\* \\* true\n");
    }

    private static void serviceRunsWithoutSystemd(DebianHost host) {
        assertThat(host.attempt("service", "cron", "status").status()).isZero();
        assertThat(host.shell("ls /etc/rc2.d")).contains("S01cron");
    }

    private static void secondApplyDoesNothing(Jbarman jbarman, Path topology, DebianHost barmanhost) {
        List<String> before = state(barmanhost);
        CommandResult again = jbarman.run("apply", "--yes", topology.toString());
        assertThat(again.status()).as(words(again)).isZero();
        assertThat(again.output()).contains("No changes.");
        assertThat(state(barmanhost)).isEqualTo(before);
    }

    private static void killedRuntimeComesBack(DebianHost barmanhost) {
        String killed = mainPid(barmanhost);
        barmanhost.run("kill", "-9", killed);
        Eventually.until(Duration.ofMinutes(2), () -> {
            CommandResult status =
                    barmanhost.attempt("runuser", "-u", "barman", "--", "/opt/jbarman/current/jbarman", "status", "pg");
            return status.succeeded() && !mainPid(barmanhost).equals(killed);
        });
    }

    /** There and back: what failed while no runtime was there was sent again. */
    private static void anUpgradeWhileTheArchiverSends(Path directory, Path topology, ArchivingPair pair)
            throws IOException {
        Jbarman other = launchedBy(RemoteBarmanhostTest.anotherVersion(directory.resolve("second")), directory);
        for (Jbarman next : List.of(other, launchedBy(directory.resolve("release/jbarman"), directory))) {
            try (SendingLoad load = SendingLoad.on(pair)) {
                CommandResult apply = next.within(LONG).run("apply", "--yes", "--verify", "none", topology.toString());
                assertThat(apply.status()).as(words(apply)).isZero();
                assertThat(apply.output()).contains("~ backup/release/jbarman", "~ backup/runtime/jbarman");
                load.requireEverySegmentSent();
            }
        }
    }

    private static void whatIsDamagedIsMended(Jbarman jbarman, Path topology, DebianHost barmanhost) {
        barmanhost.shell("echo damage >>/opt/jbarman/current/jbarman.jar; chmod 0700 /srv/ours; echo >>/srv/ours/note;"
                + " usermod --comment day clerk; systemctl disable --now cron; crontab -u clerk -r");
        CommandResult plan = jbarman.run("plan", topology.toString());
        assertThat(plan.output())
                .as(words(plan))
                .contains("~ backup/release/jbarman", "release: (damaged) -> ")
                .contains("~ barmanhost/user/clerk", "~ barmanhost/file/srv/ours", "~ barmanhost/copy/srv/ours/note")
                .contains("~ barmanhost/service/cron", "+ barmanhost/cron/night");
        CommandResult apply = jbarman.run("apply", "--yes", "--verify", "none", topology.toString());
        assertThat(apply.status()).as(words(apply)).isZero();
        systemIsAsDeclared(barmanhost);
        theUnitIsOneFinding(jbarman, topology, barmanhost);
    }

    private static void theUnitIsOneFinding(Jbarman jbarman, Path topology, DebianHost barmanhost) {
        barmanhost.shell("sed -i s/^NoNewPrivileges=.*// /etc/systemd/system/jbarman.service; systemctl daemon-reload");
        CommandResult drift = jbarman.run("drift", topology.toString());
        assertThat(drift.output().lines().filter(line -> line.startsWith("DRIFT")))
                .as(words(drift))
                .containsExactly("DRIFT  backup/runtime/jbarman");
        CommandResult healed = jbarman.run("apply", "--yes", "--verify", "none", topology.toString());
        assertThat(healed.status()).as(words(healed)).isZero();
        assertThat(barmanhost.shell("cat /etc/systemd/system/jbarman.service")).contains("NoNewPrivileges=");
    }

    /** The barmanhost as the control node: the same topology finds all in sync, but for the timer it asks for. */
    private static void timerLooksForDrift(ControlHost control, DebianHost pghost) {
        CommandResult apply = control.jbarman("apply", "--yes", "--verify", "none");
        assertThat(apply.status()).as(words(apply)).isZero();
        assertThat(apply.output())
                .contains("+ control/timer/jbarman-drift-bare", "Applied: 1 change made")
                .doesNotContain("+ pg/", "~ pg/", "~ backup/");
        assertThat(control.host()
                        .run("systemctl", "is-active", ControlHost.TIMER)
                        .strip())
                .isEqualTo("active");
        assertThat(control.host()
                        .run("systemctl", "is-enabled", ControlHost.TIMER)
                        .strip())
                .isEqualTo("enabled");
        assertThat(control.jbarman("plan", "--detailed-exitcode").status()).isZero();
        assertThat(control.lookNow()).contains("success 0");

        alter(pghost, "ALTER ROLE barman CONNECTION LIMIT 1; ALTER ROLE streaming_barman NOREPLICATION");

        assertThat(control.lookNow()).contains("exit-code 2");
        assertThat(control.journal()).contains("pg/role/streaming_barman").doesNotContain("canary-one", "canary-two");
        assertThat(control.host()
                        .run("systemctl", "is-active", ControlHost.TIMER)
                        .strip())
                .isEqualTo("active");
    }

    private static void timerGoesWithItsLine(ControlHost control) {
        control.declare("");
        CommandResult plan = control.jbarman("plan", "--only", "control/*");
        assertThat(plan.output()).as(words(plan)).contains("- control/timer/jbarman-drift-bare", "1 to remove");
        CommandResult apply = control.jbarman("apply", "--yes", "--verify", "none");
        assertThat(apply.status()).as(words(apply)).isZero();
        assertThat(control.host()
                        .attempt("systemctl", "is-active", ControlHost.TIMER)
                        .output()
                        .strip())
                .isEqualTo("inactive");
        assertThat(control.host().shell("ls /etc/systemd/system | grep jbarman-drift || true"))
                .isEmpty();
        assertThat(control.jbarman("plan", "--detailed-exitcode").status()).isZero();
    }

    private static void destroyTakesItBack(Jbarman jbarman, Path topology, ArchivingPair pair) {
        pair.letSomebodyElseIn();
        CommandResult destroy =
                jbarman.within(LONG).run("destroy", "--yes", "--drop", "pg/slot/barman", topology.toString());
        assertThat(destroy.status()).as(words(destroy)).isZero();
        pair.requireNothingLeft();
        CommandResult again = jbarman.run("destroy", "--yes", topology.toString());
        assertThat(again.status()).as(words(again)).isZero();
        assertThat(again.output()).doesNotContain("- pg/", "- backup/");
    }

    private static void alter(DebianHost pghost, String sql) {
        pghost.shell("runuser -u postgres -- psql -XAtc '" + sql + "'");
    }

    /** Without what the runtime writes whenever it gets to it. */
    private static List<String> state(DebianHost host) {
        return host.shell(
                        "find /etc /opt/jbarman /var/lib/barman -type f ! -path '*/streaming/*' ! -path '*/.cache/*' ! -name .jbarman-records.json "
                                + "-printf '%p %s %T@\\n' | sort")
                .lines()
                .toList();
    }

    /** All files of a host that have a password in them. */
    private static String holdersOfPasswords(DebianHost host) {
        return host.attempt(
                        "grep",
                        "-rlF",
                        "-D",
                        "skip",
                        "--exclude-dir=proc",
                        "--exclude-dir=sys",
                        "-e",
                        "canary-one",
                        "-e",
                        "canary-two",
                        "/")
                .output()
                .strip();
    }

    private static String mainPid(DebianHost host) {
        return host.run("systemctl", "show", "-p", "MainPID", "--value", "jbarman")
                .strip();
    }

    private static String words(CommandResult result) {
        return result.output() + "\n" + result.errors();
    }
}
