package io.jbarman.wal;

import static io.jbarman.fixture.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineId;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationMessage.Nothing;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.ReplicationStream;
import io.jbarman.replication.ReplicationTarget;
import io.jbarman.replication.pgjdbc.PgjdbcConnector;
import io.jbarman.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stream under TLS, which has no channel of its own. */
final class TlsReplicationStreamTest extends ReplicationStreamContract {
    private static Optional<PgCluster> server = Optional.empty();

    @BeforeAll
    static void startWithACertificate() throws Exception {
        PgCluster pg = PgCluster.debian15()
                .setting("wal_level", "replica")
                .setting("max_wal_senders", "10")
                .setting("autovacuum", "off")
                .start();
        server = Optional.of(pg);
        certify(pg);
        pg.sql("ALTER SYSTEM SET ssl = on");
        pg.reload();
        until(() -> pg.sql("SHOW ssl").equals("on"));
    }

    private static void certify(PgCluster pg) throws IOException, InterruptedException {
        Path key = pg.dataDirectory().resolve("server.key");
        Path certificate = pg.dataDirectory().resolve("server.crt");
        int status = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-new",
                        "-x509",
                        "-nodes",
                        "-subj",
                        "/CN=localhost",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(status).isZero();
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        for (Path file : new Path[] {key, certificate}) {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(pg.osUser()));
        }
    }

    @AfterAll
    static void end() {
        server.ifPresent(PgCluster::close);
    }

    private static PgCluster pg() {
        return server.orElseThrow();
    }

    @Override
    ReplicationSession session() throws ReplicationException {
        return new PgjdbcConnector(Clock.systemUTC())
                .connect(new ReplicationTarget(
                        "127.0.0.1",
                        pg().port(),
                        pg().superuser(),
                        () -> Optional.of(Secret.of(PostgresInstance.PASSWORD)),
                        "encrypted",
                        Map.of("sslmode", "require")));
    }

    @Override
    Lsn start() {
        Lsn start = Lsn.parse(pg().sql("SELECT pg_current_wal_flush_lsn()"));
        pg().sql("SELECT pg_logical_emit_message(true, 'test', repeat('x', 300000))");
        return start;
    }

    @Test
    void itIsEncrypted() throws Exception {
        try (ReplicationSession session = session();
                ReplicationStream stream = session.start(Optional.empty(), start(), TimelineId.FIRST)) {
            assertThat(stream.next(Duration.ofSeconds(10))).isNotInstanceOf(Nothing.class);
            assertThat(pg().sql("SELECT ssl FROM pg_stat_ssl JOIN pg_stat_replication USING (pid)"
                            + " WHERE application_name = 'encrypted'"))
                    .contains("t");
        }
    }

    @Test
    void whoStopsDoesNotWaitForAServerThatReadsNoMore() throws Exception {
        ReplicationSession session = session();
        ReplicationStream stream = session.start(Optional.empty(), start(), TimelineId.FIRST);
        until(() -> !walsender().isEmpty());
        String walsender = walsender();
        signal("STOP", walsender);
        try {
            AtomicLong said = new AtomicLong();
            AtomicBoolean enough = new AtomicBoolean();
            Thread talking = new Thread(() -> talk(stream, said, enough));
            talking.start();
            AtomicLong before = new AtomicLong(-1);
            AtomicLong same = new AtomicLong();
            until(() -> {
                long now = said.get();
                same.set(now > 0 && now == before.getAndSet(now) ? same.get() + 1 : 0);
                return same.get() > 20;
            });
            Thread stopping = new Thread(() -> {
                stream.wake();
                stream.close();
                session.close();
                enough.set(true);
            });
            stopping.start();

            until(() -> !stopping.isAlive() && !talking.isAlive());
        } finally {
            signal("CONT", walsender);
        }
    }

    /** Until the connection ends. */
    private static void talk(ReplicationStream stream, AtomicLong said, AtomicBoolean enough) {
        try {
            while (!enough.get()) {
                stream.feedback(Lsn.ZERO, Lsn.ZERO, false);
                said.incrementAndGet();
            }
        } catch (ReplicationException ended) {
            enough.set(true);
        }
    }

    private static String walsender() {
        return pg().sql("SELECT pid FROM pg_stat_replication WHERE application_name = 'encrypted'");
    }

    private static void signal(String name, String process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, process).start().waitFor())
                .isZero();
    }
}
