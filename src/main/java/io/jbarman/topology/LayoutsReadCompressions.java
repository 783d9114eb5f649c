package io.jbarman.topology;

import io.jbarman.config.WalLayout;
import java.util.Optional;

/** What is archived can be read by the Barman that is to be able to read it. */
final class LayoutsReadCompressions implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        for (BarmanHost barman : topology.barman().values()) {
            for (ArchivedServer server : barman.servers().values()) {
                WalLayout.contradiction(option(server, WalLayout.OPTION), option(server, "compression"))
                        .ifPresent(what -> findings.error(
                                "layout-compression",
                                Paths.archived(barman, server) + ".compression",
                                what,
                                "set compression: gzip, or layout: " + WalLayout.CURRENT.word()));
            }
        }
    }

    private static Optional<String> option(ArchivedServer server, String name) {
        return Optional.ofNullable(server.options().get(name));
    }
}
