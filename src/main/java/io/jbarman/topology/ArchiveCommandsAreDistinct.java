package io.jbarman.topology;

import java.util.HashMap;
import java.util.Map;

/** A server has one archive_command: it sends to one barmanhost, whichever others stream beside it. */
final class ArchiveCommandsAreDistinct implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        Map<String, String> taken = new HashMap<>();
        for (BarmanHost barman : topology.barman().values()) {
            for (ArchivedServer server : barman.servers().values()) {
                if (server.archiveCommand().isPresent()) {
                    claim(taken, server.name(), Paths.archived(barman, server) + ".archive_command", findings);
                }
            }
        }
    }

    private static void claim(Map<String, String> taken, String server, String path, Findings findings) {
        String first = taken.putIfAbsent(server, path);
        if (first != null) {
            findings.error(
                    "not-unique",
                    path,
                    "archive_command of '" + server + "' sends to another barmanhost, at " + findings.place(first),
                    "leave archive_command with one of them, and let the other stream: streaming_archiver: true");
        }
    }
}
