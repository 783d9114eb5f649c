package io.jbarman.secretsource;

import io.jbarman.secret.Secret;
import java.util.Optional;

/** Asks the person who sits there. */
@FunctionalInterface
public interface Asker {
    /** Nobody sits there. */
    Asker NOBODY = question -> Optional.empty();

    /** What was typed, shown to no one; empty if nobody can be asked or the input ended. */
    Optional<Secret> ask(String question);
}
