package io.jbarman.runtime;

import io.jbarman.archive.ServerIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whose WAL is here, kept for those who ask at each segment: looking takes its time. What says it goes on saying it; where
 * nothing does, somebody may mend that, so it is looked for again after a minute.
 */
final class SeenIdentity {
    private static final long NOTHING_NANOS = Duration.ofMinutes(1).toNanos();

    private final Supplier<ServerIdentity> look;
    private final LongSupplier nanos;
    private volatile Optional<Seen> last = Optional.empty();

    SeenIdentity(Supplier<ServerIdentity> look, LongSupplier nanos) {
        this.look = look;
        this.nanos = nanos;
    }

    private record Seen(ServerIdentity identity, long at) {}

    ServerIdentity get() {
        return last.filter(this::holds).orElseGet(this::lookNow).identity();
    }

    /** The same, for where nothing may be there yet: looked for again each time until something says it. */
    ServerIdentity getOrLook() {
        return last.filter(seen -> seen.identity().system().isPresent())
                .map(Seen::identity)
                .orElseGet(() -> {
                    ServerIdentity identity = look.get();
                    if (identity.system().isPresent()) {
                        last = Optional.of(new Seen(identity, nanos.getAsLong()));
                    }
                    return identity;
                });
    }

    private boolean holds(Seen seen) {
        return seen.identity().system().isPresent() || nanos.getAsLong() - seen.at() < NOTHING_NANOS;
    }

    private Seen lookNow() {
        Seen seen = new Seen(look.get(), nanos.getAsLong());
        last = Optional.of(seen);
        return seen;
    }
}
