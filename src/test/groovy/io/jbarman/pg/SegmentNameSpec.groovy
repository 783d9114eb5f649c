package io.jbarman.pg

import spock.lang.Specification

class SegmentNameSpec extends Specification {
    def "#size segments: #lsn on timeline #tli is in #name, which begins at #start"() {
        given:
        def segmentSize = WalSegmentSize.parse(size)

        expect:
        SegmentName.of(new TimelineId(tli), Lsn.parse(lsn), segmentSize) == SegmentName.parse(name)
        SegmentName.parse(name).start(segmentSize) == Lsn.parse(start)
        SegmentName.parse(name).toString() == name
        SegmentName.parse(name).next(segmentSize).toString() == next

        where:
        size    | tli | lsn           | name                       | start         | next
        '16MB'  | 1   | '0/0'         | '000000010000000000000000' | '0/0'         | '000000010000000000000001'
        '16MB'  | 1   | '0/FFFFFFFF'  | '0000000100000000000000FF' | '0/FF000000'  | '000000010000000100000000'
        '16MB'  | 26  | '16/B374D848' | '0000001A00000016000000B3' | '16/B3000000' | '0000001A00000016000000B4'
        '1MB'   | 2   | '1/FFF00000'  | '000000020000000100000FFF' | '1/FFF00000'  | '000000020000000200000000'
        '1GB'   | 1   | '2/C0000001'  | '000000010000000200000003' | '2/C0000000'  | '000000010000000300000000'
    }

    def "a position and its segment agree at every edge of #size"() {
        given:
        def segmentSize = new WalSegmentSize(size)
        def random = new Random(size)

        expect:
        (0..<200).every {
            def lsn = new Lsn(random.nextLong() >>> 4)
            def name = SegmentName.of(TimelineId.FIRST, lsn, segmentSize)
            name.start(segmentSize) == segmentSize.segmentStart(lsn) &&
                name.next(segmentSize).start(segmentSize).minus(name.start(segmentSize)) == size &&
                segmentSize.segmentStart(lsn).plus(segmentSize.offset(lsn)) == lsn
        }

        where:
        size << (20..30).collect { 1 << it }
    }

    def "'#text' is no segment"() {
        expect:
        !SegmentName.matches(text)

        where:
        text << ['', '00000001000000000000000', '00000001000000000000000G', '000000010000000000000001.partial']
    }
}
