package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.postgres.PgException;
import java.util.List;

/** What several verbs do alike. */
final class BarmanVerbs {
    private BarmanVerbs() {}

    /** Nothing is done for a server whose section has errors. */
    static void refuseBroken(ServerConfig server) {
        List<Diagnostic> errors =
                server.problems().stream().filter(Diagnostic::isError).toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(errors);
        }
    }

    /** A statement that failed, as a problem. */
    static ProblemException failed(ServerConfig server, PgException failure) {
        return new ProblemException(
                Diagnostic.error(
                        "statement-failed",
                        "server '" + server.name() + "': " + failure.getMessage(),
                        failure.hint().isEmpty() ? "see jbarman check " + server.name() : failure.hint()),
                failure);
    }
}
