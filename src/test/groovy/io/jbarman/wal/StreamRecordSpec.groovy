package io.jbarman.wal

import io.jbarman.pg.Lsn
import io.jbarman.pg.SystemIdentifier
import io.jbarman.pg.TimelineId
import io.jbarman.pg.WalSegmentSize
import io.jbarman.replication.SystemIdentity
import io.jbarman.replication.TimelineHistoryFile
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

class StreamRecordSpec extends Specification {
    @TempDir
    Path directory

    static SystemIdentity server(long identifier) {
        new SystemIdentity(new SystemIdentifier(identifier), new TimelineId(2), Lsn.parse('0/5000000'))
    }

    static TimelineHistoryFile history(String text) {
        new TimelineHistoryFile('00000002.history', text.bytes)
    }

    StreamDirectory open(long identifier = -7, WalSegmentSize size = WalSegmentSize.DEFAULT) {
        StreamDirectory.open(Storage.in(directory), server(identifier), size)
    }

    def "what is remembered is there for the next process"() {
        given:
        open().remember(new TimelineId(3), Lsn.parse('16/B374D848'))

        expect:
        with(open().record()) {
            systemIdentifier() == new SystemIdentifier(-7)
            segmentSize() == WalSegmentSize.DEFAULT
            timeline() == new TimelineId(3)
            position() == Lsn.parse('16/B374D848')
        }
    }

    def "a record that was kept beside the segments counts, until it is written outside of them"() {
        given:
        open().remember(new TimelineId(3), Lsn.parse('16/B374D848'))
        def outside = Files.createDirectory(directory.resolve('outside')).resolve('record')
        def open = { long identifier -> StreamDirectory.open(Storage.in(directory).recordedIn(outside), server(identifier), WalSegmentSize.DEFAULT) }

        when: 'another cluster answers'
        open(5)

        then:
        thrown(ReceiverException)
        !Files.exists(outside)

        when: 'the right one does'
        open(-7).remember(new TimelineId(3), Lsn.parse('16/B4000000'))

        then:
        !Files.exists(directory.resolve('.jbarman-stream.json'))
        open(-7).record().position() == Lsn.parse('16/B4000000')

        when: 'and all that was received is gone'
        open(5)

        then:
        thrown(ReceiverException)
    }

    def "of a runtime's record and that of pg_receivewal the further one counts, what either saw is kept, one is left: #outside and #beside"() {
        given:
        def above = Files.createDirectory(directory.resolve('above')).resolve('record')
        def streaming = Files.createDirectory(directory.resolve('streaming'))
        def runtime = { StreamDirectory.open(Storage.in(streaming).recordedIn(above), server(-7), WalSegmentSize.DEFAULT) }
        def program = { StreamDirectory.open(Storage.in(streaming), server(-7), WalSegmentSize.DEFAULT) }
        program().store(history('1\t0/5000100\tno recovery target specified\n'))
        program().remember(new TimelineId(beside[0]), Lsn.parse(beside[1]))
        def former = Files.readString(streaming.resolve('.jbarman-stream.json'))
        Files.delete(streaming.resolve('.jbarman-stream.json'))
        runtime().diverged(new Divergence(new TimelineId(1), Lsn.parse('0/9'), Lsn.parse('0/8'), new TimelineId(2)))
        runtime().remember(new TimelineId(outside[0]), Lsn.parse(outside[1]))
        Files.writeString(streaming.resolve('.jbarman-stream.json'), former)

        when:
        def record = runtime().record()

        then:
        [record.timeline().value(), record.position().toString()] == further
        record.histories().keySet() == ['00000002.history'] as Set
        record.divergences().size() == 1

        when:
        runtime().remember(record.timeline(), record.position())

        then:
        !Files.exists(streaming.resolve('.jbarman-stream.json'))
        runtime().record() == record

        where:
        outside          | beside           || further
        [1, '0/5000000'] | [1, '0/9000000'] || [1, '0/9000000']
        [1, '0/9000000'] | [1, '0/5000000'] || [1, '0/9000000']
        [1, '0/9000000'] | [2, '0/8000000'] || [2, '0/8000000']
        [3, '0/5000000'] | [2, '0/8000000'] || [3, '0/5000000']
    }

    def "what is held beside one fork is one, up to the furthest that was seen of it"() {
        given:
        def held = { long timeline, String position, String fork = '0/9400000' -> new Divergence(new TimelineId(timeline), Lsn.parse(position), Lsn.parse(fork), new TimelineId(timeline + 1)) }
        open().diverged(held(1, '0/C800000'))

        when: 'the next attempt sees less of it'
        open().diverged(held(1, '0/C000000'))

        then:
        open().record().divergences() == [held(1, '0/C800000')]

        when: 'and others are other ones'
        open().diverged(held(1, '0/D000000'))
        open().diverged(held(2, '0/C000000'))
        open().diverged(held(1, '0/C000000', '0/9500000'))

        then:
        open().record().divergences() == [held(1, '0/D000000'), held(2, '0/C000000'), held(1, '0/C000000', '0/9500000')]
        open().record().joined(new StreamRecord(open().record().systemIdentifier(), WalSegmentSize.DEFAULT, new TimelineId(3), Lsn.ZERO, [:], [held(1, '0/E000000')]))
            .divergences() == [held(2, '0/C000000'), held(1, '0/C000000', '0/9500000'), held(1, '0/E000000')]
    }

    def "#who of another cluster keeps the server out of the directory, whatever the others say, and nothing is written"() {
        given:
        def above = Files.createDirectory(directory.resolve('above')).resolve('record')
        def streaming = Files.createDirectory(directory.resolve('streaming'))
        def write = { Storage storage, long system -> StreamDirectory.open(storage, server(system), WalSegmentSize.DEFAULT).remember(new TimelineId(1), Lsn.parse('0/5000000')) }
        write(Storage.in(streaming), systems[0])
        Files.move(streaming.resolve('.jbarman-stream.json'), directory.resolve('kept'))
        write(Storage.in(streaming).recordedIn(above), systems[1])
        Files.move(directory.resolve('kept'), streaming.resolve('.jbarman-stream.json'))
        def segment = new byte[WalSegmentSize.DEFAULT.bytes()]
        java.nio.ByteBuffer.wrap(segment).order(java.nio.ByteOrder.nativeOrder()).putShort(0, 0xD110 as short).putShort(2, 2 as short).putLong(24, systems[2])
        Files.write(streaming.resolve('000000010000000000000005'), segment)
        def before = { [above, *streaming.toFile().listFiles()*.toPath()].collectEntries { [it, Files.readAllBytes(it).sum()] } }
        def seen = before()

        when:
        StreamDirectory.open(Storage.in(streaming).recordedIn(above), server(-7), WalSegmentSize.DEFAULT)

        then:
        def e = thrown(ReceiverException)
        e.diagnostic().code() == 'wal-wrong-cluster'
        e.diagnostic().summary().contains('system identifier 5, as ')
        e.diagnostic().hint().contains('out of there')
        before() == seen

        where:
        who                        | systems
        'the record beside them'   | [5, -7, -7]
        'the record above'         | [-7, 5, -7]
        'the newest segment'       | [-7, -7, 5]
    }

    def "pg_receivewal goes on with the record of a runtime that received into the same directory"() {
        given:
        def streaming = Files.createDirectory(directory.resolve('streaming'))
        StreamDirectory.open(Storage.in(streaming).recordedIn(directory.resolve(Storage.RECORD)), server(-7), WalSegmentSize.DEFAULT)
            .remember(new TimelineId(1), Lsn.parse('0/5000000'))

        expect:
        StreamDirectory.open(Storage.found(streaming), server(-7), WalSegmentSize.DEFAULT).record().position() == Lsn.parse('0/5000000')
        Storage.found(Files.createDirectory(directory.resolve('other'))) .record() == directory.resolve('other/.jbarman-stream.json')

        when:
        StreamDirectory.open(Storage.found(streaming), server(5), WalSegmentSize.DEFAULT)

        then:
        thrown(ReceiverException)
        streaming.toFile().list().length == 0
    }

    def "#which record that cannot be used is passed over where #witness names the cluster, and left as it is"() {
        given:
        def above = Files.createDirectory(directory.resolve('above')).resolve('record')
        def streaming = Files.createDirectory(directory.resolve('streaming'))
        def beside = streaming.resolve('.jbarman-stream.json')
        def open = { long system -> StreamDirectory.open(Storage.in(streaming).recordedIn(above), server(system), WalSegmentSize.DEFAULT) }
        def (bad, other) = which == 'the' ? [above, beside] : [beside, above]
        text == null ? Files.createDirectory(bad) : Files.writeString(bad, text)
        if (witness == 'the other one') {
            StreamDirectory.open(Storage.in(Files.createDirectory(directory.resolve('else'))).recordedIn(directory.resolve('made')), server(-7), WalSegmentSize.DEFAULT)
                .remember(new TimelineId(1), Lsn.parse('0/5000000'))
            Files.move(directory.resolve('made'), other)
        } else {
            def segment = new byte[WalSegmentSize.DEFAULT.bytes()]
            java.nio.ByteBuffer.wrap(segment).order(java.nio.ByteOrder.nativeOrder()).putShort(0, 0xD110 as short).putShort(2, 2 as short).putLong(24, -7)
            Files.write(streaming.resolve('000000010000000000000005'), segment)
        }

        when: 'another cluster'
        open(5)

        then:
        thrown(ReceiverException)

        when:
        open(-7).remember(new TimelineId(2), Lsn.parse('0/6000000'))

        then:
        open(-7).record().position() == Lsn.parse('0/6000000')
        text == null ? Files.isDirectory(bad) : Files.readString(bad) == text

        when: 'somebody has looked'
        Files.delete(bad)
        open(-7).remember(new TimelineId(2), Lsn.parse('0/7000000'))

        then:
        Files.exists(above)
        !Files.exists(beside)
        open(-7).record().position() == Lsn.parse('0/7000000')

        where:
        which       | witness              | text
        'the'       | 'the other one'      | ''
        'the'       | 'the newest segment' | '{'
        'the'       | 'the newest segment' | null
        'a former'  | 'the other one'      | ''
        'a former'  | 'the other one'      | null
        'a former'  | 'the newest segment' | ''
    }

    def "a record is synced even where segments are not"() {
        given:
        def lossy = new LossyDisk(directory)
        def storage = Storage.in(directory).on(new UnsyncedDisk(lossy))

        when:
        StreamDirectory.open(storage, server(-7), WalSegmentSize.DEFAULT).remember(new TimelineId(1), Lsn.parse('0/5000000'))
        lossy.crash()

        then:
        open().record().position() == Lsn.parse('0/5000000')
    }

    def "while WAL comes the record follows #interval seconds after it was written, where there is something new"() {
        given:
        def file = directory.resolve('.jbarman-stream.json')
        def stream = StreamDirectory.open(Storage.in(directory).recordedEvery(Duration.ofSeconds(interval)), server(-7), WalSegmentSize.DEFAULT)
        stream.reached(new TimelineId(1), Lsn.parse('0/5000000'))
        def inode = { Files.getAttribute(file, 'unix:ino') }
        def first = inode()

        when: 'nothing is durable yet, or nothing more'
        stream.rememberNowAndThen(new TimelineId(1), Lsn.ZERO)
        stream.rememberNowAndThen(new TimelineId(1), Lsn.parse('0/5000000'))

        then:
        inode() == first

        when:
        stream.rememberNowAndThen(new TimelineId(1), Lsn.parse('0/5000100'))

        then:
        StreamRecord.parse(Files.readString(file)).position() == Lsn.parse(position)

        where:
        interval | position
        0        | '0/5000100'
        3600     | '0/5000000'
    }

    def "opening alone writes nothing"() {
        when:
        open()

        then:
        directory.toFile().list().length == 0
    }

    def "another #what is refused with #code"() {
        given:
        open().remember(new TimelineId(1), Lsn.ZERO)

        when:
        open(identifier, WalSegmentSize.parse(size))

        then:
        def e = thrown(ReceiverException)
        e.diagnostic().code() == code
        e.diagnostic().hint()

        where:
        what           | identifier | size   || code
        'cluster'      | 5          | '16MB' || 'wal-wrong-cluster'
        'segment size' | -7         | '64MB' || 'wal-segment-size-changed'
    }

    def "a damaged record stops the receiver: '#text'"() {
        given:
        Files.writeString(directory.resolve('.jbarman-stream.json'), text)

        when:
        open()

        then:
        thrown(ReceiverException)

        where:
        text << ['', '{', '{}', '[]', '{"system_identifier": "x"}', '{"system_identifier":"1","wal_segment_size":5,"timeline":1,"position":"0/0","histories":{}}']
    }

    def "a history is stored once, and not again when it was archived"() {
        given:
        open().store(history('1\t0/5000100\tno recovery target specified\n'))
        def file = directory.resolve('00000002.history')
        assert Files.readString(file) == '1\t0/5000100\tno recovery target specified\n'
        Files.delete(file)

        when:
        open().store(history('1\t0/5000100\tno recovery target specified\n'))

        then:
        !Files.exists(file)
    }

    def "a history that comes back with other bytes is a conflict"() {
        given:
        open().store(history('1\t0/5000100\tone\n'))
        if (archived) {
            Files.delete(directory.resolve('00000002.history'))
        }

        when:
        open().store(history('1\t0/6000100\tother\n'))

        then:
        def e = thrown(ReceiverException)
        e.diagnostic().code() == 'wal-history-conflict'

        where:
        archived << [true, false]
    }

    def "a history's name cannot lead out of the directory"() {
        when:
        open().store(new TimelineHistoryFile('../00000002.history', 'x'.bytes))

        then:
        thrown(IOException)
    }
}
