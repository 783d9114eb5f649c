package io.jbarman.wal

import io.jbarman.pg.SegmentName
import io.jbarman.pg.WalSegmentSize
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class LocalWalSpec extends Specification {
    static final SIZE = new WalSegmentSize(1 << 20)

    @TempDir
    Path directory

    void put(String name, int size) {
        Files.write(directory.resolve(name), new byte[size])
    }

    def "of #files the newest is #newest"() {
        given:
        files.each { put(it, it.endsWith('short') ? 5 : SIZE.bytes()) }

        expect:
        new LocalWal(directory, SIZE).newest() ==
            (newest ? Optional.of(new LocalSegment(SegmentName.parse(newest - '.partial'), !newest.endsWith('.partial'))) : Optional.empty())

        where:
        files                                                                                                || newest
        []                                                                                                   || null
        ['00000002.history', '.jbarman-stream.json', 'notes.txt', '.000000010000000000000009.prepared']      || null
        ['000000010000000000000003', '000000010000000000000004']                                             || '000000010000000000000004'
        ['000000010000000000000003', '000000010000000000000004.partial']                                     || '000000010000000000000004.partial'
        ['000000010000000000000004.partial', '000000020000000000000004.partial']                             || '000000020000000000000004.partial'
        ['000000010000000000000005', '000000020000000000000004.partial']                                     || '000000010000000000000005'
        ['000000010000000000000FFF', '000000010000000100000000.partial']                                     || '000000010000000100000000.partial'
    }

    def "a complete name with a wrong size does not count"() {
        given:
        put('000000010000000000000003', SIZE.bytes())
        put('000000010000000000000004', 5)

        expect:
        new LocalWal(directory, SIZE).newest().get().name().toString() == '000000010000000000000003'
    }

    def "tidying removes what was opened ahead and a partial that is complete, and sets a foreign one aside"() {
        given:
        put('.000000010000000000000009.prepared', 7)
        put('000000010000000000000003', SIZE.bytes())
        put('000000010000000000000003.partial', SIZE.bytes())
        put('000000010000000000000004', SIZE.bytes())
        Files.writeString(directory.resolve('000000010000000000000004.partial'), 'other bytes')
        put('000000010000000000000005.partial', 11)

        when:
        new LocalWal(directory, SIZE).tidy()

        then:
        directory.toFile().list().sort() as List == [
            '.000000010000000000000004.partial.stale',
            '000000010000000000000003',
            '000000010000000000000004',
            '000000010000000000000005.partial',
        ]
    }
}
