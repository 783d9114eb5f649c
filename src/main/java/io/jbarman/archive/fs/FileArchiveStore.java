package io.jbarman.archive.fs;

import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.StagedObject;
import io.jbarman.archive.StoredObject;
import io.jbarman.archive.SyncedDirectories;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Objects as files of one directory, read and written by Barman as well. An object is written into the root, synced,
 * and then linked into its place: link(2) fails where a file stands, whereas rename(2) would replace it.
 */
public final class FileArchiveStore implements ArchiveStore {
    private static final String TEMPORARY = ".tmp";
    private static final String HISTORY = ".history";
    private static final int BUFFER = 1 << 16;

    private final Path root;
    /** Directories whose own entries are known to be durable. */
    private final Set<Path> confirmed = ConcurrentHashMap.newKeySet();

    /** Files of others that could not be synced once: a later sync of theirs says nothing. */
    private final Set<Object> unsynced = ConcurrentHashMap.newKeySet();

    private final Sync sync;

    /** Makes the bytes of a file durable that others wrote. SEAM: in tests one that fails. */
    interface Sync {
        void of(Path file) throws IOException;
    }

    /** Keeps objects below that directory, which is made when the first is put. */
    public FileArchiveStore(Path root) {
        this(root, SyncedDirectories::sync);
    }

    FileArchiveStore(Path root, Sync sync) {
        this.root = root;
        this.sync = sync;
    }

    /** A file beside its place. */
    private record Staged(StoredObject object, Path temporary) implements StagedObject {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public StagedObject stage(String key, Instant modified, Content content) throws IOException {
        Path temporary = temporary(key);
        try {
            write(temporary, modified, content);
            return staged(key, temporary);
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    @Override
    public StagedObject stage(String key, Path file) throws IOException {
        Path temporary = temporary(key);
        Object identity = Files.getAttribute(file, "unix:ino");
        if (!unsynced.contains(identity) && linked(temporary, file)) {
            try {
                sync.of(temporary);
                return staged(key, temporary);
            } catch (IOException e) {
                // What should have been written counts as clean from now on: only other pages can still be.
                unsynced.add(identity);
                Files.deleteIfExists(temporary);
            }
        }
        return stage(key, Files.getLastModifiedTime(file).toInstant(), target -> Files.copy(file, target));
    }

    /** Not one of another filesystem, or of another account. */
    private static boolean linked(Path temporary, Path file) {
        try {
            Files.createLink(temporary, file);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static Staged staged(String key, Path temporary) throws IOException {
        return new Staged(object(key, temporary), temporary);
    }

    /** In the root, since that is one directory to sweep, and the same filesystem. */
    private Path temporary(String key) throws IOException {
        SyncedDirectories.create(root);
        return root.resolve(key.substring(key.lastIndexOf('/') + 1) + "." + UUID.randomUUID() + TEMPORARY);
    }

    private static void write(Path temporary, Instant modified, Content content) throws IOException {
        try (FileChannel file = FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
            content.writeTo(stream);
            stream.flush();
            Files.setLastModifiedTime(temporary, FileTime.from(modified));
            file.force(true);
        }
    }

    @Override
    public Set<String> publish(List<StagedObject> staged) throws IOException {
        Set<String> stored = new HashSet<>();
        for (StagedObject object : staged) {
            Path place = root.resolve(object.object().key());
            SyncedDirectories.create(parent(place));
            if (link(place, ((Staged) object).temporary())) {
                stored.add(object.object().key());
            }
        }
        confirmPlaces(stored);
        return stored;
    }

    /** Of others' objects as well: Barman moves one into place before it is durable. */
    @Override
    public void confirm(Collection<String> keys) throws IOException {
        for (String key : keys) {
            SyncedDirectories.sync(root.resolve(key));
        }
        confirmPlaces(keys);
    }

    private void confirmPlaces(Collection<String> keys) throws IOException {
        Set<Path> directories = new LinkedHashSet<>();
        keys.forEach(key -> directories.add(parent(root.resolve(key))));
        for (Path directory : directories) {
            SyncedDirectories.sync(directory);
            // Another process may have made it, and been killed before it was durable.
            if (!confirmed.contains(directory)) {
                SyncedDirectories.sync(root);
                confirmed.add(directory);
            }
        }
    }

    private static boolean link(Path place, Path temporary) throws IOException {
        try {
            Files.createLink(place, temporary);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            Files.move(temporary, place);
            return true;
        }
    }

    @Override
    public InputStream open(String key) throws IOException {
        return Files.newInputStream(root.resolve(key));
    }

    @Override
    public Optional<StoredObject> find(String key) throws IOException {
        try {
            return Optional.of(object(key, root.resolve(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isEmpty() throws IOException {
        return entries().stream().allMatch(file -> file.toString().endsWith(TEMPORARY));
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        return files().stream()
                .filter(file -> key(file).startsWith(prefix))
                .filter(file -> !file.toString().endsWith(TEMPORARY))
                .map(this::objectQuietly)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(StoredObject::key))
                .toList();
    }

    @Override
    public List<StoredObject> histories() throws IOException {
        return entries().stream()
                .filter(file -> file.toString().endsWith(HISTORY))
                .sorted()
                .map(this::objectQuietly)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void delete(String key) throws IOException {
        Path place = root.resolve(key);
        if (Files.deleteIfExists(place)) {
            SyncedDirectories.sync(parent(place));
        }
    }

    @Override
    public void sweep() throws IOException {
        for (Path file : entries()) {
            if (file.toString().endsWith(TEMPORARY)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** How many directories and history files there are, and when the last of them changed: one stat each. */
    @Override
    public Optional<String> fingerprint() throws IOException {
        long latest = 0;
        int count = 0;
        for (Path entry : entries()) {
            boolean directory = Files.isDirectory(entry);
            if (directory || entry.toString().endsWith(HISTORY)) {
                count++;
                latest = Math.max(latest, Files.getLastModifiedTime(entry).to(TimeUnit.NANOSECONDS));
            }
        }
        return Optional.of(count + " " + latest);
    }

    private List<Path> entries() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return all(entries);
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(root, 2, (file, attributes) -> attributes.isRegularFile())) {
            return all(files);
        }
    }

    /** A directory that may not be read is a failure of the store as any other is. */
    private static List<Path> all(Stream<Path> paths) throws IOException {
        try {
            return paths.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private String key(Path file) {
        return root.relativize(file).toString();
    }

    private Optional<StoredObject> objectQuietly(Path file) {
        try {
            return Optional.of(object(key(file), file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static StoredObject object(String key, Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new StoredObject(
                key, attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("no directory above " + file);
        }
        return parent;
    }
}
