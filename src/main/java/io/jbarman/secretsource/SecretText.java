package io.jbarman.secretsource;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.secret.Secret;

/** Decides whether a text can be a password at all. */
final class SecretText {
    private SecretText() {}

    static Secret usable(String text, String place) {
        if (text.isEmpty()) {
            throw new ProblemException(Diagnostic.error("secret-empty", place + " is empty", "put the password there"));
        }
        if (text.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
            throw new ProblemException(Diagnostic.error(
                    "secret-invalid",
                    place + " holds a line feed or a zero byte, which no password file can",
                    "put the password there on one line"));
        }
        return Secret.of(text);
    }
}
