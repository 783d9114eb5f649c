package io.jbarman.archive.memory;

import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.StagedObject;
import io.jbarman.archive.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps objects for as long as it lives. */
public final class MemoryArchiveStore implements ArchiveStore {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(byte[] content, Instant modified) {}

    private final ConcurrentSkipListMap<String, Entry> objects = new ConcurrentSkipListMap<>();

    /** Content that is in no place yet. */
    private record Staged(StoredObject object, Entry entry) implements StagedObject {
        @Override
        public void close() {
            // nothing was taken
        }
    }

    @Override
    public StagedObject stage(String key, Instant modified, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.writeTo(bytes);
        Entry entry = new Entry(bytes.toByteArray(), modified);
        return new Staged(object(key, entry), entry);
    }

    @Override
    public StagedObject stage(String key, Path file) throws IOException {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        return stage(key, modified, target -> Files.copy(file, target));
    }

    @Override
    public Set<String> publish(List<StagedObject> staged) {
        Set<String> stored = new HashSet<>();
        for (StagedObject one : staged) {
            Staged object = (Staged) one;
            if (objects.putIfAbsent(object.object().key(), object.entry()) == null) {
                stored.add(object.object().key());
            }
        }
        return stored;
    }

    @Override
    public void confirm(Collection<String> keys) {
        // Nothing of it outlives the process.
    }

    @Override
    public InputStream open(String key) throws IOException {
        Entry entry = objects.get(key);
        if (entry == null) {
            throw new NoSuchFileException(key);
        }
        return new ByteArrayInputStream(entry.content());
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return Optional.ofNullable(objects.get(key)).map(entry -> object(key, entry));
    }

    @Override
    public boolean isEmpty() {
        return objects.isEmpty();
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> object(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public List<StoredObject> histories() {
        return list("").stream()
                .filter(object -> object.key().endsWith(".history"))
                .toList();
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public void sweep() {
        // Nothing is left behind by a crash: everything goes with it.
    }

    @Override
    public Optional<String> fingerprint() {
        return Optional.empty();
    }

    private static StoredObject object(String key, Entry entry) {
        return new StoredObject(key, entry.content().length, entry.modified());
    }
}
