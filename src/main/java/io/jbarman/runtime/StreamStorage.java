package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.wal.Storage;

/** Where a server's stream goes. Whose it is stands outside the directories that Barman lists. */
final class StreamStorage {
    private StreamStorage() {}

    static Storage of(ServerConfig server) {
        return Storage.in(server.streamingWalsDirectory())
                .recordedIn(server.backupDirectory().resolve(Storage.RECORD));
    }
}
