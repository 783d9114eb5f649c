package io.jbarman.cli;

import io.jbarman.replication.PasswordSource;
import io.jbarman.secret.Secret;
import java.util.Optional;

/**
 * The password of a connection as PostgreSQL's client programs come by it: found, or typed in, where the server wants
 * one and none is found. What was typed is kept; what is found is looked up at every connect.
 */
final class PromptedPassword implements PasswordSource {
    private final String user;
    private final PasswordSource found;
    private volatile Optional<Secret> typed = Optional.empty();

    PromptedPassword(String user, PasswordSource found) {
        this.user = user;
        this.found = found;
    }

    @Override
    public Optional<Secret> current() {
        return typed.isPresent() ? typed : found.current();
    }

    /** Whether a server that wants a password was given none, and there is somebody to ask. */
    boolean isWorthAsking() {
        return current().isEmpty() && PasswordPrompt.hasTerminal();
    }

    void ask() throws PgMessages.Fatal {
        typed = Optional.of(PasswordPrompt.ask(user));
    }
}
