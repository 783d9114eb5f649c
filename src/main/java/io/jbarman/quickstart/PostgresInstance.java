package io.jbarman.quickstart;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server of our own: one data directory, one port of 127.0.0.1, one socket directory, run by
 * {@link ServerAccount}. Its superuser is called like that account, so peer authentication lets it in, and has the
 * password {@link #PASSWORD} for TCP. Not thread-safe.
 */
public final class PostgresInstance implements AutoCloseable {
    /** The superuser's password: the server listens on loopback only and lives for minutes. */
    public static final String PASSWORD = "loopback";

    /** How a server is asked to stop (PostgreSQL: "Shutting Down the Server"). */
    public enum StopMode {
        SMART,
        FAST,
        IMMEDIATE;

        private String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Path programs;
    private final Path directory;
    private final ServerAccount account;
    private final int port;

    private PostgresInstance(Path programs, Path directory, ServerAccount account, int port) {
        this.programs = programs;
        this.directory = directory;
        this.account = account;
        this.port = port;
    }

    /**
     * Makes a server that is not running yet.
     *
     * @param programs the directory of initdb, postgres and pg_ctl
     * @param directory an existing one that the account can reach, for data, socket and log; its path is short
     */
    public static PostgresInstance create(Path programs, Path directory, ServerAccount account, int port)
            throws IOException {
        return create(programs, directory, account, port, List.of());
    }

    /** The same with more options for initdb. */
    public static PostgresInstance create(
            Path programs, Path directory, ServerAccount account, int port, List<String> initdbOptions)
            throws IOException {
        PostgresInstance instance = unborn(programs, directory, account, port);
        instance.initdb(initdbOptions);
        instance.configure(List.of(
                "port = " + port,
                "listen_addresses = '127.0.0.1'",
                "unix_socket_directories = '" + instance.socketDirectory() + "'"));
        return instance;
    }

    /** One whose data directory somebody else fills, as for a standby. */
    private static PostgresInstance unborn(Path programs, Path directory, ServerAccount account, int port)
            throws IOException {
        PostgresInstance instance = new PostgresInstance(programs, directory, account, port);
        account.createPrivateDirectory(instance.dataDirectory());
        Directories.makeTraversable(account.createPrivateDirectory(instance.socketDirectory()));
        account.createPrivateDirectory(instance.logDirectory());
        return instance;
    }

    /** Another one of the same version and account whose data directory somebody else fills. */
    public PostgresInstance sibling(Path itsDirectory, int itsPort) throws IOException {
        return unborn(programs, itsDirectory, account, itsPort);
    }

    private void initdb(List<String> options) throws IOException {
        Path password = directory.resolve("initdb-password");
        Files.writeString(password, PASSWORD + "\n");
        try {
            account.give(password);
            List<String> words = new ArrayList<>(List.of(
                    "--pgdata=" + dataDirectory(),
                    "--username=" + superuser(),
                    "--pwfile=" + password,
                    "--auth-local=peer",
                    "--auth-host=scram-sha-256",
                    "--encoding=UTF8",
                    "--no-locale",
                    "--no-sync"));
            words.addAll(options);
            must("initdb", words.toArray(String[]::new));
        } finally {
            Files.deleteIfExists(password);
        }
    }

    /** Adds lines to the end of postgresql.conf, where they win. */
    public void configure(List<String> lines) throws IOException {
        Files.write(dataDirectory().resolve("postgresql.conf"), lines, StandardOpenOption.APPEND);
    }

    /** Starts it and returns when it accepts sessions. */
    public void start() throws IOException {
        must("pg_ctl", "start", "--wait", "--timeout=60", "--silent", "--pgdata=" + dataDirectory(), "--log=" + log());
    }

    /** Stops it and returns when it is down; a server that is down already stays so. */
    public void stop(StopMode mode) throws IOException {
        if (isRunning()) {
            must("pg_ctl", "stop", "--wait", "--silent", "--pgdata=" + dataDirectory(), "--mode=" + mode.word());
        }
    }

    /** Stops and starts it. */
    public void restart() throws IOException {
        stop(StopMode.FAST);
        start();
    }

    /** Ends recovery. Returns when the server was told, on 12 and later when it is done. */
    public void promote() throws IOException {
        must("pg_ctl", "promote", "--silent", "--pgdata=" + dataDirectory());
    }

    /** Has it read its configuration files again. */
    public void reload() throws IOException {
        must("pg_ctl", "reload", "--silent", "--pgdata=" + dataDirectory());
    }

    /** Whether its postmaster lives. */
    public boolean isRunning() throws IOException {
        return run("pg_ctl", "status", "--pgdata=" + dataDirectory()).succeeded();
    }

    /** The postmaster's process id, while it runs. */
    public Optional<Long> postmaster() throws IOException {
        Path file = dataDirectory().resolve("postmaster.pid");
        return Files.exists(file)
                ? Optional.of(Long.valueOf(Files.readAllLines(file).get(0).strip()))
                : Optional.empty();
    }

    private void must(String program, String... arguments) throws IOException {
        Processes.Outcome outcome = run(program, arguments);
        if (!outcome.succeeded()) {
            throw new ProblemException(Diagnostic.error(
                            "local-postgres",
                            program + " failed with exit status " + outcome.status() + " in " + directory,
                            "what it said is above; the server's log was " + log())
                    .withDetail((outcome.output() + tailOfLog()).strip()));
        }
    }

    private Processes.Outcome run(String program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(programs.resolve(program).toString());
        line.addAll(List.of(arguments));
        return Processes.run(directory, account.command(line));
    }

    private String tailOfLog() throws IOException {
        if (!Files.exists(log())) {
            return "";
        }
        List<String> lines = Files.readAllLines(log());
        return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    public int port() {
        return port;
    }

    public Path dataDirectory() {
        return directory.resolve("data");
    }

    public Path socketDirectory() {
        return directory.resolve("s");
    }

    private Path logDirectory() {
        return directory.resolve("log");
    }

    /** What the server says. */
    public Path log() {
        return logDirectory().resolve("postgresql.log");
    }

    public ServerAccount account() {
        return account;
    }

    /** The bootstrap superuser's name. */
    public String superuser() {
        return account.name();
    }

    /** Stops it at once. Its files stay. */
    @Override
    public void close() throws IOException {
        stop(StopMode.IMMEDIATE);
    }
}
