package io.jbarman.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ArchiveStore} promises. */
abstract class ArchiveStoreContract {
    static final Instant TIME = Instant.parse("2026-11-21T10:00:00.123456Z");
    static final String KEY = "0000000100000000/000000010000000000000001";

    /** An empty store. */
    abstract ArchiveStore store() throws IOException;

    @Test
    void whatWasPutIsThere() throws IOException {
        ArchiveStore store = store();

        assertThat(put(store, KEY, "wal")).isTrue();

        assertThat(store.isEmpty()).isFalse();
        assertThat(text(store, KEY)).isEqualTo("wal");
        assertThat(store.find(KEY)).contains(new StoredObject(KEY, 3, TIME));
        assertThat(store.find(KEY).orElseThrow().name()).isEqualTo("000000010000000000000001");
    }

    @Test
    void whatIsThereIsNeverReplaced() throws IOException {
        ArchiveStore store = store();
        put(store, KEY, "first");

        assertThat(put(store, KEY, "second")).isFalse();

        assertThat(text(store, KEY)).isEqualTo("first");
    }

    @Test
    void ofManyWritersOfOneKeyOneWins() throws Exception {
        ArchiveStore store = store();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        List<Callable<Boolean>> writers = IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Boolean>) () -> {
                    start.await();
                    return put(store, KEY, "writer " + i);
                })
                .toList();
        List<Future<Boolean>> results = writers.stream().map(threads::submit).toList();
        start.countDown();

        int wins = 0;
        for (Future<Boolean> result : results) {
            wins += result.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(wins).isEqualTo(1);
        assertThat(text(store, KEY)).startsWith("writer ");
        assertThat(store.list("")).hasSize(1);
    }

    @Test
    void aFailedWriterLeavesNothing() throws IOException {
        ArchiveStore store = store();

        assertThatThrownBy(() -> store.putNew(KEY, TIME, stream -> {
                    stream.write(1);
                    throw new IOException("disk full");
                }))
                .hasMessageContaining("disk full");

        assertThat(store.find(KEY)).isEmpty();
        assertThat(store.list("")).isEmpty();
        assertThat(put(store, KEY, "again")).isTrue();
    }

    @Test
    void whatIsStagedIsNotSeenUntilItIsPublished() throws IOException {
        ArchiveStore store = store();
        try (StagedObject staged = stage(store, KEY, "wal");
                StagedObject forgotten = stage(store, "00000003.history", "h")) {
            assertThat(store.list("")).isEmpty();
            assertThat(staged.object()).isEqualTo(new StoredObject(KEY, 3, TIME));
            assertThat(forgotten.object().name()).isEqualTo("00000003.history");

            assertThat(store.publish(List.of(staged))).containsExactly(KEY);
        }

        assertThat(store.list("")).extracting(StoredObject::key).containsExactly(KEY);
        assertThat(text(store, KEY)).isEqualTo("wal");
    }

    @Test
    void publishedTogetherThoseWhoseKeyIsTakenAreTold() throws IOException {
        ArchiveStore store = store();
        put(store, KEY, "first");
        try (StagedObject taken = stage(store, KEY, "second");
                StagedObject free = stage(store, "00000002.history", "h")) {
            assertThat(store.publish(List.of(taken, free))).containsExactly("00000002.history");
        }

        assertThat(text(store, KEY)).isEqualTo("first");
        assertThat(store.histories()).extracting(StoredObject::key).containsExactly("00000002.history");
    }

    @Test
    void aFileMayBeStagedAsItIs(@TempDir Path directory) throws IOException {
        ArchiveStore store = store();
        Path file = Files.writeString(directory.resolve("received"), "wal");
        Files.setLastModifiedTime(file, FileTime.from(TIME));

        try (StagedObject staged = store.stage(KEY, file)) {
            store.publish(List.of(staged));
        }
        Files.delete(file);

        assertThat(text(store, KEY)).isEqualTo("wal");
        assertThat(store.find(KEY).orElseThrow().modified()).isEqualTo(TIME);
    }

    @Test
    void aChangeIsToldIfAnythingIs() throws IOException {
        ArchiveStore store = store();
        put(store, KEY, "wal");
        Optional<String> before = store.fingerprint();
        put(store, "0000000200000000/000000020000000000000003", "other");

        assertThat(before.isEmpty() || !store.fingerprint().equals(before)).isTrue();
    }

    private static StagedObject stage(ArchiveStore store, String key, String text) throws IOException {
        return store.stage(key, TIME, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void listsByPrefixInOrder() throws IOException {
        ArchiveStore store = store();
        put(store, "0000000200000000/000000020000000000000003", "c");
        put(store, KEY, "a");
        put(store, "00000002.history", "h");

        assertThat(store.list("")).extracting(StoredObject::key).isSorted().hasSize(3);
        assertThat(store.list("00000002"))
                .extracting(StoredObject::name)
                .containsExactly("00000002.history", "000000020000000000000003");
    }

    @Test
    void anEmptyStoreHasNothing() throws IOException {
        ArchiveStore store = store();

        assertThat(store.isEmpty()).isTrue();
        assertThat(store.list("")).isEmpty();
        assertThat(store.find(KEY)).isEmpty();
        assertThatThrownBy(() -> store.open(KEY)).isInstanceOf(NoSuchFileException.class);
        store.sweep();
    }

    @Test
    void whatWasDeletedIsGoneAndMayBePutAgain() throws IOException {
        ArchiveStore store = store();
        put(store, KEY, "one");

        store.delete(KEY);
        store.delete(KEY);

        assertThat(store.find(KEY)).isEmpty();
        assertThat(put(store, KEY, "two")).isTrue();
    }

    static boolean put(ArchiveStore store, String key, String text) throws IOException {
        return store.putNew(key, TIME, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String text(ArchiveStore store, String key) throws IOException {
        try (InputStream stream = store.open(key)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
