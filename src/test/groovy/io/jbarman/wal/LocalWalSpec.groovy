package io.jbarman.wal

import io.jbarman.pg.SegmentName
import io.jbarman.pg.WalSegmentSize
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.GZIPOutputStream
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
        new LocalWal(RealDisk.ownerOnly(), directory, SIZE).segments().take(1).collect { it.file().fileName as String } == (newest ? [newest] : [])

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
        new LocalWal(RealDisk.ownerOnly(), directory, SIZE).segments()*.name()*.toString() == ['000000010000000000000003']
    }

    def gzipped(String name, int size) {
        new GZIPOutputStream(Files.newOutputStream(directory.resolve(name))).withStream { it.write(new byte[size]) }
    }

    def "a compressed segment counts if it is whole, a partial one as partial: #files give #newest"() {
        given:
        files.each { name, size -> gzipped(name, size) }

        expect:
        def found = new LocalWal(RealDisk.ownerOnly(), directory, SIZE).segments()
        found.take(1).collect { [it.name() as String, it.complete()] } == newest

        where:
        files                                                                                          || newest
        ['000000010000000000000003.gz': SIZE.bytes()]                                                  || [['000000010000000000000003', true]]
        ['000000010000000000000003.gz': SIZE.bytes(), '000000010000000000000004.gz': 99]               || [['000000010000000000000003', true]]
        ['000000010000000000000003.gz': SIZE.bytes(), '000000010000000000000004.gz.partial': 99]       || [['000000010000000000000004', false]]
        ['000000010000000000000003.zst': SIZE.bytes()]                                                 || []
    }

    def "a torn compressed segment does not count"() {
        given:
        gzipped('000000010000000000000003.gz', SIZE.bytes())
        def file = directory.resolve('000000010000000000000003.gz')
        def bytes = Files.readAllBytes(file)
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 9))

        expect:
        new LocalWal(RealDisk.ownerOnly(), directory, SIZE).segments().empty
    }

    def "segments #complete have #holes"() {
        expect:
        Holes.describe(complete.collect { new LocalSegment(SegmentName.parse(it), true, directory) }, SIZE).orElse('none') == holes

        where:
        complete                                                                                                     || holes
        []                                                                                                           || 'none'
        ['000000010000000000000FFF', '000000010000000100000000']                                                     || 'none'
        ['000000010000000000000003', '000000020000000000000003', '000000020000000000000004']                         || 'none'
        ['000000010000000000000003', '000000010000000000000005']                                                     || 'segment number 4'
        ['000000010000000000000003', '000000010000000000000006', '000000010000000000000005', '000000010000000000000009'] || 'segment number 4, segments number 7 to 8'
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
        new LocalWal(RealDisk.ownerOnly(), directory, SIZE).tidy()

        then:
        directory.toFile().list().sort() as List == [
            '.000000010000000000000004.partial.stale',
            '000000010000000000000003',
            '000000010000000000000004',
            '000000010000000000000005.partial',
        ]
    }
}
