package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.facts.Answer;
import io.jbarman.facts.FactQuery;
import io.jbarman.postgres.PgException;
import java.util.Map;

/** What a server's refusal means and what to do, by SQLSTATE (PostgreSQL: "PostgreSQL Error Codes"). Pure. */
final class Refusals {
    private static final Map<String, String> REMEDIES = Map.of(
            "42501",
            "the control session's role lacks the right: let it be a superuser (access: user), or reach the server as the"
                    + " account that it runs as",
            "57014",
            "the statement took longer than statement_timeout: see what keeps the server busy, and run the command again",
            "55P03",
            "another session holds the lock: see pg_locks, and run the command again",
            "25006",
            "the server is in recovery: name the primary in the topology",
            "53100",
            "the server's disk is full: free space, then run the command again",
            "53300",
            "the server is out of connection slots: free one, or raise max_connections");

    private Refusals() {}

    static Answer answer(FactQuery<?> question, PgException e) {
        return new Answer.None(question.name() + ": " + said(e), remedy(e));
    }

    static Diagnostic diagnostic(String doing, PgException e) {
        return Diagnostic.error("postgres-refused", doing + ": " + said(e), remedy(e));
    }

    /** The server's words with their code. */
    static String said(PgException e) {
        String message = String.valueOf(e.getMessage());
        return e.sqlState().isEmpty() ? message : message + " (SQLSTATE " + e.sqlState() + ")";
    }

    private static String remedy(PgException e) {
        String known = REMEDIES.getOrDefault(e.sqlState(), e.hint());
        return known.isEmpty() ? "see the server's log for what it says about this" : known;
    }
}
