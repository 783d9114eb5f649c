package io.jbarman.postgres.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.diagnostics.ProblemException;
import io.jbarman.fixture.PgCluster;
import io.jbarman.postgres.PasswordCheck;
import io.jbarman.postgres.PasswordVerifiers;
import io.jbarman.postgres.Sql;
import io.jbarman.secret.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Verifiers made here and by a real server, each accepted by the other. */
final class DriverVerifiersTest {
    private static final List<String> PASSWORDS =
            List.of("simple", "pass word'\"\\$", "pässwörd", "ﬁne Ⅸ", "soft\u00adhyphen", "\u06271", "tab\there", " ");
    private static final PasswordVerifiers VERIFIERS = new DriverVerifiers();

    private static PgCluster pg;

    @BeforeAll
    static void start() {
        pg = PgCluster.debian15().start();
        pg.sql("CREATE ROLE r LOGIN");
    }

    @AfterAll
    static void stop() {
        if (pg != null) {
            pg.close();
        }
    }

    private static PasswordCheck check(String password, String stored) {
        return VERIFIERS.check("r", Secret.of(password), Optional.of(stored), PasswordVerifiers.DEFAULT_ITERATIONS);
    }

    private static String stored() {
        return pg.sql("SELECT rolpassword FROM pg_authid WHERE rolname = 'r'");
    }

    @Test
    void theServerLetsInWhoHasAPasswordSetByItsVerifier() throws Exception {
        for (String password : PASSWORDS) {
            Secret verifier = VERIFIERS.make(Secret.of(password), PasswordVerifiers.DEFAULT_ITERATIONS);
            pg.sql("ALTER ROLE r PASSWORD " + Sql.literal(verifier.reveal()));
            assertThat(stored()).isEqualTo(verifier.reveal());
            assertThat(check(password, stored())).isEqualTo(PasswordCheck.MATCHES);
            assertThat(check(password + "x", stored())).isEqualTo(PasswordCheck.DIFFERS);
            Login login = Login.control("r", "postgres").withPassword(Optional.of(Secret.of(password)));
            JdbcSession.tcp("127.0.0.1", pg.port(), login).close();
        }
    }

    @Test
    void recognisesWhatTheServerMadeItself() {
        for (String password : List.of("simple", "pass word'")) {
            pg.sql("ALTER ROLE r PASSWORD " + Sql.literal(password));
            assertThat(check(password, stored())).isEqualTo(PasswordCheck.MATCHES);
        }
    }

    @Test
    void recognisesMd5AsWeak() {
        pg.sql("SET password_encryption = 'md5'; ALTER ROLE r PASSWORD 'old'");
        assertThat(stored()).startsWith("md5");
        assertThat(check("old", stored())).isEqualTo(PasswordCheck.MATCHES_WEAKLY);
        assertThat(check("other", stored())).isEqualTo(PasswordCheck.DIFFERS);
    }

    @Test
    void fewerIterationsThanWantedAreWeak() {
        String few = VERIFIERS.make(Secret.of("p"), 100).reveal();
        assertThat(few).startsWith("SCRAM-SHA-256$100:");
        assertThat(check("p", few)).isEqualTo(PasswordCheck.MATCHES_WEAKLY);
    }

    @Test
    void noPasswordAndUnknownFormsAreTold() {
        assertThat(VERIFIERS.check("r", Secret.of("p"), Optional.empty(), 1)).isEqualTo(PasswordCheck.MISSING);
        for (String odd : List.of("", "plain", "SCRAM-SHA-512$1:a$b:c", "SCRAM-SHA-256$4096:only")) {
            assertThat(check("p", odd)).isEqualTo(PasswordCheck.UNKNOWN_FORM);
        }
        assertThat(check("p", "SCRAM-SHA-256$4096:=$a:b")).isEqualTo(PasswordCheck.DIFFERS);
    }

    @Test
    void aPasswordOfWhichNothingIsLeftIsRefusedWithoutBeingNamed() {
        for (String nothing : List.of("", "\u00ad", "\u200b\u00ad")) {
            assertThatThrownBy(() -> VERIFIERS.make(Secret.of(nothing), 4096))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused ->
                                    assertThat(refused.problems().get(0).hint()).contains("visible character"));
        }
    }
}
