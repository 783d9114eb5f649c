package io.jbarman.report;

import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import java.util.Map;

/** What was understood of a topology, in one line or two. */
public final class TopologyText {
    private TopologyText() {}

    /** {@code shop: 2 hosts, 1 PostgreSQL server, 1 barmanhost, 2 secrets}, and what is archived where. */
    public static String of(Topology topology) {
        StringBuilder text = new StringBuilder(topology.name() + ": ")
                .append(count(topology.hosts(), "host"))
                .append(", ")
                .append(count(topology.postgres(), "PostgreSQL server"))
                .append(", ")
                .append(count(topology.barman(), "barmanhost"))
                .append(", ")
                .append(count(topology.secrets(), "secret"))
                .append('\n');
        topology.barman().values().forEach(barman -> text.append(archived(barman)));
        return text.toString();
    }

    private static String archived(BarmanHost barman) {
        return "  " + barman.name() + " archives " + count(barman.servers(), "server") + " to " + barman.home() + " on "
                + barman.host() + "\n";
    }

    private static String count(Map<String, ?> things, String noun) {
        return things.size() + " " + noun + (things.size() == 1 ? "" : "s");
    }
}
