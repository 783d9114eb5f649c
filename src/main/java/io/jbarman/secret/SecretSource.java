package io.jbarman.secret;

/** Looks secrets up. */
public interface SecretSource {
    /**
     * The value that a reference stands for.
     *
     * @throws io.jbarman.diagnostics.ProblemException if it is unset, empty, unreadable, or readable by others
     */
    Secret resolve(SecretReference reference);
}
