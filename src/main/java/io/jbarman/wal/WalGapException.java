package io.jbarman.wal;

import io.jbarman.pg.Lsn;

/** WAL did not go on where it ended. Nothing was written. */
final class WalGapException extends Exception {
    private static final long serialVersionUID = 1L;

    WalGapException(Lsn expected, Lsn found) {
        super("expected WAL from " + expected + ", the server sent " + found);
    }
}
