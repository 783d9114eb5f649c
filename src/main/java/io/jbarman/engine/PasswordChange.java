package io.jbarman.engine;

import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import io.jbarman.postgres.Sql;
import io.jbarman.secret.Secret;
import java.util.List;

/**
 * Sets a role's password to a verifier, with everything turned off for the moment that could write the statement
 * somewhere: logs, audit, statistics, the activity view.
 */
final class PasswordChange {
    /** Only settings that this server knows are set; then each is reset, so that later statements are logged again. */
    private static final String HUSH = """
            SELECT s.name, set_config(s.name, q.value, false)
              FROM (VALUES ('track_activities', 'off'),
                           ('log_statement', 'none'),
                           ('log_min_duration_statement', '-1'),
                           ('log_min_duration_sample', '-1'),
                           ('log_transaction_sample_rate', '0'),
                           ('log_min_error_statement', 'panic'),
                           ('log_duration', 'off'),
                           ('debug_print_parse', 'off'),
                           ('debug_print_rewritten', 'off'),
                           ('debug_print_plan', 'off'),
                           ('pgaudit.log', 'none'),
                           ('pg_stat_statements.track_utility', 'off')) q (name, value)
              JOIN pg_settings s USING (name)
            """;

    private final PgSession session;
    private final VerifierSource verifiers;
    private final Retries retries;

    PasswordChange(PgSession session, VerifierSource verifiers, Retries retries) {
        this.session = session;
        this.verifiers = verifiers;
        this.retries = retries;
    }

    void run(String role, Secret password) throws PgException {
        String verifier = verifiers.verifier(password, iterations());
        List<Row> hushed = session.query(HUSH, List.of());
        try {
            retries.run(
                    () -> session.execute("ALTER ROLE " + Sql.identifier(role) + " PASSWORD " + Sql.literal(verifier)));
        } finally {
            for (Row setting : hushed) {
                session.execute("RESET " + setting.text("name"));
            }
        }
    }

    private int iterations() throws PgException {
        return (int) session.query(
                        "SELECT coalesce(current_setting('scram_iterations', true), '4096') AS iterations", List.of())
                .get(0)
                .number("iterations");
    }
}
