package io.jbarman.replication;

import io.jbarman.secret.Secret;
import java.util.Optional;

/** Asked anew at every connect, so that a rotated password is picked up without a restart. */
@FunctionalInterface
public interface PasswordSource {
    /** For roles that need none: trust, peer, certificates. */
    PasswordSource NONE = Optional::empty;

    /** The password as it stands now, or empty where there is none to send. */
    Optional<Secret> current();
}
