package io.jbarman.endtoend;

import io.jbarman.fixture.Jbarman;
import io.jbarman.fixture.PgCluster;
import io.jbarman.fixture.SshServer;
import io.jbarman.quickstart.Directories;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One pghost, reached by a real SSH server, and one barmanhost, this machine, with a topology over both. */
final class Site implements AutoCloseable {
    private static final String ACCOUNT = System.getProperty("user.name", "");

    final PgCluster pg;
    final SshServer ssh;
    final Path directory;
    final Path topology;
    private final Jbarman jbarman;

    private Site(PgCluster pg, SshServer ssh, Path directory) throws IOException {
        this.pg = pg;
        this.ssh = ssh;
        this.directory = directory;
        this.topology = directory.resolve("topology.yml");
        this.jbarman =
                Jbarman.in(directory, Map.of("BARMAN_PASSWORD", "a:b\\c' canary1", "STREAMING_PASSWORD", "canary2 %d"));
        Files.writeString(topology, document());
    }

    /** Takes the server over: it ends with the site. */
    static Site around(PgCluster pg) throws IOException {
        return new Site(pg, SshServer.start(), Directories.temporary("jbe2e"));
    }

    private String document() {
        return """
                version: 1
                name: site
                vars: { base: %1$s }
                secrets:
                  barman_password: { env: BARMAN_PASSWORD }
                  streaming_password: { env: STREAMING_PASSWORD }
                hosts:
                  pghost:
                    address: 127.0.0.1
                    ssh: { user: %2$s, port: %3$d, identity_file: %4$s, known_hosts: %5$s }
                  barmanhost: { address: 127.0.0.1, connection: local }
                postgres:
                  pg:
                    host: pghost
                    port: %6$d
                    socket_directory: %7$s
                    os_user: %8$s
                    access: { user: %9$s }
                    settings: { log_min_duration_statement: 500ms }
                barman:
                  backup:
                    host: barmanhost
                    user: %2$s
                    home: "{{ base }}/barman"
                    config: "{{ base }}/barman.conf"
                    config_directory: "{{ base }}/barman.d"
                    passfile: "{{ base }}/pgpass"
                    run_directory: "{{ base }}/run"
                    servers:
                      pg:
                        conninfo: { role: barman, password: barman_password, dbname: postgres }
                        streaming_conninfo: { role: streaming_barman, password: streaming_password }
                        streaming_archiver: true
                        slot_name: barman
                """.formatted(
                        directory,
                        ACCOUNT,
                        ssh.port(),
                        ssh.identityFile(),
                        ssh.knownHosts(),
                        pg.port(),
                        pg.socketDirectory(),
                        pg.osUser(),
                        pg.superuser());
    }

    /** A command of the control plane on this site's topology. */
    CommandResult control(String verb, String... options) {
        return jbarman.run(Stream.concat(Stream.of(verb, topology.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    /** A command of the control plane that goes on while the test does something else. */
    Process controlInBackground(Path output, String verb, String... options) throws IOException {
        return jbarman.start(
                output,
                Stream.concat(Stream.of(verb, topology.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    /** A program of this test on this site's topology, as a process of its own. */
    Process programInBackground(Path output, Class<?> program, String more) throws IOException {
        return jbarman.startProgram(output, program, topology.toString(), more);
    }

    /** A command of the data plane under this site's configuration. */
    CommandResult data(String... words) {
        return jbarman.run(Stream.concat(
                        Stream.of("--config", directory.resolve("barman.conf").toString()), Stream.of(words))
                .toArray(String[]::new));
    }

    Path archive() {
        return directory.resolve("barman/pg/wals");
    }

    /** Everything that jbarman wrote on the barmanhost and what it did not write, by path, size and time. */
    List<String> state() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(path -> !path.startsWith(directory.resolve("barman/pg/streaming")))
                    .filter(path -> !path.toString().endsWith(".log"))
                    .map(Site::line)
                    .sorted()
                    .toList();
        }
    }

    private static String line(Path path) {
        try {
            return path + " " + Files.size(path) + " " + Files.getLastModifiedTime(path);
        } catch (IOException gone) {
            return path + " gone";
        }
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(directory.resolve("barman.conf"))) {
            data("runtime", "stop");
        }
        ssh.close();
        pg.close();
        Directories.delete(directory);
    }
}
