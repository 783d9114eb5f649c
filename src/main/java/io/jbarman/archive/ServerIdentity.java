package io.jbarman.archive;

import io.jbarman.pg.SystemIdentifier;
import java.util.Optional;

/**
 * What is known of the server whose WAL is archived; what is not known is not checked.
 *
 * @param major its major release
 */
public record ServerIdentity(Optional<SystemIdentifier> system, Optional<Integer> major) {
    /** Nothing is known yet. */
    public static final ServerIdentity UNKNOWN = new ServerIdentity(Optional.empty(), Optional.empty());
}
