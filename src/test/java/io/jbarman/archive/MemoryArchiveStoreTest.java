package io.jbarman.archive;

import io.jbarman.archive.memory.MemoryArchiveStore;

class MemoryArchiveStoreTest extends ArchiveStoreContract {
    @Override
    ArchiveStore store() {
        return new MemoryArchiveStore();
    }
}
