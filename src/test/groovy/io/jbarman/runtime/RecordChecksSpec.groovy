package io.jbarman.runtime

import io.jbarman.archive.fs.FileArchiveStore
import io.jbarman.archive.records.WrittenPages
import io.jbarman.config.BarmanConfigReader
import io.jbarman.config.ServerConfig
import io.jbarman.fixture.Eventually
import io.jbarman.pg.Lsn
import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class RecordChecksSpec extends Specification {
    @TempDir
    Path home

    @AutoCleanup('stop')
    ArchiverWorker worker

    long before

    private ServerConfig server(String name = 'pg') {
        def file = Files.writeString(home.resolve('barman.conf'), "[barman]\nbarman_home = $home\nbarman_user = x\n" +
            "[$name]\nconninfo = host=x user=y\narchiver = on\nstreaming_archiver = on\nslot_name = s\ncompression = zstd\n")
        BarmanConfigReader.read(file).find(name).get()
    }

    private static String name(int number) {
        String.format('0000000100000000%08X', number)
    }

    /** A whole segment of records, into incoming; gives where one in the middle begins. */
    private long send(int number, boolean damaged = false, String server = 'pg') {
        def pages = new WrittenPages((long) number << 20)
        pages.before = before
        def starts = (1..40).collect { pages.record(2000) }
        pages.record(0, [info: WrittenPages.SWITCH])
        before = pages.before
        pages.bytes.putLong(24, 7).putInt(32, 1 << 20).putInt(36, 8192)
        int at = starts[20] - pages.start
        if (damaged) {
            pages.bytes.put(at + 50, (byte) ~pages.bytes.get(at + 50))
        }
        def incoming = Files.createDirectories(home.resolve(server).resolve('incoming'))
        Files.write(incoming.resolve(name(number)), pages.bytes.array())
        starts[20]
    }

    private boolean covers(int number, String name = 'pg') {
        RecordFile.of(server(name)).read().covers(io.jbarman.pg.SegmentName.parse(RecordChecksSpec.name(number)))
    }

    def "a wrong record is archived, told by check with segment, place and remedy, and no more once the segment came well"() {
        given:
        worker = new ArchiverWorker(server(), Clock.systemUTC())
        send(1)
        def bad = send(2, true)
        send(3)

        when:
        worker.drain()

        then:
        Eventually.until { covers(1) && covers(2) && covers(3) }
        Files.exists(home.resolve('pg/wals/0000000100000000').resolve(name(2)))
        with(RecordItem.of(server(), Clock.systemUTC())) {
            status() == CheckItem.Status.FAILED
            hint().startsWith("the record at ${new Lsn(bad)} in segment ${name(2)}: its checksum is wrong")
            hint().contains('make a new base backup')
        }
        RecordFile.of(server()).read().flaws().size() == 1

        when: 'the remedy'
        Files.delete(home.resolve('pg/wals/0000000100000000').resolve(name(2)))
        before = new WrittenPages(1 << 20).with { p -> (1..40).each { p.record(2000) }; p.record(0) }
        send(2)
        worker.drain()

        then:
        Eventually.until { RecordFile.of(server()).read().flaws().empty }
        RecordItem.of(server(), Clock.systemUTC()).passed()
    }

    def "a segment that the server has otherwise takes the place of the one that is archived, which is kept"() {
        given:
        send(1, true)
        def drain = { Archivers.drain(Archivers.of(server(), Clock.systemUTC()), server()) }
        drain()
        def archived = home.resolve('pg/wals/0000000100000000').resolve(name(1))
        def damaged = Files.readAllBytes(archived)
        before = 0
        send(1)
        def fresh = Files.move(home.resolve('pg/incoming').resolve(name(1)), home.resolve('pg/streaming/.fresh'))
        def flawed = new FlawedObject(server(), io.jbarman.pg.SegmentName.parse(name(1)), Clock.systemUTC())

        expect: 'not to one that is damaged as well'
        [9 * 8192 + 8, 9 * 8192 + 100].each { at ->
            def worse = Files.readAllBytes(fresh)
            worse[at] ^= 1
            assert !flawed.giveWayTo(Files.write(home.resolve('pg/streaming/.worse'), worse))
            assert damaged == Files.readAllBytes(archived)
        }

        and:
        flawed.giveWayTo(fresh)
        !Files.exists(archived)
        def kept = home.resolve('pg/errors').toFile().listFiles()
        kept.size() == 1
        kept[0].name.endsWith('.invalid')

        when:
        drain()

        then:
        WalCompressions.of(server()).plain(new BufferedInputStream(Files.newInputStream(archived))).bytes == Files.readAllBytes(fresh)
        damaged == kept[0].bytes
        !flawed.giveWayTo(fresh)
        Files.exists(archived)
    }

    def "what was archived before is looked at after a start, and what was looked at is not looked at again"() {
        given: 'archived by a process that ended at once'
        send(1)
        send(2)
        Archivers.drain(Archivers.of(server(), Clock.systemUTC()), server())

        expect:
        RecordItem.of(server(), Clock.systemUTC()).hint().startsWith('2 of 2 segments are not looked at yet')

        when:
        worker = new ArchiverWorker(server(), Clock.systemUTC())
        send(3)
        worker.drain()

        then:
        Eventually.until { covers(1) && covers(2) && covers(3) }
        RecordItem.of(server(), Clock.systemUTC()).with { it.passed() && it.hint() == '' }
        RecordFile.of(server()).read().checked()*.toString() == [name(1) + '..' + name(3)]
    }

    def "a server whose archive hangs keeps no other from having its records looked at"() {
        given: 'two servers of one process, and a segment of the first that whoever opens it never comes back from'
        def turns = new Turns(Duration.ofMillis(100))
        def checks = ['hangs', 'well'].collect { server ->
            before = 0
            send(1, false, server)
            send(2, false, server)
            Archivers.drain(Archivers.of(this.server(server), Clock.systemUTC()), this.server(server))
            new RecordChecks(this.server(server), { false }, {}, Clock.systemUTC(), turns)
        }
        def segment = home.resolve('hangs/wals/0000000100000000').resolve(name(1))
        Files.delete(segment)
        assert ['mkfifo', segment.toString()].execute().waitFor() == 0

        when:
        checks[0].begin()
        Eventually.until { Thread.allStackTraces.any { thread, where -> thread.name == 'check records' && where.any { it.methodName == 'open' && it.className == FileArchiveStore.name } } }
        checks[1].begin()

        then:
        Eventually.until { covers(1, 'well') && covers(2, 'well') }
        !covers(1, 'hangs')

        cleanup:
        checks*.stop()
        new RandomAccessFile(segment.toFile(), 'rw').close()
    }
}
