package io.jbarman.runtime;

import io.jbarman.catalog.GapLedger;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** Whether WAL is missing between what is archived: no restore leads across it. */
final class GapCheck {
    private static final String NAME = "WAL archive without gaps";

    private GapCheck() {}

    static CheckItem of(ServerConfig server, Clock clock) {
        try {
            List<GapLedger.Entry> open = new Gaps(server).seen(clock.instant()).open();
            List<GapLedger.Entry> told =
                    open.stream().filter(entry -> !entry.acknowledged()).toList();
            return told.isEmpty()
                    ? CheckItem.ok(NAME, open.isEmpty() ? "" : open.size() + " acknowledged")
                    : CheckItem.failed(NAME, told(told, server));
        } catch (IOException | ProblemException e) {
            return new CheckItem(NAME, CheckItem.Status.UNKNOWN, String.valueOf(e.getMessage()));
        }
    }

    private static String told(List<GapLedger.Entry> gaps, ServerConfig server) {
        return gaps.stream()
                        .map(entry -> entry.gap() + " missing since " + entry.found() + ": " + entry.cause())
                        .collect(Collectors.joining("; "))
                + "; send it once more, or make a new base backup, then: jbarman wal-gaps " + server.name()
                + " --acknowledge " + gaps.get(0).gap().first();
    }
}
