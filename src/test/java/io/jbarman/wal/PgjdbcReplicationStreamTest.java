package io.jbarman.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SlotName;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationMessage.Nothing;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.ReplicationStream;
import io.jbarman.replication.ReplicationTarget;
import io.jbarman.replication.SlotState;
import io.jbarman.replication.pgjdbc.PgjdbcConnector;
import io.jbarman.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stream and its commands on Debian's PostgreSQL 15. */
final class PgjdbcReplicationStreamTest extends ReplicationStreamContract {
    private static final SlotName SLOT = new SlotName("one");
    private static Optional<PgCluster> server = Optional.empty();

    @BeforeAll
    static void start15() {
        server = Optional.of(PgCluster.debian15()
                .setting("wal_level", "replica")
                .setting("max_wal_senders", "10")
                .setting("autovacuum", "off")
                .start());
    }

    @AfterAll
    static void end() {
        server.ifPresent(PgCluster::close);
    }

    private static PgCluster pg() {
        return server.orElseThrow();
    }

    private static ReplicationTarget target(String host, int port, String password) {
        return new ReplicationTarget(
                host, port, pg().superuser(), () -> Optional.of(Secret.of(password)), "contract", Map.of());
    }

    @Override
    ReplicationSession session() throws ReplicationException {
        return new PgjdbcConnector(Clock.systemUTC())
                .connect(target("127.0.0.1", pg().port(), PostgresInstance.PASSWORD));
    }

    @Override
    Lsn start() {
        Lsn start = Lsn.parse(pg().sql("SELECT pg_current_wal_flush_lsn()"));
        pg().sql("SELECT pg_logical_emit_message(true, 'test', repeat('x', 300000))");
        return start;
    }

    private static void assertFails(ReplicationFailure failure, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .asInstanceOf(type(ReplicationException.class))
                .extracting(ReplicationException::failure)
                .isEqualTo(failure);
    }

    @Test
    void identifiesItself() throws ReplicationException {
        try (ReplicationSession session = session()) {
            assertThat(session.version().major()).isEqualTo(15);
            assertThat(session.identifySystem().systemIdentifier().toString())
                    .isEqualTo(pg().sql("SELECT system_identifier FROM pg_control_system()"));
            assertThat(session.identifySystem().timeline()).isEqualTo(TimelineId.FIRST);
            assertThat(session.walSegmentSize()).isEqualTo(WalSegmentSize.DEFAULT);
        }
    }

    @Test
    void slotsComeAndGo() throws ReplicationException {
        try (ReplicationSession session = session()) {
            assertThat(session.readSlot(SLOT)).isInstanceOf(SlotState.Absent.class);
            session.createPhysicalSlot(SLOT, true);
            assertFails(ReplicationFailure.SLOT_EXISTS, () -> session.createPhysicalSlot(SLOT, true));
            assertThat(session.readSlot(SLOT))
                    .isInstanceOfSatisfying(
                            SlotState.Present.class,
                            slot -> assertThat(slot.restartLsn()).isPresent());
            session.dropSlot(SLOT);
            assertFails(ReplicationFailure.SLOT_MISSING, () -> session.dropSlot(SLOT));
            session.createPhysicalSlot(SLOT, false);
            assertThat(session.readSlot(SLOT))
                    .isInstanceOfSatisfying(
                            SlotState.Present.class,
                            slot -> assertThat(slot.restartLsn()).isEmpty());
            session.dropSlot(SLOT);
        }
    }

    @Test
    void aSlotServesOneReceiver() throws Exception {
        Lsn start = start();
        SlotName slot = new SlotName("busy");
        try (ReplicationSession first = session();
                ReplicationSession second = session()) {
            first.createPhysicalSlot(slot, true);
            try (ReplicationStream stream = first.start(Optional.of(slot), start, TimelineId.FIRST)) {
                assertThat(stream.next(Duration.ofSeconds(10))).isNotInstanceOf(Nothing.class);
                assertFails(
                        ReplicationFailure.SLOT_ACTIVE,
                        () -> second.start(Optional.of(slot), start, TimelineId.FIRST)
                                .next(Duration.ofSeconds(10)));
            }
        }
        pg().sql("SELECT pg_drop_replication_slot('busy')");
    }

    @Test
    void refusalsAreToldApart() throws ReplicationException {
        Lsn end = Lsn.parse(pg().sql("SELECT pg_current_wal_flush_lsn()"));
        assertStartFails(ReplicationFailure.SLOT_MISSING, Optional.of(new SlotName("none")), end, 1);
        assertStartFails(ReplicationFailure.POSITION_REFUSED, Optional.empty(), end.plus(1 << 30), 1);
        assertStartFails(ReplicationFailure.POSITION_REFUSED, Optional.empty(), end, 7);
        assertStartFails(ReplicationFailure.WAL_REMOVED, Optional.empty(), Lsn.ZERO.plus(8), 1);
        try (ReplicationSession session = session()) {
            assertFails(ReplicationFailure.WAL_REMOVED, () -> session.timelineHistory(new TimelineId(2)));
        }
    }

    private void assertStartFails(ReplicationFailure failure, Optional<SlotName> slot, Lsn start, long timeline)
            throws ReplicationException {
        try (ReplicationSession session = session()) {
            assertFails(
                    failure,
                    () -> session.start(slot, start, new TimelineId(timeline)).next(Duration.ofSeconds(10)));
        }
    }

    @Test
    void loginsAreToldApart() {
        PgjdbcConnector connector = new PgjdbcConnector(Clock.systemUTC());
        assertFails(
                ReplicationFailure.AUTHENTICATION, () -> connector.connect(target("127.0.0.1", pg().port(), "wrong")));
        assertFails(ReplicationFailure.AUTHENTICATION, () -> connector.connect(target("127.0.0.1", pg().port(), "")));
        assertFails(ReplicationFailure.UNREACHABLE, () -> connector.connect(target("127.0.0.1", 1, "any")));
        assertFails(ReplicationFailure.UNREACHABLE, () -> connector.connect(target("/var/run/nobody", 5432, "any")));
    }

    @Test
    void aMissingRuleIsNoWrongPassword() {
        try (PgCluster ruleless = PgCluster.debian15()
                .hba("local all all trust", "host all all 127.0.0.1/32 scram-sha-256")
                .start()) {
            assertFails(
                    ReplicationFailure.NO_RULE,
                    () -> new PgjdbcConnector(Clock.systemUTC())
                            .connect(target("127.0.0.1", ruleless.port(), PostgresInstance.PASSWORD)));
        }
    }

    @Test
    void aRefusalDoesNotShowThePassword() {
        assertThatThrownBy(() ->
                        new PgjdbcConnector(Clock.systemUTC()).connect(target("127.0.0.1", pg().port(), "canary-7f3a")))
                .hasMessageNotContaining("canary-7f3a");
    }
}
