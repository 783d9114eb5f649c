package io.jbarman.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** How files outlive a crash: synced under another name first, then renamed, then the directory synced. */
record DurableFiles(Disk disk) {
    /**
     * Gives a synced file its final name. The caller syncs the directory.
     *
     * @throws FileAlreadyExistsException if that name is taken, whoever was quicker
     */
    void publish(Path from, Path to) throws IOException {
        try {
            disk.link(from, to);
        } catch (UnsupportedOperationException noHardLinks) {
            if (Files.exists(to)) {
                throw new FileAlreadyExistsException(to.toString());
            }
            disk.rename(from, to);
            return;
        }
        disk.delete(from);
    }

    /** Replaces a small file by these bytes: after a crash it is the old one or the new one. */
    void replace(Path file, byte[] content) throws IOException {
        Path temporary = temporary(file);
        writeSynced(temporary, content);
        disk.rename(temporary, file);
        disk.syncDirectory(directoryOf(file));
    }

    /** Adds a small file that must not be there yet. */
    void add(Path file, byte[] content) throws IOException {
        Path temporary = temporary(file);
        writeSynced(temporary, content);
        publish(temporary, file);
        disk.syncDirectory(directoryOf(file));
    }

    private static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".tmp");
    }

    private void writeSynced(Path file, byte[] content) throws IOException {
        try (FileChannel channel = disk.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            disk.force(file, channel);
        }
    }

    private static Path directoryOf(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IllegalArgumentException("a file without a directory: " + file);
        }
        return directory;
    }
}
