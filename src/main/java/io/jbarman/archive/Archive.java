package io.jbarman.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is archived, and the list of it, kept in agreement.
 *
 * @param mark what the two were like when they last agreed
 */
public record Archive(ArchiveStore store, WalCatalogue catalogue, CatalogueLock lock, ArchiveMark mark) {
    /** Adds to the catalogue what is in the store and not in it; gives the names. */
    List<String> repair(WalCodecs codecs) throws IOException {
        List<StoredObject> missing = new ArrayList<>();
        try {
            lock.during(() -> missing.addAll(listed(codecs)));
        } finally {
            lock.letGo();
        }
        remember();
        return missing.stream().map(StoredObject::name).toList();
    }

    private List<StoredObject> listed(WalCodecs codecs) throws IOException {
        Set<String> known = catalogue.names();
        List<StoredObject> missing = new ArrayList<>();
        List<ArchivedWal> entries = new ArrayList<>();
        for (StoredObject object : store.list("")) {
            if (WalFileName.parse(object.name()).isPresent() && !known.contains(object.name())) {
                entries.add(entry(object, codecs));
                missing.add(object);
            }
        }
        if (!entries.isEmpty()) {
            store.confirm(missing.stream().map(StoredObject::key).toList());
            catalogue.append(entries);
        }
        return missing;
    }

    /** Whether nobody touched either since they last agreed; false where there is no telling. */
    boolean isAsRemembered() throws IOException {
        Optional<String> now = fingerprint();
        return now.isPresent() && now.equals(mark.read());
    }

    /** Notes that the two agree as they are now. */
    void remember() throws IOException {
        Optional<String> now = fingerprint();
        if (now.isPresent()) {
            mark.write(now.get());
        }
    }

    private Optional<String> fingerprint() throws IOException {
        Optional<String> stored = store.fingerprint();
        Optional<String> listed = catalogue.fingerprint();
        return stored.isPresent() && listed.isPresent()
                ? Optional.of(stored.get() + " " + listed.get())
                : Optional.empty();
    }

    /** The line of an object, its compression told by how it begins. */
    ArchivedWal entry(StoredObject object, WalCodecs codecs) throws IOException {
        return new ArchivedWal(
                object.name(), object.size(), object.modified(), StoredCompression.of(codecs, store, object));
    }
}
