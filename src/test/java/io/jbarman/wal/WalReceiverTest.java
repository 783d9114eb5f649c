package io.jbarman.wal;

import static io.jbarman.fixture.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.replication.PasswordSource;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationMessage.EndOfTimeline;
import io.jbarman.replication.ReplicationMessage.Keepalive;
import io.jbarman.replication.ReplicationMessage.ServerStopping;
import io.jbarman.replication.ReplicationMessage.WalData;
import io.jbarman.replication.ReplicationTarget;
import io.jbarman.wal.ScriptedServer.Feedback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The receiver against a script. At each feedback the directory is read: every byte that is acknowledged must be there
 * at that moment, under a name that others see.
 */
final class WalReceiverTest {
    private static final WalSegmentSize SIZE = new WalSegmentSize(1 << 20);
    private static final Lsn START = Lsn.parse("0/100000");
    /** Longer than a test lasts: what does not come in time by itself does not come. */
    private static final Duration RARELY = Duration.ofHours(1);

    private static final Duration SHORT = Duration.ofMillis(1);

    private final Path directory;
    private final ScriptedServer server = new ScriptedServer(START, SIZE, this::assertDurable);
    private Optional<AssertionError> lie = Optional.empty();
    private Optional<WalReceiver> receiver = Optional.empty();
    private Optional<Thread> thread = Optional.empty();

    WalReceiverTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private static Lsn at(int bytes) {
        return START.plus(bytes);
    }

    private WalReceiver run(ScriptedServer connector) {
        return run(connector, Storage.in(directory));
    }

    private WalReceiver run(ScriptedServer connector, Storage storage) {
        ReceiverOptions options = new ReceiverOptions(
                new ReplicationTarget("script", 5432, "user", PasswordSource.NONE, "test", Map.of()),
                storage,
                Optional.of(RunningReceiver.SLOT),
                Ending.NEVER,
                RARELY,
                RARELY,
                new Backoff(SHORT, SHORT, SHORT));
        WalReceiver running = new WalReceiver(options, connector, SegmentListener.NONE, Clock.systemUTC());
        receiver = Optional.of(running);
        thread = Optional.of(new Thread(running, "receiver under test"));
        thread.get().start();
        return running;
    }

    @AfterEach
    void endsCleanlyAndNeverLied() throws InterruptedException {
        endsCleanly();
        if (lie.isPresent()) {
            throw lie.get();
        }
    }

    private void endsCleanly() throws InterruptedException {
        receiver.ifPresent(WalReceiver::stop);
        if (thread.isPresent()) {
            thread.get().join(20_000);
            assertThat(thread.get().isAlive()).isFalse();
        }
        assertThat(receiver.map(WalReceiver::status).map(ReceiverStatus::state)).hasValue(ReceiverState.STOPPED);
    }

    private void assertDurable(Feedback feedback) {
        try {
            assertThat(feedback.flushed()).isLessThanOrEqualTo(feedback.written());
            for (Lsn start = START; start.isBefore(feedback.flushed()); start = start.plus(SIZE.bytes())) {
                assertHeld(
                        start, (int) Math.min(SIZE.bytes(), feedback.flushed().minus(start)));
            }
        } catch (AssertionError e) {
            lie = Optional.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On whatever timeline: a later one repeats what the earlier one had of the segment. */
    private void assertHeld(Lsn start, int length) throws IOException {
        String name = SegmentName.of(TimelineId.FIRST, start, SIZE).toString().substring(8);
        byte[] expected = FakeWal.bytes(start, length);
        try (Stream<Path> entries = Files.list(directory)) {
            assertThat(entries.filter(entry -> entry.getFileName().toString().matches("[0-9A-F]{8}" + name + ".*"))
                            .map(WalReceiverTest::content))
                    .as("files with the acknowledged bytes of %s", name)
                    .anyMatch(content -> Arrays.equals(Arrays.copyOf(content, length), expected));
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private void awaitFlushed(int bytes) {
        until(() -> server.feedbacks.stream().anyMatch(told -> told.flushed().equals(at(bytes))));
    }

    @Test
    void acknowledgesWhatIsDurableOnceNothingMoreIsThere() throws IOException {
        server.wal(START, at(100)).wal(at(100), at(3_000_000));
        run(server);
        awaitFlushed(3_000_000);
        assertThat(files())
                .containsExactly(
                        "000000010000000000000001", "000000010000000000000002", "000000010000000000000003.partial");
    }

    @Test
    void saysNothingOfFlushBeforeAnythingIsDurable() {
        server.say(new Keepalive(START, true));
        run(server);
        until(() -> server.feedbacks.size() >= 2);
        assertThat(server.feedbacks).allMatch(told -> told.flushed().isZero());
    }

    @Test
    void anAskingKeepaliveIsAnsweredWithAllThatWasWritten() {
        server.wal(START, at(5000));
        server.say(new Keepalive(at(5000), true));
        run(server);
        awaitFlushed(5000);
        assertThat(server.feedbacks)
                .noneMatch(told ->
                        told.written().equals(at(5000)) && told.flushed().isZero());
    }

    @Test
    void afterABrokenConnectionItStartsWithThePartialSegmentAgain() {
        server.wal(START, at(1_500_000)).fail(ReplicationFailure.CONNECTION_LOST);
        server.wal(at(SIZE.bytes()), at(2_500_000));
        run(server);
        awaitFlushed(2_500_000);
        assertThat(server.starts).containsExactly("0/100000 on 1", "0/200000 on 1");
    }

    /** Whoever says nothing any more would only be waited for; whoever stops in order is told good-bye. */
    @Test
    void aServerThatIsGoneHearsNoFarewell() {
        server.wal(START, at(1000)).fail(ReplicationFailure.CONNECTION_LOST).fail(ReplicationFailure.STOPPING);
        run(server);
        until(() -> server.starts.size() == 3);
        assertThat(server.ends).containsExactly("abandoned", "closed", "closed");
    }

    @Test
    void keepsWhatCameBeforeTheConnectionBroke() throws IOException {
        server.wal(START, at(5000)).fail(ReplicationFailure.CONNECTION_LOST);
        run(server);
        until(() -> server.starts.size() == 2);
        assertHeld(START, 5000);
    }

    @Test
    void aGapIsNoWalOfOurs() {
        server.wal(START, at(100)).wal(at(200), at(300));
        server.wal(START, at(700));
        WalReceiver running = run(server);
        awaitFlushed(700);
        assertThat(running.status().lastProblem().map(Diagnostic::code)).hasValue("wal-protocol");
    }

    @Test
    void aRefusedConnectionIsTriedAgain() {
        server.refuse(ReplicationFailure.STARTING).refuse(ReplicationFailure.AUTHENTICATION);
        server.wal(START, at(10));
        WalReceiver running = run(server);
        awaitFlushed(10);
        assertThat(running.status().lastProblem().map(Diagnostic::code)).hasValue("wal-authentication");
        assertThat(running.status().state()).isEqualTo(ReceiverState.STREAMING);
    }

    @Test
    void aStoppingServerIsAwaited() {
        server.wal(START, at(10)).say(new ServerStopping()).wal(START, at(20));
        WalReceiver running = run(server);
        awaitFlushed(20);
        assertThat(running.status().lastProblem().map(Diagnostic::code)).hasValue("wal-stopping");
    }

    @Test
    void followsTimelinesAndKeepsTheOldPartialAndTheHistories() throws IOException {
        server.wal(START, at(1_500_000));
        server.say(new EndOfTimeline(new TimelineId(2), at(1_400_000)));
        server.wal(at(SIZE.bytes()), at(1_600_000));
        server.say(new EndOfTimeline(new TimelineId(3), at(1_600_000)));
        server.wal(at(SIZE.bytes()), at(1_700_000));
        WalReceiver running = run(server);
        awaitFlushed(1_700_000);
        assertThat(server.starts).containsExactly("0/100000 on 1", "0/200000 on 2", "0/200000 on 3");
        assertThat(running.status().lastProblem()).isEmpty();
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "00000002.history",
                        "00000003.history",
                        "000000010000000000000001",
                        "000000010000000000000002.partial",
                        "000000020000000000000002.partial",
                        "000000030000000000000002.partial");
    }

    @Test
    void aTimelineThatRepeatsTheOldOneDifferentlyIsTold() throws Exception {
        server.history("1\t" + at(1_400_000) + "\tscript\n");
        server.wal(START, at(1_500_000));
        server.say(new EndOfTimeline(new TimelineId(2), at(1_400_000)));
        server.say(new WalData(at(SIZE.bytes()), at(1_600_000), FakeWal.buffer(at(7), 1_600_000 - SIZE.bytes())));
        WalReceiver running = run(server);
        until(() -> running.status()
                .lastProblem()
                .map(Diagnostic::code)
                .filter("wal-overlap-differs"::equals)
                .isPresent());
        until(() -> running.status().received().equals(at(1_600_000)));
        assertThat(files()).contains("000000010000000000000002.partial");
        endsCleanly();
        // The bytes were not the ones that the other tests look for.
        lie = Optional.empty();
    }

    /** A connection that brings nothing new fetches the segment from its beginning; how far it was durable stays known. */
    @Test
    void whatWasDurableOfASegmentStaysOnRecord() throws Exception {
        server.wal(START, at(5000));
        server.fail(ReplicationFailure.CONNECTION_LOST).fail(ReplicationFailure.CONNECTION_LOST);
        run(server);
        until(() -> server.starts.size() == 3);
        endsCleanly();
        assertThat(StreamRecord.parse(Files.readString(directory.resolve(Storage.RECORD)))
                        .position())
                .isEqualTo(at(5000));
    }

    /** What was durable of the old timeline's rest says nothing of the new one, whose WAL is still to come. */
    @Test
    void behindAForkOnlyWhatBothTimelinesHaveIsDurable() throws Exception {
        server.history("1\t" + at(1_400_000) + "\tscript\n");
        server.wal(START, at(1_500_000));
        server.say(new Keepalive(at(1_500_000), true));
        server.say(new EndOfTimeline(new TimelineId(2), at(1_400_000)));
        server.wal(at(SIZE.bytes()), at(1_410_000));
        server.say(new Keepalive(at(1_410_000), true));
        WalReceiver running = run(server);
        until(() -> running.status().timeline().equals(Optional.of(new TimelineId(2)))
                && running.status().received().equals(at(1_410_000)));
        until(() -> running.status().flushed().equals(at(1_410_000)));
        endsCleanly();
    }

    /** Its feedback comes from another thread: a commit elsewhere, or the connection itself, must not wait for the disk. */
    @Test
    void aDiskThatStandsStillDoesNotSilenceUs() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        server.wal(START, at(5000));
        run(server, Storage.in(directory).on(new StuckDisk(stuck)));
        until(() -> server.feedbacks.stream()
                        .filter(told -> told.written().equals(at(5000)))
                        .count()
                > 5);
        assertThat(server.feedbacks).allMatch(told -> told.flushed().isZero());
        stuck.countDown();
        awaitFlushed(5000);
    }

    @Test
    void aTimelineThatEndsWithASegmentLeavesNoPartial() throws IOException {
        server.wal(START, at(SIZE.bytes()));
        server.say(new EndOfTimeline(new TimelineId(2), at(SIZE.bytes())));
        server.wal(at(SIZE.bytes()), at(SIZE.bytes() + 5));
        run(server);
        awaitFlushed(SIZE.bytes() + 5);
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "00000002.history", "000000010000000000000001", "000000020000000000000002.partial");
    }

    @Test
    void anUnwritableDirectoryIsSaidAndAwaited() throws IOException {
        Files.createDirectory(directory.resolve(".000000010000000000000001.prepared"));
        Files.createFile(directory.resolve(".000000010000000000000001.prepared/in the way"));
        server.wal(START, at(10));
        WalReceiver running = run(server);
        until(() -> running.status()
                .lastProblem()
                .map(Diagnostic::code)
                .filter("wal-disk"::equals)
                .isPresent());
        Files.delete(directory.resolve(".000000010000000000000001.prepared/in the way"));
        awaitFlushed(10);
    }

    @Test
    void stopsWhileItWaits() {
        for (int refusal = 0; refusal < 3; refusal++) {
            server.refuse(ReplicationFailure.AUTHENTICATION);
        }
        WalReceiver running = run(server);
        running.stop();
        until(() -> running.status().state() == ReceiverState.STOPPED);
    }
}
