package io.jbarman.endtoend;

import io.jbarman.fixture.Jbarman;
import io.jbarman.fixture.JbarmanRelease;
import io.jbarman.fixture.PgCluster;
import io.jbarman.fixture.ResidentRuntime;
import io.jbarman.fixture.SshServer;
import io.jbarman.fixture.ThrowAwayAccount;
import io.jbarman.quickstart.Directories;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One pghost, reached by a real SSH server, and one barmanhost, this machine, with a topology over both: streaming, and
 * where it is made for an account, archiving too.
 */
final class Site implements AutoCloseable {
    private static final String ACCOUNT = System.getProperty("user.name", "");

    static final Canary CANARY = Canary.ofThree();

    private static final Map<String, String> SECRETS = Map.of(
            "BARMAN_PASSWORD", "a:b\\c' " + CANARY.words().get(0),
            "STREAMING_PASSWORD", CANARY.words().get(1) + " %d",
            "APP_PASSWORD", CANARY.words().get(2));

    final PgCluster pg;
    final SshServer ssh;
    final Path directory;
    final Path topology;
    private final Jbarman jbarman;

    private Site(PgCluster pg, SshServer ssh, Path directory, Jbarman jbarman, String document) throws IOException {
        this.pg = pg;
        this.ssh = ssh;
        this.directory = directory;
        this.topology = Files.writeString(directory.resolve("topology.yml"), document);
        this.jbarman = jbarman;
    }

    /** Takes the server over: it ends with the site. */
    static Site around(PgCluster pg) throws IOException {
        SshServer ssh = sshBeside(pg, SshServer::start);
        Path directory = Directories.temporary("jbe2e");
        return new Site(
                pg, ssh, directory, Jbarman.in(directory, SECRETS), document(pg, ssh, directory, ACCOUNT, "", ""));
    }

    /** Takes the server over, which runs as that account; WAL is received and archived as the same one. */
    static Site archiving(PgCluster pg, ThrowAwayAccount account) throws IOException {
        SshServer ssh = sshBeside(pg, () -> SshServer.builder().homes().start());
        Path directory = Directories.temporary("jbe2e");
        account.own(directory);
        Jbarman jbarman = Jbarman.launchedBy(JbarmanRelease.make(directory.resolve("release")), SECRETS);
        return new Site(
                pg,
                ssh,
                directory,
                jbarman,
                document(pg, ssh, directory, account.name(), """
                , peer_address: 127.0.0.1, peer_ssh_port: %d""".formatted(ssh.port()), """
                        archiver: true
                        archive_command: { method: barman-wal-archive }
                """));
    }

    /** Where there is no sshd, the test is skipped, and the server must not be left running. */
    private static SshServer sshBeside(PgCluster pg, Supplier<SshServer> ssh) {
        try {
            return ssh.get();
        } catch (RuntimeException | Error notStarted) {
            pg.close();
            throw notStarted;
        }
    }

    private static String document(
            PgCluster pg, SshServer ssh, Path directory, String account, String reached, String archiving) {
        return """
                version: 1
                name: site
                vars: { base: %1$s }
                secrets:
                  barman_password: { env: BARMAN_PASSWORD }
                  streaming_password: { env: STREAMING_PASSWORD }
                  app_password: { env: APP_PASSWORD }
                hosts:
                  pghost:
                    address: 127.0.0.1
                    ssh: { user: %2$s, port: %3$d, identity_file: %4$s, known_hosts: %5$s }
                  barmanhost: { address: 127.0.0.1, connection: local%11$s }
                postgres:
                  pg:
                    host: pghost
                    port: %6$d
                    socket_directory: %7$s
                    os_user: %8$s
                    access: { user: %9$s }
                    settings: { log_min_duration_statement: 500ms }
                    roles: { app: { password: app_password } }
                barman:
                  backup:
                    host: barmanhost
                    user: %10$s
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
                %12$s""".formatted(
                        directory,
                        ACCOUNT,
                        ssh.port(),
                        ssh.identityFile(),
                        ssh.knownHosts(),
                        pg.port(),
                        pg.socketDirectory(),
                        pg.osUser(),
                        pg.superuser(),
                        account,
                        reached,
                        archiving);
    }

    /** Any command. */
    CommandResult jbarman(String... words) {
        return jbarman.run(words);
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
    Process programInBackground(Path output, Class<?> program, String... more) throws IOException {
        return jbarman.startProgram(
                output,
                program,
                Stream.concat(Stream.of(topology.toString()), Stream.of(more)).toArray(String[]::new));
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

    /**
     * Everything that jbarman wrote on the barmanhost and what it did not write, by path, size and time; without what the
     * runtime writes whenever it gets to it.
     */
    List<String> state() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(path -> !path.startsWith(directory.resolve("barman/pg/streaming")))
                    .filter(path -> !path.toString().endsWith(".log"))
                    .filter(path -> !path.endsWith(".jbarman-records.json"))
                    .map(Site::line)
                    .sorted()
                    .toList();
        }
    }

    private static String line(Path path) {
        try {
            return Files.isDirectory(path)
                    ? path + "/"
                    : path + " " + Files.size(path) + " " + Files.getLastModifiedTime(path);
        } catch (IOException gone) {
            return path + " gone";
        }
    }

    @Override
    public void close() throws IOException {
        ResidentRuntime.of(directory.resolve("run")).ifPresent(ResidentRuntime::end);
        ssh.close();
        pg.close();
        Directories.delete(directory);
    }
}
