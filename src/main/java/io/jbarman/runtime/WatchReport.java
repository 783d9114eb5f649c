package io.jbarman.runtime;

import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.watch.Finding;
import io.jbarman.watch.HostFacts;
import io.jbarman.watch.HostFacts.Disk;
import io.jbarman.watch.ServerFacts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the watchdogs saw of a server the last time.
 *
 * @param server empty where it could not be asked
 * @param serverDisk the server's own, where it can be seen from here
 * @param host empty where its directories could not be looked at
 */
public record WatchReport(
        Instant at,
        Optional<ServerFacts> server,
        Optional<Disk> serverDisk,
        Optional<HostFacts> host,
        List<Finding> findings) {
    public WatchReport {
        findings = List.copyOf(findings);
    }

    /** What is not well, as {@code runtime status --format json} shows it. */
    JsonObject toJson() {
        JsonBuilder json = new JsonBuilder().put("at", at.toString());
        findings.stream()
                .filter(finding -> finding.level() != Finding.Level.OK)
                .forEach(finding -> json.put(
                        finding.name(),
                        new JsonBuilder()
                                .put("level", finding.level().name().toLowerCase(Locale.ROOT))
                                .put("hint", finding.hint())
                                .build()));
        return json.build();
    }
}
