package io.jbarman.wal

import io.jbarman.pg.Lsn
import io.jbarman.pg.SystemIdentifier
import io.jbarman.pg.TimelineId
import io.jbarman.pg.WalSegmentSize
import io.jbarman.replication.SystemIdentity
import io.jbarman.replication.TimelineHistoryFile
import java.nio.file.Files
import java.nio.file.Path
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
