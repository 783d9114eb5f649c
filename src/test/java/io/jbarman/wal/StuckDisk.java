package io.jbarman.wal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A disk whose syncs of segments stand still until it is let go. */
record StuckDisk(CountDownLatch stuck) implements Disk {
    private static final Disk DISK = RealDisk.ownerOnly();

    @Override
    public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        return DISK.open(file, options);
    }

    @Override
    public void force(Path file, FileChannel channel) throws IOException {
        try {
            if (!file.toString().contains("json")) {
                stuck.await();
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
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
