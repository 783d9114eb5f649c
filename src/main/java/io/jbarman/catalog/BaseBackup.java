package io.jbarman.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * A base backup as Barman's {@code backup.info} describes it.
 *
 * @param status Barman's word: DONE, FAILED, WAITING_FOR_WALS, ...
 * @param ended when its copy was complete
 * @param size in bytes, as its copy was told
 * @param incremental whether it needs another one
 */
public record BaseBackup(String id, String status, Optional<Instant> ended, long size, boolean incremental) {
    /** Whether all that it needs is there. */
    public boolean isDone() {
        return status.equals("DONE");
    }

    /** Whether its files are there, be it that WAL is still awaited. */
    public boolean isCopied() {
        return isDone() || status.equals("WAITING_FOR_WALS");
    }
}
