package io.jbarman.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds out how something is compressed by how it begins, as Barman does. */
final class StoredCompression {
    private StoredCompression() {}

    static Optional<String> of(WalCodecs codecs, ArchiveStore store, StoredObject object) throws IOException {
        try (BufferedInputStream stream = new BufferedInputStream(store.open(object.key()), 64)) {
            return codecs.detect(stream);
        }
    }

    static Optional<String> of(Path file) throws IOException {
        try (BufferedInputStream stream = new BufferedInputStream(Files.newInputStream(file), 64)) {
            return Compressions.detect(stream);
        }
    }
}
