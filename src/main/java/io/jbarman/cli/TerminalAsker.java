package io.jbarman.cli;

import io.jbarman.secret.Secret;
import java.util.Optional;

/** Asks for secrets at the terminal, without showing what is typed. */
final class TerminalAsker {
    private TerminalAsker() {}

    static Optional<Secret> ask(String question) {
        return Terminal.find()
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s: ", question)))
                .map(typed -> Secret.of(new String(typed)));
    }
}
