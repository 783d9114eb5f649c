package io.jbarman.archive.fs;

import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.StoredObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Objects as files of one directory, read and written by Barman as well. An object is written beside its place, synced,
 * and then linked into it: link(2) fails where a file stands, whereas rename(2) would replace it.
 */
public final class FileArchiveStore implements ArchiveStore {
    private static final String TEMPORARY = ".tmp";
    private static final int BUFFER = 1 << 16;

    private final Path root;

    /** Keeps objects below that directory, which is made when the first is put. */
    public FileArchiveStore(Path root) {
        this.root = root;
    }

    @Override
    public boolean putNew(String key, Instant modified, Content content) throws IOException {
        Path place = root.resolve(key);
        if (Files.exists(place)) {
            return false;
        }
        SyncedDirectories.create(parent(place));
        Path temporary = place.resolveSibling(place.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
        try {
            write(temporary, modified, content);
            return publish(temporary, place);
        } finally {
            Files.deleteIfExists(temporary);
        }
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

    private static boolean publish(Path temporary, Path place) throws IOException {
        try {
            Files.createLink(place, temporary);
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            Files.move(temporary, place);
        }
        SyncedDirectories.sync(parent(place));
        return true;
    }

    @Override
    public InputStream open(String key) throws IOException {
        return Files.newInputStream(root.resolve(key));
    }

    @Override
    public Optional<StoredObject> find(String key) throws IOException {
        try {
            return Optional.of(object(root.resolve(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
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
    public void delete(String key) throws IOException {
        Path place = root.resolve(key);
        if (Files.deleteIfExists(place)) {
            SyncedDirectories.sync(parent(place));
        }
    }

    @Override
    public void sweep() throws IOException {
        for (Path file : files()) {
            if (file.toString().endsWith(TEMPORARY)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(root, 2, (file, attributes) -> attributes.isRegularFile())) {
            return files.toList();
        }
    }

    private String key(Path file) {
        return root.relativize(file).toString();
    }

    private Optional<StoredObject> objectQuietly(Path file) {
        try {
            return Optional.of(object(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private StoredObject object(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new StoredObject(
                key(file), attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("no directory above " + file);
        }
        return parent;
    }
}
