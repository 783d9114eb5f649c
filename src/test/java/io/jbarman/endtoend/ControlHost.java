package io.jbarman.endtoend;

import io.jbarman.fixture.DebianHost;
import io.jbarman.fixture.DebianHosts;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.images.builder.Transferable;

/** The barmanhost of a topology with one pghost that is the control node as well, with a timer that looks for drift. */
record ControlHost(DebianHost host, DebianHost pghost, DebianHosts hosts) {
    static final String TIMER = "jbarman-drift-bare.timer";
    private static final String SERVICE = "jbarman-drift-bare.service";
    private static final int SECRET = 0600;

    ControlHost {
        try {
            host.write("/etc/jbarman/id", Transferable.of(Files.readString(hosts.identityFile()), SECRET));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        host.shell("ssh-keyscan -t ed25519 pghost 2>/dev/null >/etc/jbarman/known_hosts");
        host.write("/etc/jbarman/one", Transferable.of("canary-one\n", SECRET));
        host.write("/etc/jbarman/two", Transferable.of("canary-two\n", SECRET));
        declare(host, pghost, "drift: { every: 1h, timer: true }");
    }

    /** Writes the document, with those last lines. */
    void declare(String drift) {
        declare(host, pghost, drift);
    }

    private static void declare(DebianHost host, DebianHost pghost, String drift) {
        host.write("/etc/jbarman/topology.yml", Transferable.of(document(host, pghost) + drift + "\n", 0644));
    }

    private static String document(DebianHost host, DebianHost pghost) {
        return """
                version: 1
                name: bare
                secrets:
                  barman_password: { file: one }
                  streaming_password: { file: two }
                hosts:
                  pghost:
                    address: pghost
                    peer_ssh_port: 22
                    source_addresses: [%2$s]
                    ssh: { user: ops, identity_file: /etc/jbarman/id, known_hosts: /etc/jbarman/known_hosts, become: sudo }
                  barmanhost: { address: barmanhost, connection: local, peer_ssh_port: 22, source_addresses: [%1$s] }
                postgres:
                  pg: { host: pghost }
                barman:
                  backup:
                    host: barmanhost
                    runtime: { launcher: /opt/jbarman/current/jbarman }
                    servers:
                      pg:
                        conninfo: { role: barman, password: barman_password }
                        streaming_conninfo: { role: streaming_barman, password: streaming_password }
                        streaming_archiver: true
                        slot_name: barman
                        archiver: true
                        archive_command: { method: barman-wal-archive }
                        backup_method: rsync
                """.formatted(host.address(), pghost.address());
    }

    /** Runs a command of the control plane there, as root. */
    CommandResult jbarman(String verb, String... options) {
        List<String> words = new ArrayList<>(List.of("/opt/jbarman/current/jbarman", verb));
        words.addAll(List.of(options));
        words.add("/etc/jbarman/topology.yml");
        return host.attempt(words.toArray(String[]::new));
    }

    /** What the timer would start, started now: how systemd says that it ended. */
    String lookNow() {
        host.attempt("systemctl", "start", SERVICE);
        return host.run("systemctl", "show", "-p", "Result,ExecMainStatus", "--value", SERVICE)
                .lines()
                .reduce("", (all, line) -> all + line + " ")
                .strip();
    }

    /** All that it wrote. */
    String journal() {
        return host.run("journalctl", "--no-pager", "-o", "cat", "-u", SERVICE);
    }
}
