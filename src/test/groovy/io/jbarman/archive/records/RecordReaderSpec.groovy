package io.jbarman.archive.records

import static io.jbarman.archive.records.WrittenPages.PAGE

import io.jbarman.pg.Lsn
import io.jbarman.pg.WalSegmentSize
import spock.lang.Specification

class RecordReaderSpec extends Specification {
    final List<Long> records = []
    final List<String> flaws = []
    final listener = new RecordListener() {
        @Override
        void record(Lsn start, long length, Lsn previous) {
            records << start.value()
        }

        @Override
        void flaw(Lsn position, String what) {
            flaws << "$position: $what".toString()
        }
    }
    final reader = new RecordReader(new WalSegmentSize(1 << 20), listener)

    private void read(WrittenPages pages) {
        for (int at = 0; at < 1 << 20; at += PAGE) {
            reader.page(pages.bytes.array(), at, PAGE, new Lsn(pages.start + at))
        }
    }

    def "records are put together across pages wherever they are cut, up to the switch; what is behind it does not count"() {
        given: 'one of every length, so that headers are cut at every place'
        def pages = new WrittenPages()
        def all = (0..<900).collect { pages.record(it) } + [pages.record(70_000)]
        all << pages.record(0, [info: WrittenPages.SWITCH])

        when:
        read(pages)

        then:
        records == all
        flaws.empty

        when: 'the next segment'
        def next = new WrittenPages(2 << 20)
        next.before = pages.before
        def first = next.record(10)
        next.record(0, [info: WrittenPages.SWITCH])
        read(next)

        then:
        records.contains(first)
        flaws.empty
    }

    def "half a record that a crashed server left is forgotten where the next page says so, and only there"() {
        given:
        def pages = new WrittenPages()
        def first = pages.record(100)
        def half = pages.record(20_000, [cutTo: PAGE - 300])
        pages.overwrite()
        if (!told) {
            pages.bytes.putShort(PAGE + 2, 0 as short)
        }
        def next = pages.record(60)
        pages.record(0, [info: WrittenPages.SWITCH])

        when:
        read(pages)

        then:
        records.take(2) == [first, next]
        flaws.collect { it.split(':')[0] } == (told ? [] : [new Lsn(half).toString()])

        where:
        told << [true, false]
    }

    def "#what is told with its place"() {
        given:
        def pages = new WrittenPages()
        def all = (1..40).collect { pages.record(1000) }
        pages.record(0, [info: WrittenPages.SWITCH])
        damage(pages.bytes, (int) (all[20] - pages.start))

        when:
        read(pages)

        then:
        flaws.size() == 1
        flaws[0].startsWith(new Lsn(all[20]).toString() + ': ')
        flaws[0].contains(text)
        records.take(20) == all.take(20)
        records.size() > 30

        where:
        what                  | damage                                             || text
        'a flipped bit'       | { b, at -> b.put(at + 100, (byte) ~b.get(at + 100)) } || 'its checksum is wrong'
        'an absurd length'    | { b, at -> b.putInt(at, 7) }                       || 'has a length of 7 bytes'
        'a length too large'  | { b, at -> b.putInt(at, 0x7fffffff) }              || 'lacks'
        'a length too small'  | { b, at -> b.putInt(at, 100) }                     || 'its checksum is wrong'
    }

    def "a record of other WAL in its place is told, though its checksum is right"() {
        given:
        def pages = new WrittenPages()
        def first = pages.record(10)
        def foreign = pages.record(10, [before: 0xFFF00])
        pages.record(0, [info: WrittenPages.SWITCH])

        when:
        read(pages)

        then:
        flaws == ["${new Lsn(foreign)}: it says that it follows the record at 0/FFF00, and it follows that at ${new Lsn(first)}".toString()]
    }

    def "an empty page where records should be is told once"() {
        given:
        def pages = new WrittenPages()
        pages.record(20_000)

        when:
        read(pages)

        then:
        flaws.size() == 1
        flaws[0].contains('has a length of 0 bytes')
    }

    def "begun in the middle, it goes on with the first record that begins for certain"() {
        given:
        def pages = new WrittenPages()
        def all = (1..30).collect { pages.record(5000) }
        pages.record(0, [info: WrittenPages.SWITCH])

        when:
        for (int at = 3 * PAGE; at < 1 << 20; at += PAGE) {
            reader.page(pages.bytes.array(), at, PAGE, new Lsn(pages.start + at))
        }

        then:
        flaws.empty
        records[0] == all.find { it >= pages.start + 3 * PAGE }
        records.size() > 20
    }
}
