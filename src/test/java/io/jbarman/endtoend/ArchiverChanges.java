package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.Jbarman;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What happens to an archiver between its first apply and its last, tried on two hosts. */
record ArchiverChanges(Jbarman jbarman, Path topology, ArchivingPair pair) {
    private static final String OTHERS = "pgbackrest --stanza=pg archive-push %p";
    private static final String OURS = "{ method: barman-wal-archive }";

    void goBackAndForth() throws IOException {
        theCauseIsToldOnce();
        anotherArchiverIsLeftAlone();
        quotedItIsReplacedByRsync();
        ourOwnIsKnownByTheRecord();
        methodsOfOurOwnReplaceEachOther();
        pair.forgetAddress();
    }

    private void theCauseIsToldOnce() {
        pair.shutTheKeyOut();
        CommandResult drift = jbarman.run("drift", topology.toString());
        assertThat(drift.status()).isEqualTo(2);
        assertThat(drift.output().lines().filter(line -> line.startsWith("DRIFT")))
                .containsExactly("DRIFT  backup/authorized_key/postgres@pghost");
        assertThat(drift.output())
                .contains("    DRIFT  pg/check/ssh-backup\n", "        DRIFT  pg/check/archive-test-pg-backup\n");
    }

    private void anotherArchiverIsLeftAlone() {
        pair.archiveBy(OTHERS);
        CommandResult plan = jbarman.run("plan", topology.toString());
        assertThat(plan.output())
                .contains(
                        "x pg/setting/archive_command  conflict",
                        "pg is archived already, by archive_command = '" + OTHERS);
    }

    private void quotedItIsReplacedByRsync() throws IOException {
        String quoted = "{ method: rsync-guarded, replace: \"" + OTHERS + "\" }";
        Path other = topology.resolveSibling("rsync.yml");
        Files.writeString(other, Files.readString(topology).replace(OURS, quoted));
        CommandResult apply = jbarman.run("apply", "--yes", "--verify", "none", other.toString());
        assertThat(apply.status()).as(apply.output() + apply.errors()).isZero();
        assertThat(apply.output()).contains("+ pg/package/rsync", "+ backup/package/rsync");
        assertThat(pair.archiver()).startsWith("test \"$(hostname --fqdn)\" = pghost && rsync -a -e 'ssh -p 22' %p ");
        pair.requireBackupLabel();
    }

    /** Nothing but the record tells rsync to an address that the topology has left from somebody's. */
    private void ourOwnIsKnownByTheRecord() throws IOException {
        Path other = topology.resolveSibling("rsync.yml");
        String address = pair.barmanhost().address();
        Files.writeString(
                other, Files.readString(other).replace("peer_address: barmanhost", "peer_address: " + address));
        CommandResult apply = jbarman.run("apply", "--yes", "--verify", "none", other.toString());
        assertThat(apply.status()).as(apply.output() + apply.errors()).isZero();
        assertThat(apply.output()).contains("jbarman's own, called otherwise");
        assertThat(pair.archiver()).contains(" %p barman@" + address + ":");
        pair.requireBackupLabel();
    }

    private void methodsOfOurOwnReplaceEachOther() {
        CommandResult apply = jbarman.run("apply", "--yes", "--verify", "none", topology.toString());
        assertThat(apply.status()).as(apply.output() + apply.errors()).isZero();
        assertThat(pair.archiver()).endsWith("/.jbarman/wal-archive -U barman --port 22 barmanhost pg %p");
    }
}
