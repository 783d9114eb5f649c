package io.jbarman.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.archive.fs.FileArchiveStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArchiveStoreTest extends ArchiveStoreContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Override
    ArchiveStore store() {
        return new FileArchiveStore(directory.resolve("wals"));
    }

    @Test
    void aCrashedWritersPartIsNoObjectAndIsSweptAway() throws IOException {
        Path left = directory.resolve("wals").resolve("000000010000000000000001.0.tmp");
        Files.createDirectories(left.getParent());
        Files.writeString(left, "half");
        ArchiveStore store = store();

        assertThat(store.list("")).isEmpty();
        store.sweep();

        assertThat(left).doesNotExist();
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        put(store(), KEY, "wal");

        Path file = directory.resolve("wals").resolve(KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    /** As one that may not be read; a name that is too long is so for root, too. */
    @Test
    void aDirectoryThatCannotBeLookedAtIsAFailureLikeAnyOther() throws Exception {
        Path root = directory;
        while (root.toString().length() < 3900) {
            root = root.resolve("d".repeat(100));
        }
        Files.createDirectories(root);
        String name = "w".repeat(200);
        shell(root, "mkdir " + name);
        ArchiveStore store = new FileArchiveStore(root);

        assertThatThrownBy(() -> store.list("")).isInstanceOf(IOException.class);

        shell(root, "rmdir " + name);
    }

    private static void shell(Path directory, String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "cd \"$1\" && " + command, "sh", directory.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
