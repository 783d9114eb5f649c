package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import java.util.Optional;

/**
 * When a receiver ends by itself.
 *
 * @param position the last one that is wanted: it ends when it has WAL from beyond it
 * @param withConnection whether it ends when a connection fails or breaks, instead of making another
 */
public record Ending(Optional<Lsn> position, boolean withConnection) {
    /** It goes on until it is stopped. */
    public static final Ending NEVER = new Ending(Optional.empty(), false);

    boolean isReached(Lsn reached) {
        return position.isPresent() && position.get().isBefore(reached);
    }
}
