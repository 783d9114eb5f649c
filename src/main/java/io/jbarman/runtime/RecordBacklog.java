package io.jbarman.runtime;

import io.jbarman.catalog.RecordLedger;
import io.jbarman.catalog.RecordLedger.Entry;
import io.jbarman.config.ServerConfig;
import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of one server's archive is still to be looked at record by record: all that was not yet, and what is known to be
 * wrong. Offered to from any thread, worked off by one at a time.
 */
final class RecordBacklog {
    private static final Logger LOG = LoggerFactory.getLogger(RecordBacklog.class);

    private final ServerConfig server;
    private final Consumer<SegmentName> flawed;
    private final Clock clock;
    private final NavigableSet<SegmentName> pending = new ConcurrentSkipListSet<>();
    private Optional<Work> work = Optional.empty();

    private record Work(ArchivedRecords records, RecordLedger ledger) {}

    /** @param flawed told of each segment in which a wrong record is found, or begins or ends */
    RecordBacklog(ServerConfig server, Consumer<SegmentName> flawed, Clock clock) {
        this.server = server;
        this.flawed = flawed;
        this.clock = clock;
    }

    /** These came into the archive. */
    void offer(Collection<String> names) {
        names.forEach(name -> ArchivedRecords.segment(name).ifPresent(pending::add));
    }

    /** Whether nothing is known to be left; what the catalogue has besides is known after the first {@link #next}. */
    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Looks at the first of them, and writes down what was found; whether there was one. */
    boolean next() throws IOException {
        Work current = work.isPresent() ? work.get() : prepared();
        work = Optional.of(current);
        Optional<SegmentName> segment = Optional.ofNullable(pending.pollFirst());
        if (segment.isEmpty()) {
            return false;
        }
        try {
            work = Optional.of(checked(current, segment.get()));
            return true;
        } catch (IOException e) {
            pending.add(segment.get());
            throw e;
        }
    }

    private Work prepared() throws IOException {
        ArchivedRecords records = new ArchivedRecords(server);
        RecordLedger ledger = RecordFile.of(server).read();
        for (SegmentName segment : records.segments()) {
            if (!ledger.covers(segment)) {
                pending.add(segment);
            }
        }
        ledger.flaws().forEach(flaw -> pending.add(flaw.segment()));
        return new Work(records, ledger);
    }

    private Work checked(Work current, SegmentName segment) throws IOException {
        ArchivedRecords records = current.records();
        if (!records.holds(segment)) {
            return written(current, current.ledger().without(segment));
        }
        List<Entry> flaws = records.flaws(segment, clock.instant());
        SegmentName next = segment.next(records.size(segment));
        if (current.ledger().covers(next) && isNews(segment, current.ledger())) {
            // The record that goes on behind it can be looked at only now.
            pending.add(next);
        }
        Work after = written(current, current.ledger().after(segment, records.size(segment), flaws));
        List<Entry> known = current.ledger().flaws();
        after.ledger().flaws().stream()
                .filter(flaw -> !known.contains(flaw))
                .flatMap(flaw -> Stream.of(flaw.segment(), segment))
                .distinct()
                .forEach(flawed);
        return after;
    }

    private static boolean isNews(SegmentName segment, RecordLedger ledger) {
        return !ledger.covers(segment)
                || ledger.flaws().stream().anyMatch(flaw -> flaw.segment().equals(segment));
    }

    private Work written(Work current, RecordLedger ledger) throws IOException {
        ledger.flaws().stream()
                .filter(flaw -> !current.ledger().flaws().contains(flaw))
                .forEach(flaw ->
                        LOG.error("server '{}': {}; no recovery gets past it", server.name(), RecordItem.told(flaw)));
        if (!ledger.equals(current.ledger())) {
            RecordFile.of(server).write(ledger);
        }
        return new Work(current.records(), ledger);
    }
}
