package io.jbarman.runtime;

import io.jbarman.catalog.BackupCatalogue;
import io.jbarman.config.ServerConfig;
import io.jbarman.watch.BackupWatch;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** The base backups that lie beside the WAL, as Barman's {@code check} looks at them; who makes them does not matter. */
final class BackupChecks {
    private final List<CheckItem> before;
    private final List<CheckItem> after;

    private BackupChecks(List<CheckItem> before, List<CheckItem> after) {
        this.before = before;
        this.after = after;
    }

    static BackupChecks of(ServerConfig server, Clock clock) {
        try {
            BackupWatch watch =
                    new BackupWatch(server, BackupCatalogue.of(server).backups(ZoneId.systemDefault()));
            return new BackupChecks(
                    Stream.of(watch.age(clock.instant()), watch.size())
                            .map(CheckItem::of)
                            .toList(),
                    Stream.of(watch.failed(), watch.redundancy())
                            .map(CheckItem::of)
                            .toList());
        } catch (IOException e) {
            return new BackupChecks(
                    List.of(new CheckItem(
                            "backup maximum age",
                            CheckItem.Status.UNKNOWN,
                            StorageProblem.of(server, e).summary())),
                    List.of());
        }
    }

    /** What Barman tells before it looks at the age of WAL. */
    List<CheckItem> before() {
        return before;
    }

    /** What it tells after the compression. */
    List<CheckItem> after() {
        return after;
    }
}
