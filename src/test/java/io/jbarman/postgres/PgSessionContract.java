package io.jbarman.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every control session does, whichever road it takes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class PgSessionContract {
    private static final String HOSTILE = "x'; DROP TABLE t; --\\\"$$ E'\\n' ?é\u0001";

    private PgSession session;

    /** A new session as a superuser. */
    protected abstract PgSession open() throws PgException;

    /** The major version of the server under test. */
    protected abstract int major();

    @BeforeEach
    void openSession() throws PgException {
        session = open();
    }

    @AfterEach
    void closeSession() {
        session.close();
    }

    private String one(String sql, String... parameters) throws PgException {
        return session.query("SELECT (" + sql + ")::text AS it", List.of(parameters))
                .get(0)
                .text("it");
    }

    @Test
    void knowsTheVersionWithoutAskingForIt() throws PgException {
        assertThat(session.version().major()).isEqualTo(major());
        assertThat(session.statementsSent()).isZero();
        assertThat(one("current_setting('server_version_num')"))
                .isEqualTo(Integer.toString(session.version().number()));
    }

    @Test
    void startsWithTheSettingsOfAControlSession() throws PgException {
        assertThat(one("current_setting('synchronous_commit')")).isEqualTo("local");
        assertThat(one("current_setting('lock_timeout')")).isEqualTo("10s");
        assertThat(one("current_setting('statement_timeout')")).isEqualTo("5min");
        assertThat(one("current_setting('search_path')")).isEqualTo("pg_catalog");
        assertThat(one("current_setting('application_name')")).isEqualTo("jbarman");
    }

    @Test
    void givesEveryValueAsPostgresText() throws PgException {
        Row row = session.query(
                        "SELECT true AS b, 1.50::numeric AS n, '\\xdeadbeef'::bytea AS x, '{a,\"b c\"}'::text[] AS a,"
                                + " NULL AS nil, '2026-11-21 04:00:00+00'::timestamptz AT TIME ZONE 'UTC' AS ts,"
                                + " '0/16B3748'::pg_lsn AS lsn",
                        List.of())
                .get(0);
        assertThat(row.flag("b")).isTrue();
        assertThat(List.of(row.text("n"), row.text("x"), row.text("a"), row.text("ts"), row.text("lsn")))
                .containsExactly("1.50", "\\xdeadbeef", "{a,\"b c\"}", "2026-11-21 04:00:00", "0/16B3748");
        assertThat(row.find("nil")).isEqualTo(Optional.empty());
    }

    @Test
    void parametersTravelBesideTheText() throws PgException {
        assertThat(one("?", HOSTILE)).isEqualTo(HOSTILE);
        assertThat(session.query(
                        "SELECT rolname FROM pg_roles WHERE rolname = ? AND oid < ?", List.of("pg_monitor", "9999")))
                .hasSize(1);
        assertThat(one("has_function_privilege(?, 'pg_switch_wal()', 'EXECUTE')", "pg_monitor"))
                .isEqualTo("false");
    }

    @Test
    void quotedTextMeansItselfWhateverTheServerThinksOfBackslashes() throws PgException {
        Random random = new Random(11);
        for (String conforming : List.of("on", "off")) {
            session.execute("SET standard_conforming_strings = " + conforming);
            session.execute("SET escape_string_warning = off");
            for (int i = 0; i < 50; i++) {
                String text = hostile(random);
                Row row = session.query("SELECT " + Sql.literal(text) + " AS " + Sql.identifier("c"), List.of())
                        .get(0);
                assertThat(row.text("c")).isEqualTo(text);
            }
        }
    }

    @Test
    void quotedNamesMeanThemselves() throws PgException {
        Random random = new Random(13);
        for (int i = 0; i < 50; i++) {
            String name = hostile(random) + "x";
            assertThat(session.query("SELECT 1 AS " + Sql.identifier(name), List.of())
                            .get(0)
                            .text(name))
                    .isEqualTo("1");
        }
    }

    private static String hostile(Random random) {
        String alphabet = "'\"\\$;-/*% \n\tEeéU&x?:{}()[]\u0001";
        return random.ints(random.nextInt(20), 0, alphabet.length())
                .collect(StringBuilder::new, (text, i) -> text.append(alphabet.charAt(i)), StringBuilder::append)
                .toString();
    }

    @Test
    void executesOutsideATransaction() throws PgException {
        session.execute("ALTER SYSTEM SET log_min_duration_statement = '99s'");
        session.execute("ALTER SYSTEM RESET log_min_duration_statement");
        assertThat(session.statementsSent()).isEqualTo(2);
    }

    @Test
    void readsOneSnapshotAndWritesNothing() throws PgException {
        session.readOnly(inside -> {
            assertThat(one("current_setting('transaction_read_only')")).isEqualTo("on");
            assertThat(one("current_setting('transaction_isolation')")).isEqualTo("repeatable read");
            assertThatThrownBy(() -> inside.execute("CREATE TABLE public.t()"))
                    .isInstanceOfSatisfying(
                            PgException.class,
                            refused -> assertThat(refused.sqlState()).isEqualTo("25006"));
            return "";
        });
        assertThat(one("current_setting('transaction_read_only')")).isEqualTo("off");
    }

    @Test
    void aStatementThatFailsInsideDoesNotTakeTheOthersWithIt() throws PgException {
        String after = session.readOnly(inside -> {
            one("1");
            assertThatThrownBy(() -> one("1/0"))
                    .isInstanceOfSatisfying(
                            PgException.class,
                            failed -> assertThat(failed.sqlState()).isEqualTo("22012"));
            return one("'still here'");
        });
        assertThat(after).isEqualTo("still here");
    }

    @Test
    void workThatThrowsLeavesNoTransactionBehind() throws PgException {
        assertThatThrownBy(() -> session.readOnly(inside -> {
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);
        session.execute("CREATE TEMPORARY TABLE t()");
    }

    @Test
    void failuresCarryStateMessageDetailAndHint() {
        assertThatThrownBy(() -> session.execute("CREATE ROLE postgres"))
                .isInstanceOfSatisfying(PgException.class, refused -> {
                    assertThat(refused.sqlState()).isEqualTo("42710");
                    assertThat(refused.getMessage()).isEqualTo("role \"postgres\" already exists");
                    assertThat(refused.isConnectionFailure()).isFalse();
                });
        assertThatThrownBy(() -> one("nothing_here()"))
                .isInstanceOfSatisfying(
                        PgException.class, refused -> assertThat(refused.hint()).contains("No function matches"));
    }

    @Test
    void aSessionThatTheServerEndsIsAConnectionFailureAndClosesQuietly() throws PgException {
        try (PgSession other = open()) {
            String pid = other.query("SELECT pg_backend_pid()::text AS it", List.of())
                    .get(0)
                    .text("it");
            session.query("SELECT pg_terminate_backend(?)::text AS it", List.of(pid));
            assertThatThrownBy(() -> other.query("SELECT 1 AS it", List.of())).isInstanceOf(PgException.class);
            assertThatThrownBy(() -> other.query("SELECT 1 AS it", List.of()))
                    .isInstanceOfSatisfying(
                            PgException.class,
                            ended -> assertThat(ended.isConnectionFailure()).isTrue());
        }
    }

    @Test
    void closesTwiceWithoutComplaint() {
        session.close();
        session.close();
    }
}
