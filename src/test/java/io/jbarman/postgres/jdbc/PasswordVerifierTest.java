package io.jbarman.postgres.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.diagnostics.ProblemException;
import io.jbarman.fixture.PgCluster;
import io.jbarman.postgres.Sql;
import io.jbarman.secret.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Verifiers made here and by a real server, each accepted by the other. */
final class PasswordVerifierTest {
    private static final List<String> PASSWORDS =
            List.of("simple", "pass word'\"\\$", "pässwörd", "ﬁne Ⅸ", "soft\u00adhyphen", "\u06271", "tab\there", " ");
    private static final int ITERATIONS = 4096;

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

    private static PasswordVerifier.Match check(String password, String stored) {
        return PasswordVerifier.match("r", Secret.of(password), Secret.of(stored));
    }

    private static String stored() {
        return pg.sql("SELECT rolpassword FROM pg_authid WHERE rolname = 'r'");
    }

    @Test
    void theServerLetsInWhoHasAPasswordSetByItsVerifier() throws Exception {
        for (String password : PASSWORDS) {
            String verifier = PasswordVerifier.scram(Secret.of(password), ITERATIONS);
            pg.sql("ALTER ROLE r PASSWORD " + Sql.literal(verifier));
            assertThat(stored()).isEqualTo(verifier);
            assertThat(check(password, stored())).isEqualTo(PasswordVerifier.Match.MATCHES);
            assertThat(check(password + "x", stored())).isEqualTo(PasswordVerifier.Match.DIFFERS);
            Login login = Login.control("r", "postgres").withPassword(Optional.of(Secret.of(password)));
            JdbcSession.tcp("127.0.0.1", pg.port(), login).close();
        }
    }

    @Test
    void recognisesWhatTheServerMadeItself() {
        for (String password : List.of("simple", "pass word'")) {
            pg.sql("ALTER ROLE r PASSWORD " + Sql.literal(password));
            assertThat(check(password, stored())).isEqualTo(PasswordVerifier.Match.MATCHES);
        }
    }

    @Test
    void recognisesMd5() {
        pg.sql("SET password_encryption = 'md5'; ALTER ROLE r PASSWORD 'old'");
        assertThat(stored()).startsWith("md5");
        assertThat(check("old", stored())).isEqualTo(PasswordVerifier.Match.MATCHES);
        assertThat(check("other", stored())).isEqualTo(PasswordVerifier.Match.DIFFERS);
    }

    @Test
    void unknownFormsAreToldApart() {
        for (String odd :
                List.of("", "plain", "SCRAM-SHA-512$1:a$b:c", "SCRAM-SHA-256$4096:only", "SCRAM-SHA-256$4096:=$a:b")) {
            assertThat(check("p", odd)).isEqualTo(PasswordVerifier.Match.UNKNOWN);
        }
    }

    @Test
    void aPasswordOfWhichNothingIsLeftIsRefusedWithARemedy() {
        for (String nothing : List.of("\u00ad", "\u200b\u00ad")) {
            assertThatThrownBy(() -> PasswordVerifier.scram(Secret.of(nothing), ITERATIONS))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused ->
                                    assertThat(refused.problems().get(0).hint()).contains("visible character"));
        }
    }
}
