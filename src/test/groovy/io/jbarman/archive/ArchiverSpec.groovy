package io.jbarman.archive

import io.jbarman.archive.fs.FileArchiveStore
import io.jbarman.catalog.XlogDb
import io.jbarman.pg.SystemIdentifier
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset
import spock.lang.Specification
import spock.lang.TempDir

class ArchiverSpec extends Specification {
    static final ONE = '000000010000000000000001'
    static final TWO = '000000010000000000000002'
    static final CLOCK = Clock.fixed(Instant.parse('2026-11-21T10:00:00Z'), ZoneOffset.UTC)

    @TempDir
    Path home

    Path streaming
    Path errors
    Path wals
    ServerIdentity identity = new ServerIdentity(Optional.of(new SystemIdentifier(7)), Optional.of(15))

    def setup() {
        streaming = Files.createDirectories(home.resolve('streaming'))
        errors = home.resolve('errors')
        wals = Files.createDirectories(home.resolve('wals'))
    }

    private Archiver archiver(String compression = null, ArchiveStore store = new FileArchiveStore(wals), WalCatalogue catalogue = XlogDb.of(wals, 'pg')) {
        new Archiver(store, catalogue, CatalogueLock.NONE,
            WalCodecs.builtIn(Compressions.byName(Optional.ofNullable(compression), 'medium').get()), { identity }, errors, CLOCK)
    }

    private Path receive(String name, Map how = [:]) {
        Files.write(streaming.resolve(name), segment(name, how))
    }

    static byte[] segment(String name, Map how = [:]) {
        def size = how.size ?: 1 << 20
        def bytes = new byte[size]
        def number = Long.parseLong(name[8..<16], 16) * (0x100000000L.intdiv(1 << 20)) + Long.parseLong(name[16..<24], 16)
        new Random(how.seed ?: 1).nextBytes(bytes)
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
            .putShort((how.magic ?: 0xD110) as short).putShort((how.flags == null ? 2 : how.flags) as short)
            .putInt(how.timeline ?: Integer.parseInt(name[0..<8], 16))
            .putLong(how.address == null ? number * (1 << 20) : how.address).putInt(0).putInt(0)
            .putLong(how.system ?: 7).putInt(how.stated ?: 1 << 20).putInt(8192)
        bytes
    }

    private List<String> catalogue() {
        XlogDb.of(wals, 'pg').names().sort()
    }

    private Path archived(String name) {
        wals.resolve(name[0..<16]).resolve(name)
    }

    def "a complete segment is archived, its partial successor is not"() {
        given:
        def content = Files.readAllBytes(receive(ONE))
        receive(TWO + '.partial')

        when:
        def report = archiver().drainStreaming(streaming)

        then:
        report.archived() == [ONE]
        Arrays.equals(Files.readAllBytes(archived(ONE)), content)
        catalogue() == [ONE]
        !Files.exists(streaming.resolve(ONE))
        Files.exists(streaming.resolve(TWO + '.partial'))
        Files.getLastModifiedTime(archived(ONE)) == XlogDb.of(wals, 'pg').last().get().modified().with { java.nio.file.attribute.FileTime.from(it) }
    }

    def "the last segment is archived at once and stays until another follows"() {
        given:
        receive(ONE)
        def archiver = archiver(compression)

        expect:
        archiver.drainStreaming(streaming).archived() == [ONE]
        Files.exists(streaming.resolve(ONE))
        archiver.drainStreaming(streaming) == new DrainReport([], [], [])

        when:
        receive(TWO + '.partial')
        archiver.drainStreaming(streaming)

        then:
        !Files.exists(streaming.resolve(ONE))

        where:
        compression << [null, 'gzip']
    }

    def "gzip is what the first bytes and the catalogue say, and the content comes back"() {
        given:
        def content = Files.readAllBytes(receive(ONE))
        Files.writeString(streaming.resolve('00000002.history'), '1\t0/3000000\tno recovery target specified\n')

        when:
        archiver('gzip').drainStreaming(streaming)

        then:
        Arrays.equals(Compressions.plain(Files.newInputStream(archived(ONE))).readAllBytes(), content)
        Files.readAllLines(wals.resolve('pg-xlog.db')).find { it.startsWith(ONE) }.split('\t')[3] == 'gzip'
        Files.readString(wals.resolve('00000002.history')).startsWith('1\t')
    }

    def "the same content again is dropped, other content is set aside"() {
        given:
        receive(ONE)
        receive(TWO + '.partial')
        archiver('gzip').drainStreaming(streaming)
        receive(ONE, how)

        when:
        def report = archiver().drainStreaming(streaming)

        then:
        report.known() == known
        report.setAside()*.kind() == aside
        !Files.exists(streaming.resolve(ONE))
        catalogue() == [ONE]
        Files.exists(errors.resolve(ONE + '.20261121T100000Z.duplicate')) == !aside.empty

        where:
        how        | known | aside
        [:]        | [ONE] | []
        [seed: 2]  | []    | [DrainReport.ErrorKind.DUPLICATE]
    }

    def "a segment is set aside when #why"() {
        given:
        receive(ONE, how)
        receive(TWO + '.partial')

        when:
        def report = archiver().drainStreaming(streaming)

        then:
        report.archived().empty
        report.setAside()[0].reason().contains(why)
        report.setAside()[0].place() == errors.resolve(ONE + '.20261121T100000Z.invalid')
        catalogue().empty

        where:
        how                       | why
        [system: 8]               | 'system identifier 8'
        [magic: 0xD10D]           | 'PostgreSQL 14 wrote it'
        [magic: 0x1234]           | 'does not begin like a WAL segment'
        [flags: 0]                | 'does not begin like a WAL segment'
        [address: 5 << 20]        | 'its first page is that of 0/500000'
        [timeline: 2]             | 'of timeline 2'
        [size: 4096]              | 'it has 4096 bytes'
        [stated: 3 << 20]         | 'segments have 3145728 bytes'
    }

    def "what a parent timeline began and a release that is not known yet are archived"() {
        given:
        receive(name, how)
        receive('0000000F0000000000000002.partial')

        expect:
        archiver().drainStreaming(streaming).archived() == [name]

        where:
        name                        | how
        '000000020000000000000001'  | [timeline: 1]
        ONE                         | [magic: 0xD121]
    }

    def "leftovers: a partial of an earlier timeline is archived, a blank one dropped, a stranger set aside"() {
        given:
        receive(ONE + '.partial')
        Files.write(streaming.resolve(TWO + '.partial'), new byte[1 << 20])
        receive('000000020000000000000001.partial')
        Files.writeString(streaming.resolve('core'), 'x')

        when:
        def report = archiver().drainStreaming(streaming)

        then:
        report.archived() == [ONE + '.partial']
        report.setAside()*.name() == ['core']
        Files.exists(errors.resolve('core.20261121T100000Z.unknown'))
        Files.list(streaming)*.fileName*.toString() == ['000000020000000000000001.partial']
    }

    def "nothing in the errors directory is overwritten"() {
        given:
        def archiver = archiver()
        2.times {
            Files.writeString(streaming.resolve('core'), "core $it")
            archiver.drainStreaming(streaming)
        }

        expect:
        Files.list(errors).count() == 2
    }

    def "incoming: everything valid is archived, half-received files are not seen"() {
        given:
        receive(ONE)
        Files.writeString(streaming.resolve(ONE + '.00000028.backup'), 'START WAL LOCATION')
        Files.writeString(streaming.resolve('.123-' + TWO), 'half')

        expect:
        archiver().drainIncoming(streaming).archived() == [ONE, ONE + '.00000028.backup']
        Files.list(streaming).count() == 1
    }

    def "a crash #when is mended by the next start, and nothing is lost or doubled"() {
        given:
        def content = Files.readAllBytes(receive(ONE))
        receive(TWO)
        receive('000000010000000000000003.partial')
        def crashing = new Crashing(new FileArchiveStore(wals), XlogDb.of(wals, 'pg'), step)

        when:
        archiver(null, crashing, crashing).drainStreaming(streaming)

        then:
        thrown(Crash)

        when:
        def again = archiver()
        again.drainStreaming(streaming)

        then:
        Arrays.equals(Files.readAllBytes(archived(ONE)), content)
        Files.readAllLines(wals.resolve('pg-xlog.db'))*.split('\t')*.getAt(0) == [ONE, TWO]
        Files.list(streaming)*.fileName*.toString() == ['000000010000000000000003.partial']
        Files.list(wals.resolve('0000000100000000'))*.fileName*.toString().sort() == [ONE, TWO]
        !Files.exists(errors)

        where:
        step | when
        0    | 'before anything was written'
        1    | 'while the object was being written'
        2    | 'after the object, before the catalogue'
        3    | 'while the line was being written'
        4    | 'after the line, before the source was removed'
    }

    def "after a failed append the same archiver mends the catalogue itself"() {
        given:
        receive(ONE)
        receive(TWO + '.partial')
        def crashing = new Crashing(new FileArchiveStore(wals), XlogDb.of(wals, 'pg'), 2)
        def archiver = archiver(null, crashing, crashing)

        when:
        archiver.drainStreaming(streaming)

        then:
        thrown(Crash)

        when:
        crashing.step = -1
        archiver.drainStreaming(streaming)

        then:
        catalogue() == [ONE]
    }

    def "a missing streaming directory is an empty one"() {
        expect:
        archiver().drainStreaming(home.resolve('none')) == new DrainReport([], [], [])
    }

    static class Crash extends Error {}

    /** Ends at one step, leaving on disk what a process that died there would leave. */
    static class Crashing implements ArchiveStore, WalCatalogue {
        @Delegate(includes = ['open', 'find', 'list', 'delete', 'sweep'])
        final ArchiveStore store
        final XlogDb catalogue
        int step

        Crashing(ArchiveStore store, XlogDb catalogue, int step) {
            this.store = store
            this.catalogue = catalogue
            this.step = step
        }

        @Override
        boolean putNew(String key, Instant modified, ArchiveStore.Content content) {
            if (step == 0) {
                throw new Crash()
            }
            if (step == 1) {
                def file = (store as FileArchiveStore).root.resolve(key + '.0.tmp')
                Files.createDirectories(file.parent)
                Files.writeString(file, 'half')
                throw new Crash()
            }
            store.putNew(key, modified, content)
        }

        @Override
        void append(ArchivedWal wal) {
            if (step == 2) {
                throw new Crash()
            }
            catalogue.append(wal)
            if (step == 3) {
                def whole = Files.readString(catalogue.file())
                Files.writeString(catalogue.file(), whole[0..-10])
                throw new Crash()
            }
            if (step == 4) {
                throw new Crash()
            }
        }

        @Override
        Set<String> names() {
            catalogue.names()
        }
    }
}
