package io.jbarman.runtime

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.PgCluster
import io.jbarman.fixture.SmallDisk
import io.jbarman.pg.Lsn
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

@Requires(value = { Fixtures.hasDebianPostgres15() && SmallDisk.isPossible() }, reason = 'needs PostgreSQL 15 (Debian package: postgresql-15), and root, to mount a small file system')
class FullDiskSpec extends Specification {
    @AutoCleanup
    PgCluster pg = PgCluster.debian15().segmentMegabytes(1).setting('wal_keep_size', '500MB').setting('max_wal_senders', '10').start()

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    SmallDisk disk = SmallDisk.inMemory(host.directory.resolve('small'), 40)

    def cleanup() {
        host.kill()
        disk.close()
    }

    private Lsn written(int megabytes) {
        pg.sql("SELECT count(pg_logical_emit_message(true, 'test', repeat(n::text, 100000))) FROM generate_series(1, ${megabytes * 10}) n")
        Lsn.parse(pg.sql('SELECT pg_current_wal_flush_lsn()'))
    }

    private Lsn acknowledged(String slot) {
        Lsn.parse(pg.sql("SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = '$slot'"))
    }

    private String walsender(String slot) {
        pg.sql("SELECT active_pid FROM pg_replication_slots WHERE slot_name = '$slot'")
    }

    /** Every byte before a position, in the archive or where it was received, is the server's. */
    private boolean holds(Lsn from, Lsn to) {
        def segment = { long at -> String.format('00000001%08X%08X', at >>> 32, (at & 0xffffffffL) >>> 20) }
        for (long at = from.value() & ~0xfffffL; at < to.value(); at += 1 << 20) {
            def name = segment(at)
            def ours = [disk.directory().resolve("full/wals/${name[0..<16]}/$name"), disk.directory().resolve("full/streaming/$name"),
                disk.directory().resolve("full/streaming/${name}.partial")].find { Files.exists(it) }
            int length = Math.min(1 << 20, to.value() - at)
            if (ours == null || !same(ours, pg.dataDirectory().resolve("pg_wal/$name"), length)) {
                return false
            }
        }
        true
    }

    private static boolean same(Path ours, Path theirs, int length) {
        Arrays.equals(Files.readAllBytes(ours), 0, length, Files.readAllBytes(theirs), 0, length)
    }

    def "#how on a full disk: it waits and acknowledges nothing that it has not, and goes on on the same connection"() {
        given:
        host.server('full', pg, "backup_directory = ${disk.directory()}/full\nslot_name = full\ncreate_slot = auto")
        host.server('well', pg, 'slot_name = well\ncreate_slot = auto')
        host.start('runtime')
        Eventually.until { host.streaming('full') && host.streaming('well') }
        def from = acknowledged('full')
        def client = new ControlClient(new RunDirectory(host.home().resolve('.jbarman')))

        when:
        def end
        if (backlog) {
            client.ask('pause', 'full')
            end = written(9)
            disk.fill(4_300_000)
            client.ask('resume', 'full')
        } else {
            disk.fill(3_300_000)
            end = written(6)
        }

        then:
        Eventually.until { host.status('full').toString().contains('no space left') }
        def sender = walsender('full')
        sender != ''
        acknowledged('full').isBefore(end)
        holds(from, acknowledged('full'))

        and: 'the other server goes on, and the server itself is not held up'
        def later = written(1)
        Eventually.until { !acknowledged('well').isBefore(later) }
        acknowledged('full').isBefore(end)
        walsender('full') == sender

        when:
        disk.makeSpace()

        then:
        Eventually.until { !acknowledged('full').isBefore(later) }
        walsender('full') == sender
        holds(from, later)
        host.streaming('full')

        where:
        how             | backlog
        'what is live'  | false
        'a backlog'     | true
    }
}
