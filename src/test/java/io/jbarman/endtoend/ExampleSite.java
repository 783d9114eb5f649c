package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.DebianHost;
import io.jbarman.fixture.DebianHosts;
import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.JbarmanRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bare hosts at addresses that playbooks name, and an operator on one of them. */
final class ExampleSite implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(1);

    final Operator operator;
    private final DebianHosts hosts;
    private final Map<String, DebianHost> names;

    private ExampleSite(Operator operator, DebianHosts hosts, Map<String, DebianHost> names) {
        this.operator = operator;
        this.hosts = hosts;
        this.names = names;
    }

    /** A pghost, one for a standby, and a barmanhost, where the operator is. */
    static ExampleSite oneBarmanhost(Path directory) {
        Path launcher = launcher(directory);
        DebianHosts hosts = DebianHosts.ofExamples("bookworm");
        return site(
                hosts,
                launcher,
                "barmanhost",
                Map.of(
                        "pghost", hosts.systemd("pghost", "10.0.0.1"),
                        "pghost2", hosts.plain("pghost2", "10.0.0.2"),
                        "barmanhost", hosts.systemd("barmanhost", "10.0.0.9")));
    }

    /** Two of each, and the operator on a host that no playbook speaks of. */
    static ExampleSite twoDatacentres(Path directory) {
        Path launcher = launcher(directory);
        DebianHosts hosts = DebianHosts.ofExamples("bookworm");
        return site(
                hosts,
                launcher,
                "control",
                Map.of(
                        "north-pg", hosts.plain("north-pg", "10.1.0.1"),
                        "north-barman", hosts.systemd("north-barman", "10.1.0.9"),
                        "south-pg", hosts.plain("south-pg", "10.2.0.1"),
                        "south-barman", hosts.systemd("south-barman", "10.2.0.9"),
                        "control", hosts.plain("control", "10.3.0.1")));
    }

    /** A pghost in each of two datacentres, and one barmanhost for both, where the operator is. */
    static ExampleSite twoClusters(Path directory) {
        Path launcher = launcher(directory);
        DebianHosts hosts = DebianHosts.ofExamples("bookworm");
        return site(
                hosts,
                launcher,
                "barmanhost",
                Map.of(
                        "north1", hosts.plain("north1", "10.1.0.1"),
                        "south1", hosts.plain("south1", "10.2.0.1"),
                        "barmanhost", hosts.systemd("barmanhost", "10.0.0.9")));
    }

    /** Before there is a network, which would stay where this skips the test. */
    private static Path launcher(Path directory) {
        try {
            return JbarmanRelease.make(directory.resolve("release"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ExampleSite site(DebianHosts hosts, Path launcher, String control, Map<String, DebianHost> names) {
        return new ExampleSite(Operator.on(get(names, control), hosts, launcher), hosts, names);
    }

    private static DebianHost get(Map<String, DebianHost> names, String name) {
        DebianHost host = names.get(name);
        if (host == null) {
            throw new IllegalArgumentException(name);
        }
        return host;
    }

    DebianHost host(String name) {
        return get(names, name);
    }

    /** Applies a playbook: a second apply changes nothing, and nothing has drifted. */
    void apply(String playbook, String... options) {
        operator.done(words("apply", playbook, options));
        holds(playbook, options);
    }

    /** That nothing is left to do. */
    void holds(String playbook, String... options) {
        assertThat(operator.done(words("apply", playbook, options))).contains("No changes.");
        operator.done("drift", playbook);
    }

    /** Takes a playbook back: a second time there is nothing left to take back. */
    void destroy(String playbook, String... options) {
        operator.done(words("destroy", playbook, options));
        assertThat(operator.done(words("destroy", playbook))).doesNotContain("- pg/", "- backup/");
        // The archive stays, of a server that goes on without it: the next playbook begins another one.
        names.values().forEach(host -> host.shell("rm -rf /var/lib/barman/[a-z]* /srv/barman/pg"));
    }

    private static String[] words(String verb, String playbook, String... options) {
        List<String> words = new ArrayList<>(List.of(verb, "--yes", playbook));
        words.addAll(List.of(options));
        return words.toArray(String[]::new);
    }

    /** Asks the only server of a host, as its administrator. */
    String sql(String host, String statement) {
        return host(host)
                .run("runuser", "-u", "postgres", "--", "psql", "-XqAt", "-c", statement)
                .strip();
    }

    /** Ends a segment of a server, and gives its name. */
    String switchedSegment(String pghost) {
        String name = sql(pghost, "SELECT pg_walfile_name(pg_current_wal_lsn())");
        sql(pghost, "SELECT pg_create_restore_point('example'), pg_switch_wal()");
        return name;
    }

    /** That a segment gets into the archive, and is the server's to the byte once it is decompressed. */
    void arrives(String segment, String pghost, String barmanhost, String archive, String decompress) {
        String stored = archive + "/wals/" + segment.substring(0, 16) + "/" + segment;
        Eventually.until(
                SOON, () -> host(barmanhost).attempt("test", "-f", stored).succeeded());
        String server = host(pghost).shell("sha256sum <" + sql(pghost, "SHOW data_directory") + "/pg_wal/" + segment);
        assertThat(host(barmanhost).shell(decompress.replace("STORED", stored) + " | sha256sum"))
                .isEqualTo(server);
    }

    @Override
    public void close() {
        try {
            hosts.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
