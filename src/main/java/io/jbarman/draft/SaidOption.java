package io.jbarman.draft;

import io.jbarman.config.BarmanConfig;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Origin;
import java.util.Comparator;
import java.util.List;

/**
 * An option of a server that a file sets.
 *
 * @param inherited whether [barman] or [DEFAULT] sets it, for all servers
 */
record SaidOption(String name, String value, Origin origin, boolean inherited) {
    /** A server's own in the order of the file, then those of [barman]. */
    static List<SaidOption> of(ServerConfig server, BarmanConfig config) {
        return server.origins().entrySet().stream()
                .map(place -> new SaidOption(
                        place.getKey(),
                        server.values().getOrDefault(place.getKey(), ""),
                        place.getValue(),
                        place.getValue().equals(config.globalOrigins().get(place.getKey()))))
                .sorted(Comparator.comparing(SaidOption::inherited)
                        .thenComparing(option -> option.origin().file())
                        .thenComparing(option -> option.origin().line()))
                .toList();
    }

    String words() {
        return Remarks.option(name, value);
    }
}
