package io.jbarman.runtime;

import io.jbarman.archive.CatalogueLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Barman's lock on {@code xlog.db}. It is kept from one writing to the next, since each taking costs processes, but never
 * longer than somebody may be made to wait. Confined to one thread.
 */
final class XlogDbLock implements CatalogueLock {
    private static final Duration AT_MOST = Duration.ofMillis(500);

    private final Path file;
    private final Duration most;
    private final InstantSource clock;
    private Optional<FileLocks> held = Optional.empty();
    private Instant until = Instant.EPOCH;

    private XlogDbLock(Path file, Duration most, InstantSource clock) {
        this.file = file;
        this.most = most;
        this.clock = clock;
    }

    /** The lock of a server's catalogue. Between two writings hook scripts may run, and a script may ask for it. */
    static XlogDbLock of(Path file, boolean scriptsRun, InstantSource clock) {
        return new XlogDbLock(file, scriptsRun ? Duration.ZERO : AT_MOST, clock);
    }

    @Override
    public void during(Writing work) throws IOException {
        if (held.filter(FileLocks::areHeld).isEmpty() || !clock.instant().isBefore(until)) {
            letGo();
            take();
        }
        try {
            work.run();
        } finally {
            if (most.isZero()) {
                letGo();
            }
        }
    }

    private void take() throws IOException {
        if (!(FileLocks.take(List.of(file), true) instanceof FileLocks.Attempt.Held taken)) {
            throw new IOException("flock(1) did not wait for " + file);
        }
        held = Optional.of(taken.locks());
        until = clock.instant().plus(most);
    }

    @Override
    public void letGo() {
        held.ifPresent(FileLocks::close);
        held = Optional.empty();
    }
}
