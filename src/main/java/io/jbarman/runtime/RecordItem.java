package io.jbarman.runtime;

import io.jbarman.catalog.RecordLedger;
import io.jbarman.catalog.RecordLedger.Entry;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the records of what is archived are as the server wrote them; what was found is looked at once more. */
final class RecordItem {
    private static final String NAME = "WAL records";
    private static final int MOST = 5;

    private RecordItem() {}

    static CheckItem of(ServerConfig server, Clock clock) {
        try {
            RecordLedger ledger = RecordFile.of(server).read();
            ArchivedRecords records = new ArchivedRecords(server);
            List<Entry> flaws = flaws(ledger, records, clock);
            return flaws.isEmpty()
                    ? CheckItem.ok(NAME, progress(ledger, records))
                    : CheckItem.failed(NAME, told(flaws, server));
        } catch (IOException | ProblemException e) {
            return new CheckItem(NAME, CheckItem.Status.UNKNOWN, String.valueOf(e.getMessage()));
        }
    }

    private static List<Entry> flaws(RecordLedger ledger, ArchivedRecords records, Clock clock) throws IOException {
        List<Entry> flaws = new ArrayList<>();
        for (Entry known : ledger.flaws()) {
            if (flaws.size() < MOST && records.holds(known.segment())) {
                boolean still = records.flaws(known.segment(), clock.instant()).stream()
                                .anyMatch(seen -> seen.position().equals(known.position()))
                        || records.flaws(known.segment().next(records.size(known.segment())), clock.instant()).stream()
                                .anyMatch(seen -> seen.position().equals(known.position()));
                if (still) {
                    flaws.add(known);
                }
            }
        }
        return flaws;
    }

    private static String progress(RecordLedger ledger, ArchivedRecords records) throws IOException {
        List<?> segments =
                records.segments().stream().filter(it -> !ledger.covers(it)).toList();
        return segments.isEmpty()
                ? ""
                : segments.size() + " of " + records.segments().size()
                        + " segments are not looked at yet; the runtime does it when it is idle";
    }

    /** One flaw in words. */
    static String told(Entry flaw) {
        return "the record at " + flaw.position() + " in segment " + flaw.segment() + ": " + flaw.what();
    }

    private static String told(List<Entry> flaws, ServerConfig server) {
        SegmentName segment = flaws.get(0).segment();
        return flaws.stream().map(RecordItem::told).collect(Collectors.joining("; "))
                + "; no recovery gets past it: where the server or a standby still has the segment in pg_wal, move "
                + server.walsDirectory().resolve(segment.directory()).resolve(segment.toString())
                + " away and send it once more; else make a new base backup";
    }
}
