package io.jbarman.quickstart;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.jdbc.JdbcSession;
import io.jbarman.postgres.jdbc.Login;
import io.jbarman.secret.Secret;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Somebody with a superuser's session of his own, who knows nothing of jbarman. What he types is shown. */
final class Superuser {
    private final PostgresInstance postgres;
    private final PrintWriter out;

    Superuser(PostgresInstance postgres, PrintWriter out) {
        this.postgres = postgres;
        this.out = out;
    }

    /** Runs statements, each in its own transaction, and shows them. */
    void types(String... statements) {
        try (PgSession session = login()) {
            for (String statement : statements) {
                out.println("postgres=# " + statement + ";");
                session.execute(statement);
            }
        } catch (PgException refused) {
            throw refusal(refused);
        }
    }

    /** The value of an expression. */
    String asks(String expression) {
        try (PgSession session = login()) {
            return session.query("SELECT " + expression + " AS answer", List.of())
                    .get(0)
                    .text("answer");
        } catch (PgException refused) {
            throw refusal(refused);
        }
    }

    private static ProblemException refusal(PgException refused) {
        return new ProblemException(
                Diagnostic.error(
                        "quickstart",
                        "the quickstart stops: its own session was refused: " + refused.getMessage(),
                        "run 'jbarman quickstart --keep' and look at pg/log/postgresql.log"),
                refused);
    }

    private PgSession login() throws PgException {
        Login login = Login.control(postgres.superuser(), "postgres")
                .withPassword(Optional.of(Secret.of(PostgresInstance.PASSWORD)));
        return JdbcSession.tcp("127.0.0.1", postgres.port(), login);
    }
}
