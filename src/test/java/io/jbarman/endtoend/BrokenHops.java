package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.Jbarman;
import io.jbarman.transport.CommandResult;
import java.nio.file.Path;

/**
 * Each hop between a server and its archive, broken in earnest: what jbarman can mend is the cause, with the hop below
 * it; what it cannot mend fails the apply by the hop's own name. ssh and its test are broken in {@link ArchiverChanges}.
 */
record BrokenHops(Jbarman jbarman, Path topology, ArchivingPair pair) {
    private static final String LATE = "VALID UNTIL '2000-01-01'";
    private static final String VALID = "VALID UNTIL 'infinity'";

    void eachIsNamed() {
        aWrongPassword();
        aRuleThatIsGone();
        fails("backup/check/login-pg", "barman logs in to pg from barmanhost", "ALTER ROLE barman " + LATE);
        pair.sql("ALTER ROLE barman " + VALID);
        fails(
                "backup/check/streaming-pg",
                "streaming_barman may stream from pg to barmanhost",
                "ALTER ROLE streaming_barman " + LATE);
        pair.sql("ALTER ROLE streaming_barman " + VALID);
        anArchiverThatSendsNothing();
    }

    private void aWrongPassword() {
        pair.sql("ALTER ROLE barman PASSWORD 'other'");
        assertThat(drift())
                .contains("DRIFT  pg/role/barman\n", "    DRIFT  backup/check/login-pg\n")
                .contains("login: ", "password authentication failed");
        heals();
    }

    private void aRuleThatIsGone() {
        pair.withoutRules();
        assertThat(drift())
                .contains(
                        "DRIFT  pg/hba/pg_hba.conf\n",
                        "    DRIFT  backup/check/login-pg\n",
                        "    DRIFT  backup/check/streaming-pg\n");
        heals();
    }

    private void fails(String check, String what, String sql) {
        pair.sql(sql);
        assertThat(drift()).contains("\nDRIFT  " + check + "\n");
        CommandResult apply = jbarman.run("apply", "--yes", "--verify", "none", topology.toString());
        assertThat(apply.status()).isEqualTo(1);
        assertThat(apply.output() + apply.errors())
                .contains("prove that " + what)
                .doesNotContain("set archive_command");
    }

    private void anArchiverThatSendsNothing() {
        pair.takeTarAway();
        assertThat(drift()).contains("\nDRIFT  backup/check/wal-pg\n", "the server's archiver fails at ");
        CommandResult apply = jbarman.run("apply", "--yes", "--verify", "none", topology.toString());
        assertThat(apply.status()).isEqualTo(1);
        assertThat(apply.output() + apply.errors())
                .contains("prove that WAL of pg arrives in the archive", "the server's archiver fails at ");
        pair.giveTarBack();
        heals();
    }

    private String drift() {
        CommandResult drift = jbarman.run("drift", topology.toString());
        assertThat(drift.status()).as(drift.output() + drift.errors()).isEqualTo(2);
        return "\n" + drift.output();
    }

    private void heals() {
        CommandResult apply = jbarman.run("apply", "--yes", "--verify", "none", topology.toString());
        assertThat(apply.status()).as(apply.output() + apply.errors()).isZero();
        assertThat(jbarman.run("drift", topology.toString()).status()).isZero();
    }
}
