package io.jbarman.topology;

import java.util.HashMap;
import java.util.Map;

/** Two barmanhosts of one server neither share a slot nor call themselves the same. */
final class SlotsAreDistinct implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        Map<String, String> slots = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        for (BarmanHost barman : topology.barman().values()) {
            for (ArchivedServer server : barman.servers().values()) {
                String path = Paths.archived(barman, server);
                server.slotName()
                        .ifPresent(slot -> claim(
                                slots,
                                server.name() + " " + slot,
                                path + ".slot_name",
                                "slot '" + slot + "'",
                                findings));
                if (server.streamingArchiver()) {
                    String name = server.streamingArchiverName();
                    claim(
                            names,
                            server.name() + " " + name,
                            path + ".streaming_archiver_name",
                            "streaming_archiver_name '" + name + "'",
                            findings);
                }
            }
        }
    }

    private static void claim(Map<String, String> taken, String key, String path, String what, Findings findings) {
        String first = taken.putIfAbsent(key, path);
        if (first != null) {
            findings.error(
                    "not-unique",
                    path,
                    what + " of this server is taken by another barmanhost, at " + findings.place(first),
                    "give each barmanhost of a server a slot_name and a streaming_archiver_name of its own");
        }
    }
}
