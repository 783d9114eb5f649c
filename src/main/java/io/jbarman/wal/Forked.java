package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineId;

/** A server that cannot have what comes after the WAL that we hold. */
final class Forked {
    private static final String ASIDE = " the files of the streaming directory aside, with the record " + Storage.RECORD
            + " in it or in backup_directory, and make a new base backup";

    private Forked() {}

    static ReceiverException ahead(Lsn position, TimelineId timeline, Lsn end) {
        return new ReceiverException(
                "wal-server-behind",
                "we hold WAL up to " + position + " of timeline " + timeline + ", the server's own ends at " + end,
                "a standby that catches up gets there by itself; a server restored to an earlier time never does: then set"
                        + ASIDE);
    }

    static ReceiverException behind(String how) {
        return new ReceiverException(
                "wal-diverged",
                "the server's WAL is not a continuation of what was received: " + how,
                "see that the right server answers; after a restore to an earlier time, or a failover that lost WAL, set"
                        + ASIDE);
    }
}
