package io.jbarman.wal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/** A disk that is trusted to keep what it has not synced: for those who ask for it by {@code --no-sync}. */
public record UnsyncedDisk(Disk disk) implements Disk {
    @Override
    public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return disk.open(file, options);
    }

    @Override
    public void force(Path file, FileChannel channel) {
        // As asked for.
    }

    @Override
    public void syncDirectory(Path directory) {
        // As asked for.
    }

    @Override
    public void link(Path file, Path name) throws IOException {
        disk.link(file, name);
    }

    @Override
    public void rename(Path file, Path name) throws IOException {
        disk.rename(file, name);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public Disk synced() {
        return disk;
    }
}
