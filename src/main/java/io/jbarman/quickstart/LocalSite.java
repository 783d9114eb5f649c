package io.jbarman.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The machines of the quickstart on this one: a PostgreSQL server as its packager left it (nothing archived, no
 * replication), an SSH server before it, and the topology that describes both. All of it below one directory.
 */
final class LocalSite implements AutoCloseable {
    private static final List<String> BARE_SETTINGS = List.of("wal_level = minimal", "max_wal_senders = 0");
    private static final List<String> BARE_RULES = List.of(
            "# TYPE  DATABASE  USER  ADDRESS       METHOD",
            "local   all       all                 peer",
            "host    all       all   127.0.0.1/32  scram-sha-256");

    private final SiteLayout layout;
    private final PostgresInstance postgres;
    private final LoopbackSshServer ssh;

    private LocalSite(SiteLayout layout, PostgresInstance postgres, LoopbackSshServer ssh) {
        this.layout = layout;
        this.postgres = postgres;
        this.ssh = ssh;
    }

    /** Brings everything up in an empty directory; after a failure nothing of it runs. */
    static LocalSite start(SiteLayout layout, EmbeddedBinaries binaries, int major) throws IOException {
        ServerAccount account = ServerAccount.ofThisProcess();
        PostgresInstance postgres = startPostgres(layout, binaries, account, major);
        try {
            LocalSite site = new LocalSite(layout, postgres, LoopbackSshServer.start(privately(layout.ssh())));
            site.writeDocuments();
            return site;
        } catch (IOException | RuntimeException failed) {
            postgres.close();
            throw failed;
        }
    }

    private static PostgresInstance startPostgres(
            SiteLayout layout, EmbeddedBinaries binaries, ServerAccount account, int major) throws IOException {
        Path programs = binaries.homeFor(account, major, layout.directory()).resolve("bin");
        Directories.makeTraversable(Files.createDirectory(layout.postgres()));
        PostgresInstance postgres = PostgresInstance.create(programs, layout.postgres(), account, FreePort.find());
        postgres.configure(BARE_SETTINGS);
        Files.write(postgres.dataDirectory().resolve("pg_hba.conf"), BARE_RULES);
        postgres.start();
        return postgres;
    }

    private static Path privately(Path directory) throws IOException {
        return Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private void writeDocuments() throws IOException {
        privately(layout.secrets());
        writeSecret("barman");
        writeSecret("streaming_barman");
        Files.writeString(layout.topology(), QuickstartTopology.text(layout, postgres, ssh));
    }

    private void writeSecret(String name) throws IOException {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        Path file = Files.createFile(
                layout.secrets().resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    }

    SiteLayout layout() {
        return layout;
    }

    PostgresInstance postgres() {
        return postgres;
    }

    LoopbackSshServer ssh() {
        return ssh;
    }

    /** Stops both servers; the files stay. Idempotent. */
    @Override
    public void close() throws IOException {
        try {
            postgres.stop(PostgresInstance.StopMode.FAST);
        } finally {
            ssh.close();
        }
    }
}
