package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.DebianHost;
import io.jbarman.fixture.DebianHosts;
import io.jbarman.fixture.Jbarman;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every attribute of everything that a document declares of a host, changed behind jbarman's back: each is one line of
 * drift, of its class, and is healed. All at once, since
 * each has a thing of its own.
 */
final class HostKindDriftTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHxMUrIhBVOhIpPF1g86uW2301AmxH8oW1upm2UeTg7d";

    private static final Duration LONG = Duration.ofMinutes(10);

    private static final String DOCUMENT = """
            version: 1
            name: kinds
            hosts:
            %s
                  system:
            %s
            barman: { backup: { host: barmanhost, runtime: { supervise: none } } }
            """;

    private static final String SYSTEM = """
            groups: { dba: { gid: 950 }, shift: { gid: 951 }, passing: }
            users:
              clerk: { group: dba, groups: [adm], comment: night shift }
              shells: { shell: /bin/bash }
              homes: { home: /home/homes }
              groups: { group: dba }
              members: { groups: [adm] }
              numbers: { uid: 1950 }
              passing: { group: dba }
            files:
              /srv/ours: { state: directory, owner: clerk, group: dba, mode: "0750" }
              /srv/ours/note: { content: "Mind the archive.", mode: "0640" }
              /srv/owned: { state: directory, owner: clerk }
              /srv/grouped: { state: directory, group: dba }
              /srv/passing: { state: directory }
              /srv/moded: { content: x, mode: "0600" }
              /srv/clerks: { content: x, owner: clerk, group: dba }
              /srv/gone: { content: x }
              /srv/there: { content: x }
              /srv/old: { state: absent }
            services: { cron: { state: started, enabled: true }, ssh: { enabled: true } }
            cron:
              night: { user: clerk, schedule: "0 3 * * *", job: "true" }
              noon: { schedule: "0 12 * * *", job: "true" }
            timers:
              tick: { user: clerk, on_calendar: "Sun 03:00", argv: [/usr/bin/touch, /srv/ours/ticked], writable: [/srv/ours] }
              tock: { on_calendar: daily, argv: [/bin/true], persistent: true }
              tack: { on_calendar: daily, argv: [/bin/true], hardened: false }
            packages: { socat: }
            authorized_keys:
              door: { user: clerk, key: "%1$s door", key_options: restrict }
              gate: { user: shells, key: "%1$s gate" }
            known_hosts: { db: { user: clerk, name: db.example, key: "%1$s" } }
            """.formatted(KEY);

    private record Mutation(String line, String script) {}

    private static Mutation drift(String address, String script) {
        return new Mutation("DRIFT  barmanhost/" + address, script);
    }

    private static Mutation conflict(String address, String script) {
        return new Mutation("CONFLICT  barmanhost/" + address, script);
    }

    private static final List<Mutation> MUTATIONS = List.of(
            conflict("group/shift", "groupmod --gid 961 shift"),
            drift("group/passing", "groupdel passing"),
            drift("user/clerk", "usermod --comment day clerk"),
            drift("user/shells", "usermod --shell /bin/sh shells"),
            drift("user/homes", "usermod --home /elsewhere homes"),
            drift("user/groups", "usermod --gid users groups"),
            drift("user/members", "gpasswd --delete members adm"),
            conflict("user/numbers", "usermod --uid 1960 numbers"),
            drift("user/passing", "userdel passing"),
            drift("file/srv/ours", "chmod 0700 /srv/ours"),
            drift("copy/srv/ours/note", "echo >>/srv/ours/note"),
            drift("file/srv/owned", "chown root /srv/owned"),
            drift("file/srv/grouped", "chgrp root /srv/grouped"),
            drift("file/srv/passing", "rmdir /srv/passing"),
            drift("copy/srv/moded", "chmod 0644 /srv/moded"),
            drift("copy/srv/clerks", "chown root /srv/clerks"),
            drift("copy/srv/gone", "rm /srv/gone"),
            drift("file/srv/old", "touch /srv/old"),
            drift("service/cron", "systemctl stop cron"),
            drift("service/ssh", "systemctl disable ssh"),
            conflict("cron/night", "crontab -u clerk -l | sed 's/^0 3/0 4/' | crontab -u clerk -"),
            drift("timer/tick", "sed -i s/touch/true/ /etc/systemd/system/tick.service && systemctl daemon-reload"),
            drift("timer/tock", "systemctl disable tock.timer"),
            drift("timer/tack", "systemctl stop tack.timer"),
            drift("package/socat", "dpkg --remove socat"),
            drift("authorized_key/clerk/door", "sed -i 's/^restrict //' /home/clerk/.ssh/authorized_keys"),
            drift("authorized_key/shells/gate", "sed -i /gate/d /home/shells/.ssh/authorized_keys"),
            drift("known_host/clerk/db", "sed -i /db.example/d /home/clerk/.ssh/known_hosts"));

    /** What jbarman does not take back: it would be another's. */
    private static final String BY_HAND = "groupmod --gid 951 shift && usermod --uid 1950 numbers"
            + " && crontab -u clerk -l | sed 's/^0 4/0 3/' | crontab -u clerk -";

    /** Each again of a thing of its own; a line of a crontab that is missing beside a missing file is told below that. */
    private static final List<Mutation> MORE = List.of(
            drift("known_host/clerk/db", "sed -i 's/AAAAIHxM/AAAAIHxN/' /home/clerk/.ssh/known_hosts"),
            drift("cron/noon", "crontab -u root -r"),
            drift("timer/tock", "rm /etc/systemd/system/tock.timer && systemctl daemon-reload"),
            drift("service/cron", "systemctl disable cron"),
            drift("copy/srv/clerks", "chgrp adm /srv/clerks"));

    private final Jbarman jbarman;
    private final Path directory;

    HostKindDriftTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.jbarman = Jbarman.in(directory, Map.of());
    }

    @Test
    @EnabledIfSystemProperty(named = "jbarman.matrix", matches = "true")
    void eachIsOneLineAndIsHealed() throws IOException {
        try (DebianHosts hosts = DebianHosts.of("bookworm")) {
            DebianHost host = hosts.systemd("barmanhost");
            host.shell("apt-get install -q -y --no-install-recommends cron && systemctl disable --now cron"
                    + " && echo as it was >/srv/there");
            Path topology = Files.writeString(
                    directory.resolve("topology.yml"),
                    DOCUMENT.formatted(hosts.topology(), SYSTEM.indent(8).stripTrailing()));
            heal(topology);
            host.run("systemctl", "start", "tick.service");
            assertThat(host.run("stat", "-c", "%U", "/srv/ours/ticked")).isEqualTo("clerk\n");

            eachIsOneLine(host, topology, MUTATIONS);
            host.shell(BY_HAND);
            heal(topology);
            eachIsOneLine(host, topology, MORE);
            heal(topology);
            whatIsNobodysElseIsTakenBack(host, topology);
        }
    }

    /** Accounts, groups and directories stay. */
    private void whatIsNobodysElseIsTakenBack(DebianHost host, Path topology) {
        CommandResult destroy = jbarman.within(LONG).run("destroy", "--yes", topology.toString());
        assertThat(destroy.status()).as(destroy.output() + destroy.errors()).isZero();
        assertThat(host.shell(
                        "ls /etc/systemd/system/t?ck.* /srv/ours/note /srv/moded /srv/clerks 2>/dev/null; crontab -u"
                                + " clerk -l; crontab -l; cat /srv/there"))
                .isEqualTo("as it was\n");
        assertThat(host.shell("id -un clerk")).isEqualTo("clerk\n");
    }

    private void eachIsOneLine(DebianHost host, Path topology, List<Mutation> mutations) {
        host.shell(String.join(" && ", mutations.stream().map(Mutation::script).toList()));
        CommandResult drift = jbarman.within(LONG).run("drift", topology.toString());
        assertThat(drift.status()).as(drift.output() + drift.errors()).isEqualTo(2);
        assertThat(drift.output().lines().filter(line -> line.matches("[A-Z]+  \\S+/.*")))
                .as(drift.output())
                .containsExactlyInAnyOrderElementsOf(
                        mutations.stream().map(Mutation::line).toList());
    }

    private void heal(Path topology) {
        CommandResult apply = jbarman.within(LONG).run("apply", "--yes", "--verify", "none", topology.toString());
        assertThat(apply.status()).as(apply.output() + apply.errors()).isZero();
        CommandResult drift = jbarman.within(LONG).run("drift", topology.toString());
        assertThat(drift.status()).as(drift.output() + drift.errors()).isZero();
    }
}
