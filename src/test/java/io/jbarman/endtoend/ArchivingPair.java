package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.DebianHost;
import io.jbarman.fixture.Eventually;
import io.jbarman.transport.CommandResult;
import java.time.Duration;

/** A pghost whose archiver sends WAL to a barmanhost, looked at on both. */
record ArchivingPair(DebianHost pghost, DebianHost barmanhost) {
    private static final String AS_POSTGRES = "runuser -u postgres -- ";
    private static final String STRICT = "ssh -o BatchMode=yes -o StrictHostKeyChecking=yes ";
    private static final String SSH = STRICT + "-p 22 barman@barmanhost ";
    private static final String ADMIN = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAdminsKey admin";

    /** The way, from end to end; and that it leads nowhere else. Leaves nothing in flight. */
    void requireArchiving() {
        assertThat(as("$HOME/.jbarman/wal-archive --test -U barman --port 22 barmanhost pg DUMMY"))
                .contains("Ready to accept WAL files for the server pg");
        assertThat(as(SSH + "true")).isEmpty();
        CommandResult other = pghost.attempt("sh", "-c", AS_POSTGRES + SSH + "id");
        assertThat(other.status()).isEqualTo(77);
        assertThat(other.errors()).contains("this key may not do that: id");
        assertThat(barmanhost.shell("cat ~barman/.ssh/authorized_keys"))
                .startsWith("restrict,from=\"" + pghost.address() + "\",command=\"")
                .hasLineCount(1);
        assertThat(barmanhost.run("runuser", "-u", "barman", "--", "sh", "-c", STRICT + "-p 22 postgres@pghost id -un"))
                .isEqualTo("postgres\n");
        assertThat(pghost.shell("cat ~postgres/.ssh/authorized_keys"))
                .startsWith("restrict,from=\"" + barmanhost.address() + "\" ssh-ed25519 ");
        requireBackupLabel();
    }

    /** The file that a base backup leaves among the WAL never comes by streaming: the archiver sends it. */
    void requireBackupLabel() {
        int before = labels();
        pghost.shell(AS_POSTGRES
                + "psql -XqAt -c \"SELECT pg_backup_start('jbarman', true)\" -c 'SELECT pg_backup_stop(false)'");
        Eventually.until(Duration.ofMinutes(1), () -> labels() > before);
        Eventually.until(
                Duration.ofMinutes(1),
                () -> pghost.shell("find /var/lib/postgresql -name '*.ready'").isBlank()
                        && barmanhost
                                .shell("find /var/lib/barman/pg/incoming -type f")
                                .isBlank());
    }

    private int labels() {
        return (int) barmanhost
                .shell("find /var/lib/barman/pg/wals -name '*.backup*'")
                .lines()
                .count();
    }

    /** What the server archives by. */
    String archiver() {
        return as("psql -XAtc 'SHOW archive_command'").strip();
    }

    /** As somebody with other plans would. */
    void archiveBy(String command) {
        as("psql -XqAtc \"ALTER SYSTEM SET archive_command = '" + command + "'\" -c 'SELECT pg_reload_conf()'");
    }

    void sql(String statement) {
        asked(statement);
    }

    /** What the server answers to a superuser. */
    String asked(String statement) {
        return pghost.run("runuser", "-u", "postgres", "--", "psql", "-XqAtc", statement)
                .strip();
    }

    /** As somebody who does not know what the last lines are for would. */
    void withoutRules() {
        pghost.shell("sed -i /barman/d /etc/postgresql/*/main/pg_hba.conf");
        sql("SELECT pg_reload_conf()");
    }

    /** What the archiver's program needs, and nothing before it: it fails from the next segment on. */
    void takeTarAway() {
        pghost.shell("mv /usr/bin/tar /usr/bin/tar.away");
        sql("SELECT pg_create_restore_point('broken'), pg_switch_wal()");
        Eventually.until(
                Duration.ofMinutes(1),
                () -> as("psql -XAtc 'SELECT last_failed_time > last_archived_time FROM pg_stat_archiver'")
                        .strip()
                        .equals("t"));
    }

    void giveTarBack() {
        pghost.shell("mv /usr/bin/tar.away /usr/bin/tar");
    }

    /** By which the barmanhost was known for a while: what the topology does not name any more stays known. */
    void forgetAddress() {
        pghost.shell("sed -i '/^" + barmanhost.address() + " /d' ~postgres/.ssh/known_hosts");
    }

    /** As somebody who tidies up would. */
    void shutTheKeyOut() {
        barmanhost.shell(": >~barman/.ssh/authorized_keys");
    }

    private String as(String command) {
        return pghost.run("runuser", "-u", "postgres", "--", "sh", "-c", command);
    }

    /** Beside the key of ours, in the same file. */
    void letSomebodyElseIn() {
        barmanhost.shell("echo '" + ADMIN + "' >>~barman/.ssh/authorized_keys");
    }

    /** What an apply has put there is gone; what somebody else has, is there. */
    void requireNothingLeft() {
        assertThat(as("psql -XAtc 'SHOW archive_command; SHOW archive_mode'")).isEqualTo("(disabled)\noff\n");
        assertThat(pghost.shell("grep -c archive /var/lib/postgresql/*/main/postgresql.auto.conf || :")
                        .strip())
                .isEqualTo("0");
        assertThat(pghost.shell("find /var/lib/postgresql -name .jbarman -o -path '*/.ssh/*'"))
                .isEmpty();
        assertThat(barmanhost.shell("cat ~barman/.ssh/authorized_keys")).isEqualTo(ADMIN + "\n");
        assertThat(barmanhost.shell("find /var/lib/barman/.ssh -type f"))
                .isEqualTo("/var/lib/barman/.ssh/authorized_keys\n");
        assertThat(barmanhost.shell("ls -d /opt/jbarman /etc/systemd/system/jbarman.service /etc/barman.conf"
                        + " /var/lib/barman/.jbarman/ssh-dispatch /var/lib/barman/.jbarman/barman 2>/dev/null || :"))
                .isEmpty();
        assertThat(barmanhost.shell("find /var/lib/barman/pg/wals -type f")).isNotBlank();
    }
}
