package io.jbarman.archive.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.StagedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that others wrote and that cannot be synced, as with EIO: what a second sync of it says is not believed. */
final class UnsyncedFileTest {
    private static final String KEY = "0000000100000000/000000010000000000000001";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private int failing;
    private Afterwards afterwards = () -> {};

    /** What else happens to the disk when a sync fails. */
    private interface Afterwards {
        void run() throws IOException;
    }

    @BeforeEach
    void isThere() throws IOException {
        Files.writeString(file(), "some wal");
    }

    private Path file() {
        return directory.resolve("came");
    }

    private Path archived() {
        return directory.resolve("wals").resolve(KEY);
    }

    private ArchiveStore store() {
        return new FileArchiveStore(directory.resolve("wals"), this::sync);
    }

    private void sync(Path file) throws IOException {
        if (failing-- > 0) {
            afterwards.run();
            throw new IOException("Input/output error");
        }
    }

    private void archive(ArchiveStore store) throws IOException {
        try (StagedObject staged = store.stage(KEY, file())) {
            store.publish(List.of(staged));
        }
    }

    @Test
    void withoutFailureTheArchiveRefersToTheFileItself() throws IOException {
        archive(store());
        assertThat(Files.isSameFile(archived(), file())).isTrue();
    }

    @Test
    void itsBytesAreWrittenOnceMore() throws IOException {
        failing = 1;
        archive(store());
        assertThat(archived()).hasContent("some wal");
        assertThat(Files.isSameFile(archived(), file())).isFalse();
    }

    @Test
    void itIsNotSyncedAgainLater() throws IOException {
        ArchiveStore store = store();
        failing = 1;
        afterwards = () -> Files.move(file(), directory.resolve("unreadable"));
        assertThatThrownBy(() -> store.stage(KEY, file())).isInstanceOf(IOException.class);
        Files.move(directory.resolve("unreadable"), file());
        archive(store);
        assertThat(Files.isSameFile(archived(), file())).isFalse();
    }
}
