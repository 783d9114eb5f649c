package io.jbarman.runtime

import io.jbarman.archive.ArchiverSpec
import io.jbarman.archive.Compressions
import io.jbarman.catalog.XlogDb
import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.PgCluster
import io.jbarman.pg.Lsn
import io.jbarman.pg.SegmentName
import io.jbarman.pg.TimelineId
import io.jbarman.pg.WalSegmentSize
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/** kill -9 of the real process at the system call that is named: the n-th of some thread is its last. */
@Requires(value = { Fixtures.hasDebianPostgres15() && Fixtures.hasProgram('strace') }, reason = 'needs PostgreSQL 15 and strace (Debian packages: postgresql-15, strace)')
class KilledRuntimeSpec extends Specification {
    static final MATRIX = Boolean.getBoolean('jbarman.matrix')
    /** At how many further calls of each kind. */
    static final int KILLS = Integer.getInteger('jbarman.kills', MATRIX ? 40 : 0)

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    private static List<String> killedAt(String calls, int which) {
        ['strace', '-f', '-qqq', '-o', '/dev/null', '-e', "trace=$calls", '-e', "inject=$calls:signal=SIGKILL:when=$which"]*.toString()
    }

    /** Lets it work until it is killed, or has done what there was to do; traced, that takes its time on a busy machine. */
    private boolean killed(Process process, Closure<Boolean> done) {
        Eventually.until(Duration.ofMinutes(3)) { !process.alive || done() }
        def killed = !process.alive
        host.kill()
        Eventually.until { host.pid().empty }
        killed
    }

    private static List<String> names(Path directory) {
        Files.exists(directory) ? Files.list(directory).withCloseable { it.map { file -> file.fileName.toString() }.sorted().toList() } : []
    }

    private static byte[] plain(Path file) {
        Compressions.plain(Files.newInputStream(file)).withCloseable { it.readAllBytes() }
    }

    private static List<String> segments(Path directory) {
        names(directory).findAll { it ==~ /[0-9A-F]{24}/ }
    }

    /** Of a segment that the archiver has not taken in the meantime. */
    private static Optional<byte[]> received(Path segment) {
        try {
            return Optional.of(Files.readAllBytes(segment))
        } catch (NoSuchFileException archived) {
            return Optional.empty()
        }
    }

    /** What is under a final name is what the server wrote, wherever it was killed. */
    private void assertNothingWrong(String server, Closure<byte[]> written) {
        def streaming = host.home().resolve("$server/streaming")
        segments(streaming).each { name -> received(streaming.resolve(name)).ifPresent { assert Arrays.equals(it, written(name)) } }
        def archive = host.home().resolve("$server/wals/0000000100000000")
        segments(archive).each { assert Arrays.equals(plain(archive.resolve(it)), written(it)) }
    }

    /** Every byte up to what the server was told to be durable, the moment after the kill. */
    private void assertAcknowledged(PgCluster pg, String first, Closure<byte[]> written) {
        def told = pg.sql('SELECT restart_lsn FROM pg_replication_slots')
        def size = new WalSegmentSize(1 << 20)
        def end = told ? Lsn.parse(told) : Lsn.ZERO
        for (def at = SegmentName.parse(first).start(size); at.isBefore(end); at = at.plus(size.bytes())) {
            def name = SegmentName.of(TimelineId.FIRST, at, size).toString()
            def streamed = host.home().resolve('pg/streaming')
            def held = [host.archived('pg', name), streamed.resolve(name), streamed.resolve("${name}.partial")].find { Files.exists(it) }
            int length = Math.min(size.bytes(), end.minus(at))
            assert held != null, "$name of what was acknowledged up to $end"
            assert Arrays.equals(plain(held), 0, length, written(name), 0, length)
        }
    }

    /** Whether there is a segment's file, of whatever name, that is not yet as long as a segment. */
    private boolean unpadded() {
        def streaming = host.home().resolve('pg/streaming')
        names(streaming).any { it =~ /[0-9A-F]{24}/ && Files.size(streaming.resolve(it)) < 1 << 20 }
    }

    private List<String> listed(String server) {
        def lines = []
        XlogDb.of(host.home().resolve("$server/wals"), server).forEach { lines << it.name() }
        lines.toSorted()
    }

    private void assertWhole(String server, List<String> all) {
        def archive = host.home().resolve("$server/wals/0000000100000000")
        assert segments(archive).containsAll(all)
        // Its line follows an object.
        Eventually.until { listed(server) == segments(archive) }
        assert names(host.home().resolve("$server/wals")).every { !it.contains('.tmp') }
        assert names(host.home().resolve("$server/errors")).empty
    }

    def "killed while it receives from #major, at whatever call, it goes on with what it has: no gap, no byte wrong"() {
        given:
        def kept = major < 13 ? [wal_keep_segments: '2000'] : [wal_keep_size: '2GB']
        def pg = (major == 15 ? PgCluster.debian15() : PgCluster.embedded(major)).segmentMegabytes(1)
            .setting(kept.keySet()[0], kept.values()[0]).setting('max_wal_senders', '10').start()
        def written = { String name -> Files.readAllBytes(pg.dataDirectory().resolve("pg_wal/$name")) }
        host.server('pg', pg, 'create_slot = auto\ncompression = zstd')
        def first = pg.sql('SELECT pg_walfile_name(pg_current_wal_insert_lsn())')
        def switched = {
            pg.sql("SELECT count(pg_logical_emit_message(true, 'test', repeat(n::text, 100000))) FROM generate_series(1, 25) n")
            pg.sql('SELECT pg_walfile_name(pg_switch_wal())')
        }
        def points = [
            [name: 'F1, while a segment is written', calls: 'pwrite64', which: 5],
            [name: 'F2, after a file is made and before it is padded', calls: 'pwrite64', which: 1],
            [name: 'F3, before the last bytes are forced', calls: 'fsync,fdatasync', which: 4],
            [name: 'F4, before it gets its final name', calls: 'link,linkat', which: 2],
            [name: 'F5, before its other name is taken away', calls: 'unlink,unlinkat', which: 2],
        ]
        def more = KILLS > 0 && major == 15 ? (1..KILLS).collectMany { n -> (points + [[calls: 'rename,renameat,renameat2']]).unique(false) { it.calls }.collect { [name: "${it.calls} $n", calls: it.calls, which: n] } } : []

        when:
        def hits = (points + more).findAll { point ->
            def process = host.startUnder(killedAt(point.calls, point.which), 'runtime')
            def sent
            def hit = killed(process) {
                sent = sent ?: (host.streaming('pg') ? switched() : null)
                sent != null && Files.exists(host.archived('pg', sent))
            }
            assertNothingWrong('pg', written)
            assertAcknowledged(pg, first, written)
            hit && (!point.name.startsWith('F2') || unpadded())
        }

        then: 'a fault that did not happen proves nothing'
        hits*.name.containsAll(points*.name)

        when:
        host.start('runtime')
        Eventually.until { host.streaming('pg') }
        def last = switched()
        Eventually.until { Files.exists(host.archived('pg', last)) }

        then:
        assertNothingWrong('pg', written)
        def all = segments(pg.dataDirectory().resolve('pg_wal')).findAll { it >= first && it <= last }
        Eventually.until { all.every { Files.exists(host.archived('pg', it)) } }
        assertWhole('pg', all)

        cleanup:
        host.kill()
        pg?.close()

        where:
        major << (MATRIX ? 12..18 : [15])
    }

    def "killed while it archives, at whatever call, nothing is there twice, or once too few"() {
        given: 'a server from which only archive_command sends'
        host.server('arch', 'conninfo = host=127.0.0.1 port=1 user=x\narchiver = on\nstreaming_archiver = off\ncompression = gzip')
        def incoming = Files.createDirectories(host.home().resolve('arch/incoming'))
        def name = { int n -> String.format('0000000100000000%08X', n) }
        def written = { String it -> ArchiverSpec.segment(it) }
        def sent = []
        def send = { int count -> (1..count).each { sent << name(sent.size() + 1); Files.write(incoming.resolve(sent.last()), written(sent.last())) } }
        def points = [
            [name: 'F6, compressed and not published', calls: 'link,linkat', which: 3],
            [name: 'F6, published and not listed', calls: 'fsync,fdatasync', which: 5],
            [name: 'F6, listed and not taken from where it came', calls: 'unlink,unlinkat', which: 3],
        ]
        def more = KILLS > 0 ? (1..KILLS).collectMany { n -> points.collect { [name: "${it.calls} $n", calls: it.calls, which: n] } } : []

        when:
        def hits = (points + more).findAll { point ->
            send(6)
            def process = host.startUnder(killedAt(point.calls, point.which), 'runtime')
            def hit = killed(process) { names(incoming).empty }
            assertNothingWrong('arch', written)
            hit
        }
        send(2)
        host.start('runtime')
        Eventually.until { names(incoming).empty }

        then:
        hits*.name.containsAll(points*.name)
        assertNothingWrong('arch', written)
        assertWhole('arch', sent)
    }
}
