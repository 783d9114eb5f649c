package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.reach.Reach;
import io.jbarman.reach.ReachException;
import io.jbarman.time.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Carries out what is done in a server by SQL. */
final class SqlSteps {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int RELOAD_SECONDS = 30;

    private final Reach reach;
    private final Reveal reveal;
    private final VerifierSource verifiers;
    private final Retries retries;
    private final Polling polling;

    SqlSteps(Reach reach, Reveal reveal, VerifierSource verifiers, Sleeper sleeper) {
        this.reach = reach;
        this.reveal = reveal;
        this.verifiers = verifiers;
        this.retries = new Retries(sleeper);
        this.polling = new Polling(sleeper, POLL);
    }

    void run(Step.RunSql step) throws StepFailure {
        PgSession session = session(step.server(), step.database(), step.describe());
        for (SecretText statement : step.statements()) {
            String sql = reveal.text(statement);
            attempt(step.describe(), () -> retries.run(() -> session.execute(sql)));
        }
    }

    void run(Step.SetPassword step) throws StepFailure {
        PgSession session = session(step.server(), Optional.empty(), step.describe());
        PasswordChange change = new PasswordChange(session, verifiers, retries);
        attempt(step.describe(), () -> change.run(step.role(), reveal.secret(step.secret())));
    }

    void run(Step.AwaitSql step) throws StepFailure {
        PgSession session = session(step.server(), Optional.empty(), step.describe());
        boolean came = polling.until(
                Duration.ofSeconds(step.seconds()), () -> attempt(step.describe(), () -> isTrue(session, step.sql())));
        if (!came) {
            throw new StepFailure(Diagnostic.error(
                    "await-timeout",
                    step.describe() + ": not so after " + step.seconds() + " seconds",
                    "ask the server by hand: " + step.sql()));
        }
    }

    void run(Step.ReloadServer step) throws StepFailure {
        PgSession session = session(step.server(), Optional.empty(), step.describe());
        String before = attempt(step.describe(), () -> loaded(session));
        attempt(step.describe(), () -> session.query("SELECT pg_reload_conf()", List.of()));
        boolean moved = polling.until(
                Duration.ofSeconds(RELOAD_SECONDS),
                () -> !attempt(step.describe(), () -> loaded(session)).equals(before));
        if (!moved) {
            throw new StepFailure(Diagnostic.error(
                    "reload-ignored",
                    step.server() + " did not take its configuration within " + RELOAD_SECONDS + " seconds",
                    "ask it why: SELECT * FROM pg_file_settings WHERE error IS NOT NULL; or see its log"));
        }
    }

    private static String loaded(PgSession session) throws PgException {
        return session.query("SELECT pg_conf_load_time() AS loaded", List.of())
                .get(0)
                .text("loaded");
    }

    private static boolean isTrue(PgSession session, String sql) throws PgException {
        return session.query(sql, List.of()).stream()
                .flatMap(row -> row.columns().values().stream())
                .anyMatch(value -> value.equals(Optional.of("t")));
    }

    PgSession session(String server, Optional<String> database, String doing) throws StepFailure {
        try {
            return reach.session(server, database);
        } catch (ReachException e) {
            throw new StepFailure(e.problem().withDetail("while: " + doing), e);
        }
    }

    private interface SqlWork<T> {
        T run() throws PgException, StepFailure;
    }

    private interface SqlAction {
        void run() throws PgException, StepFailure;
    }

    private static void attempt(String doing, SqlAction action) throws StepFailure {
        attempt(doing, () -> {
            action.run();
            return true;
        });
    }

    private static <T> T attempt(String doing, SqlWork<T> work) throws StepFailure {
        try {
            return work.run();
        } catch (PgException e) {
            throw new StepFailure(Refusals.diagnostic(doing, e), e);
        }
    }
}
