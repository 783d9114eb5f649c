package io.jbarman.archive.memory;

import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps objects for as long as it lives. */
public final class MemoryArchiveStore implements ArchiveStore {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(byte[] content, Instant modified) {}

    private final ConcurrentSkipListMap<String, Entry> objects = new ConcurrentSkipListMap<>();

    @Override
    public boolean putNew(String key, Instant modified, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.writeTo(bytes);
        return objects.putIfAbsent(key, new Entry(bytes.toByteArray(), modified)) == null;
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
    public List<StoredObject> list(String prefix) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> object(entry.getKey(), entry.getValue()))
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

    private static StoredObject object(String key, Entry entry) {
        return new StoredObject(key, entry.content().length, entry.modified());
    }
}
