package io.jbarman.archive

import io.jbarman.archive.fs.FileArchiveStore
import io.jbarman.catalog.XlogDb
import io.jbarman.pg.SystemIdentifier
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Requires
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

    @AutoCleanup('shutdownNow')
    ExecutorService workers = Executors.newFixedThreadPool(3)
    ArchiveHooks hooks = ArchiveHooks.NONE
    ArchiveMark mark = ArchiveMark.NONE

    def setup() {
        streaming = Files.createDirectories(home.resolve('streaming'))
        errors = home.resolve('errors')
        wals = Files.createDirectories(home.resolve('wals'))
    }

    private Archiver archiver(String compression = null, ArchiveStore store = new FileArchiveStore(wals), WalCatalogue catalogue = XlogDb.of(wals, 'pg')) {
        new Archiver(new Archive(store, catalogue, CatalogueLock.NONE, mark),
            WalCodecs.builtIn(Compressions.byName(Optional.ofNullable(compression), 'medium').get()), hooks, workers, { identity }, errors, CLOCK)
    }

    private Path receive(String name, Map how = [:]) {
        Files.write(streaming.resolve(name), segment(name, how))
    }

    /** Pages with proper headers, and noise in them. */
    static byte[] segment(String name, Map how = [:]) {
        def size = how.size ?: 1 << 20
        def bytes = new byte[size]
        def number = Long.parseLong(name[8..<16], 16) * (0x100000000L.intdiv(1 << 20)) + Long.parseLong(name[16..<24], 16)
        new Random(how.seed ?: 1).nextBytes(bytes)
        def buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
        for (int at = 0; at < size; at += 8192) {
            buffer.position(at)
            buffer.putShort((how.magic ?: 0xD110) as short).putShort((at ? 0 : how.flags == null ? 2 : how.flags) as short)
                .putInt(how.timeline ?: Integer.parseInt(name[0..<8], 16))
                .putLong((how.address == null ? number * (1 << 20) : how.address) + at).putInt(0).putInt(0)
        }
        buffer.position(24)
        buffer.putLong(how.system ?: 7).putInt(how.stated ?: 1 << 20).putInt(8192)
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
        archiver.drainStreaming(streaming) == new DrainReport([], [], [], false)

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

    def "a file in incoming of #age s ago, #what: #archived archived, #aside set aside, left for the next pass: #left"() {
        given:
        def file = Files.write(streaming.resolve(ONE), content)
        Files.setLastModifiedTime(file, FileTime.from(CLOCK.instant().minusSeconds(age)))
        receive(TWO)
        def archiver = archiver()

        when:
        def report = archiver.drainIncoming(streaming)

        then:
        report.left() == left
        report.archived() == archived
        report.setAside()*.name() == aside
        Files.exists(file) == left

        when: 'it is there in the end'
        if (left) {
            receive(ONE)
        }

        then:
        !left || archiver.drainIncoming(streaming).archived() == [ONE, TWO]

        where:
        what                                    | age | content                                             || left  | archived   | aside
        'half a segment'                        | 3   | Arrays.copyOf(segment(ONE), 1 << 19)                || true  | []         | []
        'half a segment, by a clock ahead'      | -3  | Arrays.copyOf(segment(ONE), 1 << 19)                || true  | []         | []
        'the same'                              | 11  | Arrays.copyOf(segment(ONE), 1 << 19)                || false | [TWO]      | [ONE]
        'the same of the future'                | -99 | Arrays.copyOf(segment(ONE), 1 << 19)                || false | [TWO]      | [ONE]
        'nothing yet'                           | 3   | new byte[0]                                         || true  | []         | []
        'less than a header'                    | 3   | Arrays.copyOf(segment(ONE), 12)                     || true  | []         | []
        'a size of some segments, not of these' | 3   | segment(ONE, [stated: 1 << 22])                     || true  | []         | []
        'whole'                                 | 0   | segment(ONE)                                        || false | [ONE, TWO] | []
        'whole and wrong'                       | 0   | segment(ONE, [system: 8])                           || false | [TWO]      | [ONE]
        'too long'                              | 0   | Arrays.copyOf(segment(ONE), 3 << 19)                || false | [TWO]      | [ONE]
        'compressed, of any length'             | 0   | gzipped(segment(ONE))                               || false | [ONE, TWO] | []
    }

    private static byte[] gzipped(byte[] plain) {
        def bytes = new ByteArrayOutputStream()
        new java.util.zip.GZIPOutputStream(bytes).withCloseable { it.write(plain) }
        bytes.toByteArray()
    }

    def "a crash #when is mended by the next start without comparing everything"() {
        given:
        def content = Files.readAllBytes(receive(ONE))
        receive(TWO)
        receive('000000010000000000000003.partial')
        mark = new Remembering()
        archiver().drainStreaming(home.resolve('none'))
        def crashing = new Crashing(new FileArchiveStore(wals), XlogDb.of(wals, 'pg'), step)

        when:
        archiver(null, crashing, crashing).drainStreaming(streaming)

        then:
        thrown(Crash)

        when: 'the sources are still there, and known or not'
        mark.word = new Archive(new FileArchiveStore(wals), XlogDb.of(wals, 'pg'), CatalogueLock.NONE, mark).fingerprint().get()
        archiver().drainStreaming(streaming)

        then:
        Arrays.equals(Files.readAllBytes(archived(ONE)), content)
        Files.readAllLines(wals.resolve('pg-xlog.db'))*.split('\t')*.getAt(0) == [ONE, TWO]
        !Files.exists(errors)

        where:
        step | when
        3    | 'when some are seen'
        4    | 'after all are seen, before the catalogue'
        5    | 'when some lines are written'
        7    | 'after the lines'
    }

    static class Remembering implements ArchiveMark {
        String word

        @Override
        Optional<String> read() {
            Optional.ofNullable(word)
        }

        @Override
        void write(String word) {
            this.word = word
        }
    }

    def "what another program left half done is found at the next start, and only where something changed"() {
        given:
        mark = new Remembering()
        receive(ONE)
        receive(TWO + '.partial')
        archiver('gzip').drainStreaming(streaming)

        when: 'a file came without its line'
        Files.write(archived(TWO), segment(TWO))
        def report = archiver().drainStreaming(streaming)

        then:
        report.archived() == [TWO]
        catalogue() == [ONE, TWO]

        when: 'nothing came: not even what a person took out of the list by hand without changing its length is looked at'
        def text = Files.readString(wals.resolve('pg-xlog.db'))
        Files.writeString(wals.resolve('pg-xlog.db'), text.replace(TWO, '0000000100000000000000FF'))

        then:
        archiver().drainStreaming(streaming).archived().empty

        when:
        Files.writeString(wals.resolve('pg-xlog.db'), text.readLines()[0] + '\n')

        then:
        archiver().drainStreaming(streaming).archived() == [TWO]
    }

    def "a page that is wrong anywhere is found in the same pass, whatever it is compressed with: #compression"() {
        given:
        def bytes = segment(ONE)
        bytes[8192 * 77 + 9] ^= 4
        Files.write(streaming.resolve(ONE), bytes)
        receive(TWO + '.partial')

        when:
        def report = archiver(compression).drainStreaming(streaming)

        then:
        report.setAside()*.reason() == ['its page at offset 630784 is that of 0/19A400, and its place is 0/19A000']
        Files.list(wals).noneMatch { it.toString().contains(ONE) }

        where:
        compression << [null, 'gzip', 'zstd']
    }

    def "uncompressed, the archive takes the file itself, but not one that stays"() {
        given:
        def one = Files.getAttribute(receive(ONE), 'unix:ino')
        def two = Files.getAttribute(receive(TWO), 'unix:ino')

        when:
        archiver().drainStreaming(streaming)

        then:
        Files.getAttribute(archived(ONE), 'unix:ino') == one
        Files.getAttribute(archived(TWO), 'unix:ino') != two
        Files.getAttribute(archived(ONE), 'unix:nlink') == 1
    }

    def "a partial of archive_command is the stream's up to the switch, and no further; behind it are recycled bytes: #pointHex"() {
        given:
        def name = ONE + '.partial'
        Files.writeString(home.resolve('wals/00000002.history'), "1\t0/1${pointHex}\tno reason\n")
        Files.write(streaming.resolve(name), segment(ONE))
        Files.writeString(streaming.resolve('000000020000000000000001.partial'), '')
        archiver('gzip').drainStreaming(streaming)
        def incoming = Files.createDirectories(home.resolve('incoming'))
        Files.write(incoming.resolve(name), behind(300_000, 'noise'))
        Files.setLastModifiedTime(incoming.resolve(name), FileTime.from(CLOCK.instant() - java.time.Duration.ofHours(1)))

        when:
        def report = archiver('gzip').drainIncoming(incoming)

        then:
        report.known() == known
        report.setAside()*.kind() == aside

        where:
        pointHex | known              | aside
        '49000'  | [ONE + '.partial'] | []
        '4A000'  | []                 | [DrainReport.ErrorKind.DUPLICATE]
    }

    def "a partial of the stream that holds #what behind the switch is #verdict beside the one of archive_command"() {
        given: "the server's came first"
        def name = ONE + '.partial'
        Files.writeString(home.resolve('wals/00000002.history'), '1\t0/149000\tno reason\n')
        def incoming = Files.createDirectories(home.resolve('incoming'))
        Files.write(incoming.resolve(name), behind(300_000, 'noise'))
        Files.setLastModifiedTime(incoming.resolve(name), FileTime.from(CLOCK.instant() - java.time.Duration.ofHours(1)))
        assert archiver(compression).drainIncoming(incoming).archived().contains(name)

        and: 'ours goes on behind the switch, or ends there'
        def ours = behind(0x49000, what)
        Files.write(streaming.resolve(name), ours)
        Files.writeString(streaming.resolve('000000020000000000000001.partial'), '')

        when:
        def report = archiver(compression).drainStreaming(streaming)

        then:
        !Files.exists(streaming.resolve(name))
        report.known() == (verdict == 'known' ? [name] : [])
        report.setAside()*.kind() == (verdict == 'known' ? [] : [DrainReport.ErrorKind.DUPLICATE])
        report.setAside().every { it.reason().contains('behind the end of its timeline') && Arrays.equals(Files.readAllBytes(it.place()), ours) }

        where:
        what      | compression || verdict
        'zeros'   | null        || 'known'
        'zeros'   | 'gzip'      || 'known'
        'records' | null        || 'set aside'
        'records' | 'gzip'      || 'set aside'
    }

    /** The first segment, with other bytes from there on: pages as they are, none, or recycled ones. */
    private static byte[] behind(int from, String what) {
        def bytes = segment(ONE)
        def rest = new byte[bytes.length - from]
        if (what == 'noise') {
            new Random(5).nextBytes(rest)
        }
        if (what != 'records') {
            System.arraycopy(rest, 0, bytes, from, rest.length)
        }
        bytes
    }

    def "many files come in order, many to a commit, and a failure in the middle loses none"() {
        given:
        def names = (1..40).collect { String.format('0000000100000000%08X', it) }
        names.each { receive(it) }
        receive('000000010000000000000029.partial')
        def failing = new Failing(new FileArchiveStore(wals), names[25])

        when:
        archiver('zstd', failing).drainStreaming(streaming)

        then:
        def e = thrown(IOException)
        e.message == 'no space'
        catalogue().size() <= 25
        Files.list(wals).noneMatch { it.toString().endsWith('.tmp') }

        when:
        failing.name = ''
        archiver('zstd', failing).drainStreaming(streaming)

        then:
        XlogDb.of(wals, 'pg').with { db -> def all = []; db.forEach { all << it.name() }; all } == names
        failing.publications < 40
        Files.list(streaming).count() == 1
    }

    def "hooks see each file, before in the directory and after in the archive, and can end the pass"() {
        given:
        def seen = []
        hooks = new ArchiveHooks() {
            boolean before(ArchivedWal wal, Path file) {
                seen << "before ${wal.name()[-1]} ${Files.exists(file)}".toString()
                wal.name() != '000000010000000000000004'
            }
            void after(ArchivedWal wal, Optional<String> error) {
                seen << "after ${wal.name()[-1]} ${error.orElse('')}".toString()
            }
        }
        (1..5).each { receive("00000001000000000000000$it", it == 2 ? [system: 99] : [:]) }

        when:
        def report = archiver('gzip').drainIncoming(streaming)

        then:
        report.archived().size() == 2
        report.left()
        seen.findAll { it.startsWith('before') } == (1..4).collect { "before $it true" }
        seen.findAll { it.startsWith('after') }[0] == 'after 1 '
        seen.findAll { it.startsWith('after') }[1].startsWith('after 2 it is of the cluster')
        seen.findAll { it.startsWith('after') }.size() == 3
        Files.list(streaming)*.fileName*.toString().sort() == ['000000010000000000000004', '000000010000000000000005']
    }

    /** Passes everything on. */
    static class Passing implements ArchiveStore {
        final ArchiveStore store

        Passing(ArchiveStore store) {
            this.store = store
        }

        boolean isEmpty() {
            store.empty
        }

        @Override
        StagedObject stage(String key, Instant modified, ArchiveStore.Content content) {
            store.stage(key, modified, content)
        }

        @Override
        StagedObject stage(String key, Path file) {
            store.stage(key, file)
        }

        @Override
        Set<String> publish(List<StagedObject> staged) {
            store.publish(staged)
        }

        @Override
        void confirm(Collection<String> keys) {
            store.confirm(keys)
        }

        @Override
        InputStream open(String key) {
            store.open(key)
        }

        @Override
        Optional<StoredObject> find(String key) {
            store.find(key)
        }

        @Override
        List<StoredObject> list(String prefix) {
            store.list(prefix)
        }

        @Override
        List<StoredObject> histories() {
            store.histories()
        }

        @Override
        void delete(String key) {
            store.delete(key)
        }

        @Override
        void sweep() {
            store.sweep()
        }

        @Override
        Optional<String> fingerprint() {
            store.fingerprint()
        }
    }

    /** Counts publications; refuses to write one object. */
    static class Failing extends Passing {
        String name
        int publications

        Failing(ArchiveStore store, String name) {
            super(store)
            this.name = name
        }

        @Override
        StagedObject stage(String key, Instant modified, ArchiveStore.Content content) {
            if (key.endsWith(name) && name) {
                throw new IOException('no space')
            }
            super.stage(key, modified, content)
        }

        @Override
        Set<String> publish(List<StagedObject> staged) {
            publications++
            store.publish(staged)
        }
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
        1    | 'while an object was being written'
        2    | 'after the objects, before they are seen'
        3    | 'when some are seen'
        4    | 'after all are seen, before the catalogue'
        5    | 'when some lines are written'
        6    | 'while a line was being written'
        7    | 'after the lines, before the sources were removed'
    }

    /** Notes what was made durable by name, which a look at the disk does not show. */
    static class Noting extends Passing {
        Path source
        boolean listed
        Closure<Boolean> isListed
        List<String> confirmed = []

        Noting(ArchiveStore store, Path source, boolean listed, Closure<Boolean> isListed) {
            super(store)
            this.source = source
            this.listed = listed
            this.isListed = isListed
        }

        @Override
        void confirm(Collection<String> keys) {
            assert keys.empty || Files.exists(source)
            assert keys.empty || !confirmed.empty || isListed.call() == listed
            confirmed.addAll(keys)
            store.confirm(keys)
        }
    }

    def "an object that a killed archiver may not have made durable is, before its line is written and its source removed"() {
        given:
        def content = Files.readAllBytes(receive(ONE))
        receive(TWO + '.partial')
        Files.createDirectories(archived(ONE).parent)
        Files.write(archived(ONE), content)
        if (listed) {
            archiver().repair()
        }
        def store = new Noting(new FileArchiveStore(wals), streaming.resolve(ONE), listed, { catalogue() == [ONE] })

        when:
        archiver(null, store).drainStreaming(streaming)

        then:
        store.confirmed.contains("0000000100000000/$ONE".toString())
        catalogue() == [ONE]
        !Files.exists(streaming.resolve(ONE))

        where:
        listed << [false, true]
    }

    def "#what in the archive under a segment's name is told, and what comes after it is archived"() {
        given:
        Files.createDirectories(archived(ONE).parent)
        Files.write(archived(ONE), there)
        [ONE, TWO, '000000010000000000000003.partial'].each { receive(it) }

        when:
        def report = archiver('gzip').drainStreaming(streaming)

        then: 'listed, what was there; archived, the second'
        report.archived() == [ONE, TWO]
        report.setAside()*.with { [it.name(), it.kind()] } == [[ONE, DrainReport.ErrorKind.DUPLICATE]]
        report.setAside()[0].reason().startsWith('the archive holds a file of that name that cannot be read: ')
        Arrays.equals(Files.readAllBytes(archived(ONE)), there as byte[])

        where:
        what                                  | there
        'half of a compressed segment'        | [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3] as byte[]
        'one whose compression nobody knows'  | [0xff, 6, 0, 0, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59, 1, 2] as byte[]
    }

    def "an object that was moved away and comes again has one line, that of what is there now: #how"() {
        given:
        receive(ONE)
        receive(TWO)
        receive('000000010000000000000003.partial')
        def archiver = archiver()
        archiver.drainStreaming(streaming)
        Files.move(archived(ONE), home.resolve('moved'))
        receive(ONE)

        when:
        if (how == 'a crash came in between') {
            def crashing = new Crashing(new FileArchiveStore(wals), XlogDb.of(wals, 'pg'), 4)
            try {
                this.archiver('gzip', crashing, crashing).drainStreaming(streaming)
            } catch (Crash ignored) {
                assert Files.exists(archived(ONE))
            }
        }
        def again = how == 'the same process' ? archiver : this.archiver('gzip')
        again.drainStreaming(streaming)

        then:
        def lines = Files.readAllLines(wals.resolve('pg-xlog.db'))*.split('\t')
        lines*.getAt(0) == [ONE, TWO]
        lines[0][1] == "${Files.size(archived(ONE))}"
        lines[0][3] == (how == 'the same process' ? 'None' : 'gzip')
        !Files.exists(streaming.resolve(ONE))

        where:
        how << ['the same process', 'another one', 'a crash came in between']
    }

    def "what stays in one directory is compared when it comes by the other"() {
        given:
        receive(ONE)
        def archiver = archiver()
        archiver.drainStreaming(streaming)
        def incoming = Files.createDirectories(home.resolve('incoming'))
        Files.write(incoming.resolve(ONE), segment(ONE, [seed: 2]))

        when:
        def report = archiver.drainIncoming(incoming)

        then:
        report.setAside()*.name() == [ONE]
        Files.exists(errors.resolve("${ONE}.20261121T100000Z.duplicate"))
        archiver.drainStreaming(streaming) == new DrainReport([], [], [], false)
        Files.exists(streaming.resolve(ONE))
    }

    @Requires({ Files.isWritable(Path.of('/dev/shm')) })
    def "what is set aside on another disk is there as it was"() {
        given:
        errors = Files.createTempDirectory(Path.of('/dev/shm'), 'jbarman').resolve('errors')
        receive(ONE, [system: 8])
        def content = Files.readAllBytes(receive(TWO, [system: 8]))
        receive('000000010000000000000003.partial')

        when:
        archiver().drainStreaming(streaming)

        then:
        Arrays.equals(Files.readAllBytes(errors.resolve("${TWO}.20261121T100000Z.invalid")), content)
        Files.list(streaming)*.fileName*.toString() == ['000000010000000000000003.partial']

        cleanup:
        errors.parent.toFile().deleteDir()
    }

    def "after a failed append the same archiver mends the catalogue itself"() {
        given:
        receive(ONE)
        receive(TWO + '.partial')
        def crashing = new Crashing(new FileArchiveStore(wals), XlogDb.of(wals, 'pg'), 4)
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
        archiver().drainStreaming(home.resolve('none')) == new DrainReport([], [], [], false)
    }

    static class Crash extends Error {}

    /** Ends at one step, leaving on disk what a process that died there would leave. */
    static class Crashing extends Passing implements WalCatalogue {
        final XlogDb catalogue
        int step

        Crashing(ArchiveStore store, XlogDb catalogue, int step) {
            super(store)
            this.catalogue = catalogue
            this.step = step
        }

        @Override
        StagedObject stage(String key, Instant modified, ArchiveStore.Content content) {
            dies(0)
            if (step == 1) {
                Files.writeString((store as FileArchiveStore).root.resolve(key[-24..-1] + '.0.tmp'), 'half')
            }
            dies(1)
            store.stage(key, modified, content)
        }

        @Override
        StagedObject stage(String key, Path file) {
            dies(0)
            dies(1)
            store.stage(key, file)
        }

        @Override
        Set<String> publish(List<StagedObject> staged) {
            dies(2)
            if (step == 3) {
                store.publish(staged.take(1))
            }
            dies(3)
            store.publish(staged)
        }

        @Override
        void append(List<ArchivedWal> wals) {
            dies(4)
            if (step == 5) {
                catalogue.append(wals.take(1))
            }
            dies(5)
            catalogue.append(wals)
            if (step == 6) {
                def whole = Files.readString(catalogue.file())
                Files.writeString(catalogue.file(), whole[0..-10])
            }
            dies(6)
            dies(7)
        }

        private void dies(int at) {
            if (step == at) {
                throw new Crash()
            }
        }

        @Override
        boolean contains(String name, long size) {
            catalogue.contains(name, size)
        }

        @Override
        Optional<String> fingerprint() {
            Optional.empty()
        }

        @Override
        Set<String> names() {
            catalogue.names()
        }
    }
}
