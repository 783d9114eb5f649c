package io.jbarman.wal;

import static io.jbarman.fixture.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.Certificates;
import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.Lsn;
import io.jbarman.quickstart.PostgresInstance.StopMode;
import io.jbarman.replication.PasswordSource;
import io.jbarman.replication.ReplicationTarget;
import io.jbarman.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes under a receiver that runs for months: passwords, certificates, settings, the clock. */
final class ReceiverLoginTest {
    private final Path directory;
    private final ReceivedWal received;

    ReceiverLoginTest(@TempDir Path directory) {
        this.directory = directory;
        this.received = new ReceivedWal(directory, ReceivedWal.ONE_MEGABYTE);
    }

    private ReceiverOptions options(PgCluster pg, PasswordSource password, Map<String, String> tls) {
        return ReceiverOptions.of(
                new ReplicationTarget("127.0.0.1", pg.port(), "streamer", password, "barman_receive_wal", tls),
                Storage.in(directory),
                Optional.of(RunningReceiver.SLOT));
    }

    private static void endConnections(PgCluster pg) {
        pg.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'walsender'");
    }

    private static boolean encrypted(PgCluster pg) {
        return pg.sql("SELECT ssl FROM pg_stat_ssl JOIN pg_stat_replication USING (pid)")
                .equals("t");
    }

    private void assertReceives(PgCluster pg, RunningReceiver receiver, Lsn begin) throws Exception {
        Lsn end = ReceivedWal.written(pg, 2);
        until(() -> !receiver.status().flushed().isBefore(end));
        received.assertSame(pg, begin, end);
    }

    @Test
    void certificatesAndPasswordsMayChangeAndAWrongOneIsToldApart(@TempDir Path keys) throws Exception {
        Certificates certificates = Certificates.in(keys);
        try (PgCluster pg = ReceivedWal.server(PgCluster.debian15()
                .hbaFirst("hostssl replication streamer 127.0.0.1/32 scram-sha-256")
                .hbaFirst("local all all peer"))) {
            certificates.serve(pg, "IP:127.0.0.1");
            pg.sql("CREATE ROLE streamer REPLICATION LOGIN PASSWORD 'first'");
            Lsn begin = ReceivedWal.acknowledged(pg);
            AtomicReference<String> password = new AtomicReference<>("first");
            Map<String, String> tls = Map.of(
                    "sslmode",
                    "verify-full",
                    "sslrootcert",
                    certificates.authority().toString());
            try (RunningReceiver receiver = new RunningReceiver(
                    options(pg, () -> Optional.ofNullable(password.get()).map(Secret::of), tls))) {
                assertReceives(pg, receiver, begin);
                assertThat(encrypted(pg)).isTrue();

                pg.sql("ALTER ROLE streamer PASSWORD 'second'");
                endConnections(pg);
                until(() -> receiver.problem().equals("wal-authentication"));
                password.set("second");
                assertReceives(pg, receiver, begin);

                certificates.serve(pg, "DNS:elsewhere");
                endConnections(pg);
                until(() -> receiver.problem().equals("wal-certificate"));
                certificates.serve(pg, "IP:127.0.0.1");
                assertReceives(pg, receiver, begin);
                assertThat(encrypted(pg)).isTrue();
            }
            anotherAuthority(pg, keys, tls);
        }
    }

    /** Nothing is sent to a server that is not the one that was meant: neither a password nor a wish. */
    private void anotherAuthority(PgCluster pg, Path keys, Map<String, String> tls) throws Exception {
        Certificates others = Certificates.in(Files.createDirectory(keys.resolve("others")));
        others.serve(pg, "IP:127.0.0.1");
        try (RunningReceiver receiver = new RunningReceiver(options(pg, () -> Optional.of(Secret.of("second")), tls))) {
            until(() -> receiver.problem().equals("wal-certificate"));
            assertThat(receiver.status().lastProblem().orElseThrow().hint()).contains("sslrootcert");
        }
        pg.stop(StopMode.FAST);
    }

    /** A clock that somebody sets. */
    private static final class SteppingClock extends Clock {
        private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(offset.get());
        }
    }

    @Test
    void aClockThatIsSetSettingsThatAreReloadedAndAFloodOfNoticesChangeNothing() throws Exception {
        SteppingClock clock = new SteppingClock();
        try (PgCluster pg = ReceivedWal.server(PgCluster.debian15());
                RunningReceiver receiver = new RunningReceiver(
                        RunningReceiver.options(
                                pg.port(), pg.superuser(), directory, Optional.of(RunningReceiver.SLOT)),
                        clock)) {
            Lsn begin = ReceivedWal.acknowledged(pg);
            assertReceives(pg, receiver, begin);
            String walsender = pg.sql("SELECT pid FROM pg_stat_replication");
            for (int hours : new int[] {1, -1, 0}) {
                clock.offset.set(Duration.ofHours(hours));
                pg.sql("ALTER SYSTEM SET timezone = 'Etc/GMT" + (hours < 0 ? "+" : "-") + Math.abs(hours) + "'");
                pg.sql("ALTER SYSTEM SET datestyle = '" + (hours == 0 ? "ISO" : "German") + "'");
                pg.sql("ALTER SYSTEM SET client_min_messages = '" + (hours == 0 ? "notice" : "debug5") + "'");
                pg.reload();
                assertReceives(pg, receiver, begin);
            }
            assertThat(pg.sql("SELECT pid FROM pg_stat_replication")).isEqualTo(walsender);
            assertThat(receiver.problem()).isEqualTo("none");
        }
    }
}
