package io.jbarman.cli;

import io.jbarman.secret.Secret;
import java.io.Console;

/** Asks for a password at the terminal, without showing it. */
final class PasswordPrompt {
    private PasswordPrompt() {}

    @SuppressWarnings("SystemConsoleNull") // as below
    static boolean hasTerminal() {
        return System.console() != null;
    }

    @SuppressWarnings("SystemConsoleNull") // on 17 it is; later ones have a console that reads an end of file
    static Secret ask(String user) throws PgMessages.Fatal {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password for user %s: ", user);
        if (typed == null) {
            throw PgMessages.Fatal.of(
                    "cannot ask for a password: there is no terminal", "use a password file and leave -W out");
        }
        return Secret.of(new String(typed));
    }
}
