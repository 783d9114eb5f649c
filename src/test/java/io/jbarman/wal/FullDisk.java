package io.jbarman.wal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A disk that has no space for a segment until it is told otherwise. */
record FullDisk(AtomicBoolean full) implements Disk {
    private static final Disk DISK = RealDisk.ownerOnly();

    @Override
    public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        if (full.get() && file.toString().contains("0000000100000000")) {
            throw new IOException(file + ": No space left on device");
        }
        return DISK.open(file, options);
    }

    @Override
    public void force(Path file, FileChannel channel) throws IOException {
        DISK.force(file, channel);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        DISK.syncDirectory(directory);
    }

    @Override
    public void link(Path file, Path name) throws IOException {
        DISK.link(file, name);
    }

    @Override
    public void rename(Path file, Path name) throws IOException {
        DISK.rename(file, name);
    }

    @Override
    public void delete(Path file) throws IOException {
        DISK.delete(file);
    }
}
