package io.jbarman.watch;

import io.jbarman.catalog.BaseBackup;
import io.jbarman.config.Ages;
import io.jbarman.config.ServerConfig;
import io.jbarman.config.Sizes;
import io.jbarman.watch.Finding.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether there are the base backups that the configuration asks for, in Barman's items (Barman: "check"). WAL alone
 * restores nothing. Pure.
 */
public final class BackupWatch {
    private static final String AGE = "backup maximum age";
    private static final String SIZE = "backup minimum size";
    private static final String FAILED = "failed backups";
    private static final String REDUNDANCY = "minimum redundancy requirements";

    private final ServerConfig server;
    private final List<BaseBackup> backups;

    /** @param backups oldest first */
    public BackupWatch(ServerConfig server, List<BaseBackup> backups) {
        this.server = server;
        this.backups = List.copyOf(backups);
    }

    private Optional<BaseBackup> latest() {
        return backups.stream().filter(BaseBackup::isCopied).reduce((earlier, later) -> later);
    }

    /** {@code last_backup_maximum_age}. */
    public Finding age(Instant now) {
        Optional<String> limit = server.find("last_backup_maximum_age");
        Optional<Duration> most = limit.flatMap(Ages::parse);
        if (most.isEmpty()) {
            return Finding.ok(AGE, "no last_backup_maximum_age provided");
        }
        Optional<Duration> age = latest().flatMap(BaseBackup::ended).map(ended -> Duration.between(ended, now));
        String text = "interval provided: " + limit.orElse("") + ", latest backup age: "
                + age.map(Words::time).orElse("none, since there is no backup");
        return age.filter(it -> it.compareTo(most.get()) <= 0).isPresent()
                ? Finding.ok(AGE, text)
                : new Finding(AGE, Level.FAILED, text, "make a base backup, and see what is to make them");
    }

    /** {@code last_backup_minimum_size}: a backup that suddenly is small may be of the wrong server, or of an empty one. */
    public Finding size() {
        long size = latest().map(BaseBackup::size).orElse(0L);
        Optional<Long> least = server.find("last_backup_minimum_size").flatMap(Sizes::parse);
        if (least.isEmpty()) {
            return Finding.ok(SIZE, Words.size(size));
        }
        String text = "last backup size " + Words.size(size) + (size < least.get() ? " < " : " >= ")
                + Words.size(least.get()) + " minimum";
        return size < least.get()
                ? new Finding(SIZE, Level.FAILED, text, "see what the last backup was made of")
                : Finding.ok(SIZE, text);
    }

    /** Those that were begun in vain. */
    public Finding failed() {
        long count = backups.stream().filter(it -> it.status().equals("FAILED")).count();
        String text = "there are " + count + " failed backups";
        return count == 0
                ? Finding.ok(FAILED, text)
                : new Finding(FAILED, Level.FAILED, text, "see why in backup.info, and delete them");
    }

    /** {@code minimum_redundancy}. */
    public Finding redundancy() {
        long least = server.find("minimum_redundancy")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::valueOf)
                .orElse(0L);
        long count =
                backups.stream().filter(it -> it.isDone() && !it.incremental()).count();
        String text = "have " + count + " non-incremental backups, expected at least " + least;
        return count >= least
                ? Finding.ok(REDUNDANCY, text)
                : new Finding(REDUNDANCY, Level.FAILED, text, "make a base backup");
    }
}
