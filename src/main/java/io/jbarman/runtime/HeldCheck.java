package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.runtime.HeldBeside.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether WAL was received that the server's history has not: what was committed there is on no server any more. */
final class HeldCheck {
    private static final String NAME = "received WAL on the server's way";

    private HeldCheck() {}

    /** Nothing where there never was any. */
    static Optional<CheckItem> of(ServerConfig server) {
        try {
            List<Entry> entries = new HeldBeside(server).entries();
            List<Entry> told =
                    entries.stream().filter(entry -> !entry.acknowledged()).toList();
            if (!told.isEmpty()) {
                return Optional.of(CheckItem.failed(NAME, told(told, server)));
            }
            return entries.isEmpty()
                    ? Optional.empty()
                    : Optional.of(CheckItem.ok(NAME, entries.size() + " acknowledged"));
        } catch (IOException e) {
            return Optional.of(new CheckItem(NAME, CheckItem.Status.UNKNOWN, String.valueOf(e.getMessage())));
        }
    }

    private static String told(List<Entry> entries, ServerConfig server) {
        return entries.stream().map(entry -> entry.wal().description()).collect(Collectors.joining("; "))
                + "; see whether what was committed there after that is to be saved, then: jbarman wal-gaps "
                + server.name() + " --acknowledge " + entries.get(0).wal().segment();
    }
}
