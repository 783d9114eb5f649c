package io.jbarman.runtime

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.PgCluster
import io.jbarman.fixture.SmallDisk
import io.jbarman.pg.Lsn
import io.jbarman.pg.SegmentName
import io.jbarman.pg.TimelineId
import io.jbarman.pg.WalSegmentSize
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

@Requires(value = { Fixtures.hasDebianPostgres15() && SmallDisk.isPossible() }, reason = 'needs PostgreSQL 15 (Debian package: postgresql-15), and root, to mount a small file system')
class FullDiskSpec extends Specification {
    PgCluster pg

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    SmallDisk disk
    int segment

    def cleanup() {
        host.kill()
        disk?.close()
        pg?.close()
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
        def size = new WalSegmentSize(segment)
        for (def at = size.segmentStart(from); at.isBefore(to); at = at.plus(segment)) {
            def name = SegmentName.of(TimelineId.FIRST, at, size).toString()
            def ours = [disk.directory().resolve("full/wals/${name[0..<16]}/$name"), disk.directory().resolve("full/streaming/$name"),
                disk.directory().resolve("full/streaming/${name}.partial")].find { Files.exists(it) }
            int length = Math.min(segment, to.minus(at))
            if (ours == null || !same(ours, pg.dataDirectory().resolve("pg_wal/$name"), length)) {
                return false
            }
        }
        true
    }

    /** Whether the runtime has a segment open past the page cache (Linux: {@code /proc/pid/fdinfo}, O_DIRECT). */
    private boolean writesDirectly() {
        def files = Path.of("/proc/${host.pid().get()}/fd")
        Files.list(files).withCloseable { it.toList() }.any {
            try {
                Files.readSymbolicLink(it).toString().startsWith(disk.directory().toString()) &&
                    (Long.parseLong((Files.readString(files.resolveSibling("fdinfo/${it.fileName}")) =~ /flags:\s*0*([0-7]+)/)[0][1], 8) & 040000) != 0
            } catch (IOException closedMeanwhile) {
                false
            }
        }
    }

    private static boolean same(Path ours, Path theirs, int length) {
        Arrays.equals(Files.readAllBytes(ours), 0, length, Files.readAllBytes(theirs), 0, length)
    }

    def "#how on a full disk: it waits and acknowledges nothing that it has not, and goes on on the same connection"() {
        given:
        segment = megabytes << 20
        pg = PgCluster.debian15().segmentMegabytes(megabytes).setting('wal_keep_size', '500MB').setting('max_wal_senders', '10').setting('wal_sender_timeout', '2s').start()
        disk = megabytes == 1 ? SmallDisk.inMemory(host.directory.resolve('small'), 40) : SmallDisk.inFile(host.directory.resolve('small'), 160)
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
            end = written(megabytes == 1 ? 9 : 30)
            disk.fill(megabytes == 1 ? 4_300_000 : 40_000_000)
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
        megabytes == 1 || writesDirectly()

        and: 'the server, which would not wait so long for an answer, gets one'
        def now = pg.sql('SELECT now()')
        Eventually.until { pg.sql("SELECT now() > timestamptz '$now' + interval '4 s'") == 't' }
        walsender('full') == sender

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
        how                             | backlog | megabytes
        'what is live'                  | false   | 1
        'a backlog'                     | true    | 1
        'a backlog past the page cache' | true    | 16
    }

    def "a small file on a disk that fills meanwhile stays what it was"() {
        given:
        disk = SmallDisk.inMemory(host.directory.resolve('small'), 1)
        def file = disk.directory().resolve('gaps.json')
        WholeFile.write(file, 'before')
        disk.fill(64 << 10)

        when:
        WholeFile.write(file, 'x' * 200_000)

        then:
        thrown(IOException)
        Files.readString(file) == 'before\n'
    }
}
