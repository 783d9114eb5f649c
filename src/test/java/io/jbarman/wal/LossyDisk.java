package io.jbarman.wal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A directory on a disk that, when the machine crashes, keeps exactly what was synced: of a file the bytes of its last
 * sync, of the directory the names of its last. A sync may be made to fail, as with EIO.
 */
final class LossyDisk implements Disk {
    private final Disk disk = RealDisk.ownerOnly();
    private final Path directory;
    private final Map<Object, byte[]> synced = new HashMap<>();
    private Map<String, Object> names = Map.of();
    private int forcesUntilFailure = Integer.MAX_VALUE;
    private int callsUntilDown = Integer.MAX_VALUE;

    LossyDisk(Path directory) {
        this.directory = directory;
    }

    /** The sync after that many fails, once; the pages that it should have written count as clean afterwards. */
    void failForceAfter(int forces) {
        forcesUntilFailure = forces;
    }

    /** After that many calls nothing is done any more, until it has crashed. */
    void goDownAfter(int calls) {
        callsUntilDown = calls;
    }

    private synchronized void step() throws IOException {
        if (callsUntilDown-- <= 0) {
            callsUntilDown = 0;
            throw new IOException("the machine is down");
        }
    }

    /** The machine goes down and comes up again. */
    synchronized void crash() throws IOException {
        callsUntilDown = Integer.MAX_VALUE;
        Map<String, Object> durable = names;
        Map<Object, byte[]> contents = new HashMap<>(synced);
        for (Path file : files()) {
            Files.delete(file);
        }
        synced.clear();
        Map<String, Object> again = new HashMap<>();
        for (Map.Entry<String, Object> entry : durable.entrySet()) {
            Path file = directory.resolve(entry.getKey());
            Files.write(file, contents.getOrDefault(entry.getValue(), new byte[0]));
            synced.put(key(file), Files.readAllBytes(file));
            again.put(entry.getKey(), key(file));
        }
        names = Map.copyOf(again);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    @Override
    public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        step();
        return disk.open(file, options);
    }

    @Override
    public synchronized void force(Path file, FileChannel channel) throws IOException {
        step();
        if (forcesUntilFailure-- == 0) {
            throw new IOException("Input/output error");
        }
        synced.put(key(file), Files.readAllBytes(file));
    }

    @Override
    public synchronized void syncDirectory(Path synchronizedDirectory) throws IOException {
        step();
        Map<String, Object> found = new HashMap<>();
        for (Path file : files()) {
            found.put(file.getFileName().toString(), key(file));
        }
        names = Map.copyOf(found);
    }

    @Override
    public void link(Path file, Path name) throws IOException {
        step();
        disk.link(file, name);
    }

    @Override
    public void rename(Path file, Path name) throws IOException {
        step();
        disk.rename(file, name);
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        disk.delete(file);
    }
}
