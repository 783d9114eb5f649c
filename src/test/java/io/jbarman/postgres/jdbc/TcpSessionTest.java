package io.jbarman.postgres.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.fixture.PgCluster;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.PgSessionContract;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.secret.Secret;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TcpSessionTest extends PgSessionContract {
    private static PgCluster pg;

    @BeforeAll
    static void start() {
        pg = PgCluster.debian15().start();
    }

    @AfterAll
    static void stop() {
        if (pg != null) {
            pg.close();
        }
    }

    private static Login login(String password) {
        return Login.control(pg.superuser(), "postgres").withPassword(Optional.of(Secret.of(password)));
    }

    @Override
    protected PgSession open() throws PgException {
        return JdbcSession.tcp("127.0.0.1", pg.port(), login(PostgresInstance.PASSWORD));
    }

    @Override
    protected int major() {
        return 15;
    }

    @Test
    void aWrongPasswordIsARefusal() {
        assertThatThrownBy(() -> JdbcSession.tcp("127.0.0.1", pg.port(), login("wrong")))
                .isInstanceOfSatisfying(
                        PgException.class,
                        refused -> assertThat(refused.sqlState()).isEqualTo("28P01"));
    }

    @Test
    void aMissingPasswordIsARefusalToo() {
        Login without = Login.control(pg.superuser(), "postgres");
        assertThatThrownBy(() -> JdbcSession.tcp("127.0.0.1", pg.port(), without))
                .isInstanceOfSatisfying(PgException.class, refused -> {
                    assertThat(refused.sqlState()).isEqualTo("28000");
                    assertThat(refused.isConnectionFailure()).isFalse();
                });
    }

    @Test
    void nobodyListeningIsAConnectionFailure() {
        assertThatThrownBy(() -> JdbcSession.tcp("127.0.0.1", 1, login("x")))
                .isInstanceOfSatisfying(
                        PgException.class,
                        failed -> assertThat(failed.isConnectionFailure()).isTrue());
    }
}
