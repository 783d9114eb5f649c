package io.jbarman.wal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A directory on a disk that, when the machine crashes, keeps exactly what was synced: of a file the bytes of its last
 * sync, of the directory the names of its last. A sync may be made to fail, as with EIO: as on Linux, what it should
 * have written counts as clean then, and no later sync of that file writes it, unless it is written once more.
 */
final class LossyDisk implements Disk {
    private final Disk disk = RealDisk.ownerOnly();
    private final Path directory;
    private final Map<Object, byte[]> synced = new HashMap<>();
    /** What files held when a sync of theirs failed. */
    private final Map<Object, byte[]> lost = new HashMap<>();
    /** A number is used again for another file. */
    private final Map<Object, Integer> generations = new HashMap<>();

    private Map<String, Object> names = Map.of();
    private int forcesUntilFailure = Integer.MAX_VALUE;
    private int callsUntilDown = Integer.MAX_VALUE;

    LossyDisk(Path directory) {
        this.directory = directory;
    }

    /** The sync after that many fails, once. */
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
        lost.clear();
        generations.clear();
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

    private Object key(Path file) throws IOException {
        Object number = Files.getAttribute(file, "unix:ino");
        return List.of(number, generations.getOrDefault(number, 0));
    }

    @Override
    public synchronized FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        step();
        boolean fresh = !Files.exists(file);
        FileChannel channel = disk.open(file, options);
        if (fresh) {
            generations.merge(Files.getAttribute(file, "unix:ino"), 1, Integer::sum);
        }
        if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            lost.remove(key(file));
        }
        return channel;
    }

    @Override
    public synchronized void force(Path file, FileChannel channel) throws IOException {
        step();
        Object key = key(file);
        if (forcesUntilFailure-- == 0) {
            lost.put(key, Files.readAllBytes(file));
            throw new IOException("Input/output error");
        }
        synced.put(key, written(key, Files.readAllBytes(file)));
    }

    /** What a sync makes of a file: where its bytes are those that an earlier one lost, it has older ones. */
    private byte[] written(Object key, byte[] content) {
        byte[] gone = lost.getOrDefault(key, new byte[0]);
        byte[] before = synced.getOrDefault(key, new byte[0]);
        byte[] written = content.clone();
        for (int at = 0; at < Math.min(content.length, gone.length); at++) {
            if (content[at] == gone[at]) {
                written[at] = at < before.length ? before[at] : 0;
            }
        }
        return written;
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
