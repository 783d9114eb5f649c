package io.jbarman.topology;

import io.jbarman.pg.SlotName;
import java.util.Optional;
import java.util.stream.Stream;

/** Declared databases and slots contradict neither themselves nor who uses them. */
final class DeclaredContentsAreUsable implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        for (PostgresServer server : topology.postgres().values()) {
            String path = Paths.server(server);
            server.contents().databases().values().forEach(one -> database(one, path, findings));
            server.contents().slots().values().forEach(one -> slot(topology, server, one, path, findings));
        }
    }

    private static void database(DatabaseDemand one, String path, Findings findings) {
        DatabaseDemand nothingElse = new DatabaseDemand(
                one.name(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
        if (one.absent() && !one.equals(nothingElse)) {
            findings.error(
                    "contradiction",
                    path + ".databases." + one.name() + ".state",
                    "database '" + one.name() + "' is to be absent and to have attributes",
                    "leave only state, or take state out");
        }
    }

    private static void slot(Topology topology, PostgresServer server, SlotDemand one, String path, Findings findings) {
        Stream<SlotName> ofBarman = topology.barman().values().stream()
                .flatMap(barman -> Optional.ofNullable(barman.servers().get(server.name())).stream())
                .flatMap(archived -> archived.slotName().stream());
        Stream<SlotName> ofStandbys = server.standbys().values().stream().map(Standby::slot);
        if (Stream.concat(ofBarman, ofStandbys).anyMatch(one.name()::equals)) {
            findings.error(
                    "contradiction",
                    path + ".slots." + one.name(),
                    "slot '" + one.name() + "' is the one of a barmanhost or standby already",
                    "leave it out here, or give them another slot first");
        }
    }
}
