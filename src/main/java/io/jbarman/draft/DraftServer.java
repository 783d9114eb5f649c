package io.jbarman.draft;

import io.jbarman.config.BarmanConfig;
import io.jbarman.config.Conninfo;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Origin;
import io.jbarman.pg.SlotName;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.Host;
import io.jbarman.topology.PostgresServer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One server of Barman's configuration, in the topology's two places: where it runs, and how it is archived. */
record DraftServer(ServerConfig server, BarmanConfig config, Remarks remarks) {

    PostgresServer postgres(Host host) {
        Conninfo conninfo = server.conninfo().orElseThrow();
        return FoundServer.of(
                server.name(),
                host.name(),
                conninfo.find("port")
                        .filter(port -> port.matches("[0-9]{1,5}"))
                        .map(Integer::parseInt)
                        .orElse(5432),
                conninfo.find("host").filter(name -> name.startsWith("/")));
    }

    ArchivedServer archived() {
        DraftLinks links = new DraftLinks(server, remarks);
        List<SaidOption> said = SaidOption.of(server, config);
        return new ArchivedServer(
                server.name(),
                links.conninfo(),
                links.streaming(),
                server.streamingArchiver(),
                server.slotName().map(SlotName::new),
                server.streamingArchiverName(),
                archiver(),
                Optional.empty(),
                false,
                new DraftOptions(server.name(), said, remarks).carried());
    }

    /** Barman turns the archiver on where both are off. */
    private boolean archiver() {
        if (server.archiver() || server.streamingArchiver()) {
            return server.archiver();
        }
        remarks.changed(
                place(server),
                "both archivers of '" + server.name()
                        + "' are off, and Barman then turns archiver on: so does the topology",
                "say archiver = on, or streaming_archiver = on, in Barman's configuration too");
        return true;
    }

    /** Where its section begins, as far as that is known. */
    static Origin place(ServerConfig server) {
        return server.origins().values().stream()
                .filter(place -> !place.file().equals(server.global().file().toString()))
                .min(Comparator.comparingInt(Origin::line))
                .or(() -> server.origins().values().stream().findFirst())
                .orElseGet(() -> Origin.ofFile(server.global().file().toString()));
    }
}
