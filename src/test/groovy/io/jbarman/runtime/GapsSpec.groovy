package io.jbarman.runtime

import ch.qos.logback.classic.Logger
import ch.qos.logback.classic.spi.ILoggingEvent
import ch.qos.logback.core.read.ListAppender
import io.jbarman.archive.ArchiverSpec
import io.jbarman.config.BarmanConfigReader
import io.jbarman.config.ServerConfig
import io.jbarman.diagnostics.ProblemException
import io.jbarman.ingest.WalSamples
import io.jbarman.pg.SystemIdentifier
import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset
import java.util.concurrent.CopyOnWriteArrayList
import java.util.function.LongSupplier
import java.util.function.Supplier
import org.slf4j.LoggerFactory
import spock.lang.Specification
import spock.lang.TempDir

class GapsSpec extends Specification {
    static final CLOCK = Clock.fixed(Instant.parse('2026-11-26T10:00:00Z'), ZoneOffset.UTC)

    @TempDir
    Path home

    private ServerConfig server(String streaming = 'on') {
        def file = Files.writeString(home.resolve('barman.conf'), "[barman]\nbarman_home = $home\nbarman_user = x\n" +
            "[pg]\nconninfo = host=x user=y\narchiver = on\nstreaming_archiver = $streaming\nslot_name = s\ncompression = zstd\n")
        BarmanConfigReader.read(file).find('pg').get()
    }

    private static String name(int number) {
        String.format('0000000100000000%08X', number)
    }

    private void archive(String directory, int... numbers) {
        def target = Files.createDirectories(home.resolve('pg').resolve(directory))
        numbers.each { Files.write(target.resolve(name(it)), ArchiverSpec.segment(name(it))) }
        drain(server())
    }

    private static void drain(ServerConfig server) {
        Archivers.drain(Archivers.of(server, CLOCK), server)
    }

    def "a gap is found with its cause, told by check, and closed by what comes by the other road"() {
        given:
        archive('streaming', 1, 2, 5)

        expect:
        new Gaps(server()).recorded(CLOCK.instant()).open()*.gap()*.toString() == [name(3) + '..' + name(4)]
        GapCheck.of(server(), CLOCK).with { it.status() == CheckItem.Status.FAILED && it.hint().contains(name(3) + '..' + name(4) + ' missing since 2026-11-26T10:00:00Z') }

        when: 'one is still on its way'
        Files.write(home.resolve('pg/incoming').resolve(name(4)), ArchiverSpec.segment(name(4)))

        then:
        new Gaps(server()).seen(CLOCK.instant()).open()*.gap()*.toString() == [name(3)]

        when:
        archive('incoming', 3)

        then:
        new Gaps(server()).recorded(CLOCK.instant()).open().empty
        GapCheck.of(server(), CLOCK).passed()
        Files.readString(home.resolve('pg/.jbarman-gaps.json')).contains('"closed"')
    }

    def "a gap is written down under steady load, too, with the time when it was found"() {
        given:
        def now = CLOCK.instant()
        def clock = new Clock() {
            Instant instant() { now }
            java.time.ZoneId getZone() { ZoneOffset.UTC }
            Clock withZone(java.time.ZoneId zone) { this }
        }
        def worker = new ArchiverWorker(server(), clock)

        when: 'every pass finds something'
        [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12].each {
            now = now.plusSeconds(10)
            Files.write(home.resolve('pg/streaming').resolve(name(it)), ArchiverSpec.segment(name(it)))
            worker.drain()
        }

        then:
        GapFile.of(server()).read().open().collect { [it.gap().toString(), it.found()] } == [[name(3), CLOCK.instant().plusSeconds(60)]]

        cleanup:
        worker.stop()
    }

    def "where the segment that was listed last is not there or says nothing, an older one tells how large segments are: #damage"() {
        given:
        archive('streaming', 1, 2, 5, 6)
        def last = home.resolve('pg/wals/0000000100000000/' + name(6))
        damage == 'removed' ? Files.delete(last) : Files.write(last, new byte[4])

        expect:
        GapCheck.of(server(), CLOCK).status() == CheckItem.Status.FAILED

        when: 'none is there'
        [1, 2, 5, 6].each { Files.deleteIfExists(home.resolve('pg/wals/0000000100000000/' + name(it))) }
        Files.deleteIfExists(home.resolve('pg/.jbarman-gaps.json'))

        then:
        GapCheck.of(server(), CLOCK).with { it.status() == CheckItem.Status.UNKNOWN && it.hint().contains('none of the newest archived segments') }
        new Gaps(server()).recorded(CLOCK.instant()).open().empty

        where:
        damage << ['removed', 'cut']
    }

    def "of a server that nobody can ask, the first archived segment says whose it is"() {
        given:
        def server = server('off')
        def door = WalDoors.in(server, CLOCK)
        def put = { String name, Map how -> door.receive(new ByteArrayInputStream(WalSamples.sent(name, WalSamples.segment(name, how))), '') }

        expect: 'before, anything is taken'
        put(name(1), [system: 8]).status() == 0

        when:
        drain(server)

        then:
        new Identities(server).read().with { [it.system().get().toString(), it.major().get()] } == ['8', 15]
        put(name(2), [system: 8]).status() == 0
        put(name(3), [system: 9]).with { it.status() == 1 && it.lines()[0].contains('it is of the cluster with system identifier 9, not of 8') }
    }

    def "an archive of a server that nobody can ask says whose it is by its oldest segment, before anything more comes: streaming #streaming"() {
        given: 'as an older jbarman left it'
        def server = server(streaming)
        Archivers.of(server, CLOCK)
        def target = Files.createDirectories(home.resolve('pg/wals/0000000100000000'))
        [4: 8, 5: 9].each { number, system -> Files.write(target.resolve(name(number)), WalSamples.segment(name(number), [system: system])) }
        def put = { int number, int system ->
            WalDoors.in(server, CLOCK).receive(new ByteArrayInputStream(WalSamples.sent(name(number), WalSamples.segment(name(number), [system: system]))), '')
        }

        expect:
        put(6, 9).with { it.status() == 1 && it.lines()[0].contains('it is of the cluster with system identifier 9, not of 8') }
        put(6, 8).status() == 0
        new Identities(server).read().system().empty

        when: 'the server itself has been asked, as after pg_upgrade'
        new Identities(server).remember(SystemIdentifier.parse('9'), 16)

        then:
        put(7, 9).status() == 0

        where:
        streaming << ['off', 'on']
    }

    def "where identity.json is damaged the WAL says whose it is, and only that cluster gets it written anew: '#text'"() {
        given:
        def server = server('off')
        def door = WalDoors.in(server, CLOCK)
        def put = { int number, int system -> door.receive(new ByteArrayInputStream(WalSamples.sent(name(number), WalSamples.segment(name(number), [system: system]))), '') }
        put(1, 8)
        drain(server)
        def file = new Identities(server).file()
        Files.writeString(file, text)

        expect:
        put(2, 9).with { it.status() == 1 && it.lines()[0].contains('not of 8') }
        put(2, 8).status() == 0
        ArchiveChecks.identity(server)*.with { [it.name(), it.passed(), it.hint().contains("$file cannot be understood: "), it.hint().contains('system identifier 8: as soon as')] } == [['identity file', false, true, true]]

        when: 'another one answers'
        new Identities(server).remember(SystemIdentifier.parse('9'), 16)

        then:
        Files.readString(file) == text

        when:
        new Identities(server).remember(SystemIdentifier.parse('8'), 15)

        then:
        new IdentityFile(file).read().identity().with { [it.system().get().toString(), it.major().get()] } == ['8', 15]
        Files.readString(file.resolveSibling('identity.json.damaged')) == text
        ArchiveChecks.identity(server).empty

        where:
        text << ['', '{"systemid": "8", "ver', '[]', '{"systemid": "x"}', '\u0000\u0000']
    }

    def "a damaged identity.json beside no WAL at all stays until somebody has looked"() {
        given:
        def server = server('off')
        def file = Files.createDirectories(home.resolve('pg')).resolve('identity.json')
        Files.writeString(file, '')

        when:
        new Identities(server).remember(SystemIdentifier.parse('9'), 16)

        then:
        Files.readString(file) == ''
        ArchiveChecks.identity(server)[0].hint().contains('then remove the file')

        when: 'whoever comes first is sent away, and what came by another road stays where it is'
        def answer = WalDoors.in(server, CLOCK).receive(new ByteArrayInputStream(WalSamples.sent(name(1), WalSamples.segment(name(1), [system: 8]))), '')
        def incoming = Files.write(home.resolve('pg/incoming').resolve(name(1)), WalSamples.segment(name(1), [system: 8]))
        drain(server)

        then:
        def e = thrown(ProblemException)
        e.problems()[0].code() == 'identity-damaged'
        answer.status() == 1
        answer.lines()[0].contains('then remove the file')
        WalDoors.deadEnd(server).get().contains('then remove the file')
        Files.exists(incoming)
        Files.readString(file) == ''

        when: 'its stream says it'
        def segment = WalSamples.segment(name(1), [system: 9])
        Files.write(Files.createDirectories(home.resolve('pg/streaming')).resolve(name(1) + '.partial'), segment)
        new Identities(server).remember(SystemIdentifier.parse('9'), 16)

        then:
        new IdentityFile(file).read().identity().system().get().toString() == '9'
    }

    def "an identity.json that cannot be read is told and left alone, and the WAL says meanwhile whose it is"() {
        given:
        def server = server()
        def file = Files.createDirectories(home.resolve('pg/identity.json'))
        def put = { int number, int system -> WalDoors.in(server, CLOCK).receive(new ByteArrayInputStream(WalSamples.sent(name(number), WalSamples.segment(name(number), [system: system]))), '') }

        expect: 'no WAL, nobody'
        put(2, 8).with { it.status() == 1 && it.lines()[0].contains("$file cannot be read: ") }
        new Identities(server).readOrSeen().system().empty

        when: 'the oldest segment is damaged, the next one is not'
        def target = Files.createDirectories(home.resolve('pg/wals/0000000100000000'))
        Files.createDirectory(target.resolve(name(0)))
        Files.write(target.resolve(name(1)), WalSamples.segment(name(1), [system: 8]))
        new Identities(server).remember(SystemIdentifier.parse('8'), 15)

        then:
        new Identities(server).readOrSeen().system().get().toString() == '8'
        put(2, 9).with { it.status() == 1 && it.lines()[0].contains('not of 8') }
        put(2, 8).status() == 0
        ArchiveChecks.identity(server)[0].hint().with { it.contains('let the account that runs jbarman read it') && it.contains('identifier 8') }
        Files.isDirectory(file)
        file.parent.toFile().list().findAll { it.contains('identity') } == ['identity.json']
    }

    def "an archive of which nothing can be read, identity.json neither, costs one look and one line a minute, however large it is"() {
        given:
        def server = server('off')
        Files.createDirectories(home.resolve('pg/identity.json'))
        def target = Files.createDirectories(home.resolve('pg/wals/0000000100000000'))
        (1..100).each { Files.write(target.resolve(name(it)), [0x1f, 0x8b, 8, 0] as byte[]) }
        def log = LoggerFactory.getLogger('io.jbarman.runtime') as Logger
        def lines = new ListAppender<ILoggingEvent>()
        lines.list = new CopyOnWriteArrayList<>()
        lines.start()
        log.addAppender(lines)
        def told = { lines.list*.formattedMessage.findAll { it.contains(home.toString()) } }
        def (looks, now) = [0, 0L]
        def wal = new WalIdentity(server)
        def identities = new Identities(server, { looks++; wal.look() } as Supplier, { now } as LongSupplier)
        def refused = { Closure act ->
            try {
                act.call()
                false
            } catch (ProblemException e) {
                e.problems()[0].code() == 'identity-unreadable'
            }
        }

        expect:
        (1..3).every { refused { identities.knownForTaking() } }
        refused { identities.remember(SystemIdentifier.parse('8'), 15); identities.knownForTaking() }
        looks == 1
        told().every { it.startsWith("server 'pg': ") && it.contains('the account that runs jbarman') }
        told()*.contains('64 of the places that would say whose WAL this is cannot be read, such as ') == [true, false]

        when: 'an archiver, each of whose passes asks'
        lines.list.clear()
        def archiver = new ArchiverWorker(server, CLOCK)

        then:
        (1..3).every { refused { archiver.drain() } }
        told().size() == 2

        when: 'somebody mends what came last'
        Files.write(target.resolve(name(100)), WalSamples.segment(name(100), [system: 8]))

        then:
        refused { identities.knownForTaking() }

        when:
        now += 60_000_000_000L

        then:
        identities.knownForTaking().system().get().toString() == '8'
        identities.knownForTaking().system().get().toString() == '8'
        looks == 2

        cleanup:
        log.detachAppender(lines)
    }

    def "what was set aside is the cause; acknowledged, it is told no more"() {
        given:
        Files.createDirectories(home.resolve('pg/incoming'))
        Files.write(home.resolve('pg/incoming').resolve(name(2)), new byte[1 << 20])
        archive('incoming', 1, 3)

        expect:
        GapCheck.of(server(), CLOCK).hint().contains('it was set aside as errors/' + name(2))

        when:
        new Gaps(server()).recorded(CLOCK.instant())
        def known = new Gaps(server()).acknowledge(io.jbarman.pg.SegmentName.parse(name(2)))

        then:
        known
        GapCheck.of(server(), CLOCK).passed()
        GapCheck.of(server(), CLOCK).hint() == '1 acknowledged'
    }
}
