package io.jbarman.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.postgres.PgException;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Road;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoadDiagnosisTest {
    private static final PostgresServer SERVER = Topologies.server(5432, "/tmp", "postgres", Topologies.ANY_ROAD);

    private static RoadFailure explained(String sqlState, String relayErrors) {
        return new RoadDiagnosis(SERVER, Road.RELAY, "postgres", "postgres")
                .explain(new PgException(sqlState, "said"), relayErrors);
    }

    @ParameterizedTest
    @CsvSource({"28000, REFUSED", "28P01, REFUSED", "3D000, REFUSED", "57P03, BUSY", "53300, BUSY"})
    void whatTheServerAnsweredOutranksARelayThatWasKilledAfterIt(String sqlState, ReachProblem kind) {
        assertThat(explained(sqlState, "Killed").kind()).isEqualTo(kind);
    }

    @Test
    void aRelayThatFailedExplainsASilentServer() {
        RoadFailure failure = explained("08006", RelayScript.NO_SOCKET + " for port 5432 in /tmp");
        assertThat(failure.kind()).isEqualTo(ReachProblem.DOWN);
        assertThat(failure.problem().summary()).contains("no socket for port 5432 in /tmp");
    }
}
