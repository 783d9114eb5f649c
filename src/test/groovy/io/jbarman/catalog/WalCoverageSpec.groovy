package io.jbarman.catalog

import io.jbarman.pg.SegmentName
import io.jbarman.pg.TimelineHistory
import io.jbarman.pg.TimelineId
import io.jbarman.pg.WalSegmentSize
import java.time.Instant
import spock.lang.Specification

class WalCoverageSpec extends Specification {
    static final NOW = Instant.parse('2026-11-26T10:00:00Z')

    private static SegmentName segment(String text) {
        def (timeline, number) = text.split('/')*.toLong()
        new SegmentName(new TimelineId(timeline), number.intdiv(256), number % 256)
    }

    private static List<SegmentName> segments(String text) {
        text.split(' ').collectMany { part ->
            def (timeline, range) = part.split('/')
            def ends = range.split('-')*.toInteger()
            (ends[0]..ends[-1]).collect { segment("$timeline/$it") }
        }
    }

    private static histories(String text) {
        text ? text.split(';').collect { line ->
            def (timeline, ancestors) = line.split(':')
            TimelineHistory.parse(new TimelineId(timeline.toLong()), ancestors.replace(',', '\n').replace('@', '\t'))
        } : []
    }

    private static String shown(List<WalGap> gaps) {
        gaps.collect { gap ->
            [gap.first(), gap.last()].collect { "${it.timeline().value()}/${it.logId() * 256 + it.segmentId()}" }.unique().join('-')
        }.join(' ')
    }

    def "#present with histories '#known' lacks '#missing'"() {
        given:
        def coverage = new WalCoverage(WalSegmentSize.DEFAULT)
        def all = segments(present)
        Collections.shuffle(all, new Random(3))
        (all + all.take(2)).each { coverage.add(it) }

        expect:
        shown(coverage.look(histories(known)).gaps()) == missing

        where:
        present              | known                       | missing
        '1/1-9'              | ''                          | ''
        '1/1-3 1/5-9'        | ''                          | '1/4'
        '1/1 1/300'          | ''                          | '1/2-1/299'.replace('-1/', '-1/')
        '1/250-255 1/257'    | ''                          | '1/256'
        '1/5-9'              | ''                          | ''
        '1/1-6 2/7-9'        | '2:1@0/7000100'             | ''
        '1/1-7 2/7-9'        | '2:1@0/7000100'             | ''
        '1/1-5 2/7-9'        | '2:1@0/7000100'             | '1/6'
        '1/1-6 2/8-9'        | '2:1@0/7000100'             | '2/7'
        '1/1-6 2/7-9'        | '2:1@0/7000000'             | ''
        '2/8-9'              | '2:1@0/7000100'             | ''
        '1/1-12 2/7-9'       | '2:1@0/7000100'             | ''
        '1/1-7 1/12 2/7-9'   | '2:1@0/7000100'             | ''
        '1/1-3 3/7-9'        | '2:1@0/4000100;3:1@0/4000100,2@0/7000100' | '2/4-2/6'
        '1/1-3 3/7-9'        | '3:1@0/4000100,2@0/7000100' | '2/4-2/6'
        '1/1-3 3/7-9'        | '3:1@0/6000100,2@0/6000200' | '1/4-1/5 3/6'
        '1/1-3 3/7-9'        | '2:1@0/6000100;3:1@0/6000100,2@0/7000100' | '1/4-1/5 2/6'
        '1/1-4 2/8 3/10'     | '3:1@0/7000100,2@0/A000100' | '1/5-1/6 2/7 2/9'
        '3/7-9'              | '2:1@0/4000100;3:1@0/4000100,2@0/7000100' | ''
        '2/5 3/7-9'          | '2:1@0/4000100;3:1@0/4000100,2@0/7000100' | '2/6'
        '1/5-6 3/7-9'        | '2:1@0/4000100;3:1@0/4000100,2@0/7000100' | ''
        '1/1-3 4/9'          | '2:1@0/4000100;3:1@0/4000100,2@0/6000000;4:1@0/4000100,2@0/6000000,3@0/6000000' | '2/4-2/5 4/6-4/8'
        '1/1-5 2/5-6 3/4-6'  | '2:1@0/5000100;3:1@0/4000100' | ''
        '1/1-2 2/5-6 3/4-6'  | '2:1@0/5000100;3:1@0/4000100' | '1/3-1/4'
        '1/1-3 2/4-6 3/7-9'  | '2:1@0/4000100;3:1@0/4000100,2@0/7000100' | ''
        '1/1-3 2/5-6 3/7-9'  | '2:1@0/4000100;3:1@0/4000100,2@0/7000100' | '2/4'
        '1/1-3 2/4-5 3/8-9'  | '2:1@0/4000100;3:1@0/4000100,2@0/7000100' | '2/6 3/7'
    }

    def "ranges equal the naive answer, whatever comes in which order"() {
        given:
        def random = new Random(seed)
        def numbers = (0..<60).findAll { random.nextInt(4) > 0 }
        def coverage = new WalCoverage(WalSegmentSize.DEFAULT)
        numbers.toList().tap { Collections.shuffle(it, random) }.each { coverage.add(segment("1/$it")) }

        when:
        def missing = coverage.look([]).gaps().collectMany { (it.first().segmentId()..it.last().segmentId()).toList() }

        then:
        missing == (numbers.min()..numbers.max()).toList() - numbers

        where:
        seed << (1..30)
    }

    def "on a way through timelines, missing is what lies between the first and the last, and a gap made there closes when all of it came (#seed)"() {
        given: 'a way of forty segments, of which some are there, and the histories of some timelines, that of the newest among them'
        def random = new Random(seed)
        def switches = (1..<40).toList().tap { Collections.shuffle(it, random) }.take(random.nextInt(6)).sort()
        def way = (0..<40).collect { number -> [switches.count { it <= number } + 1, number] }
        def present = way.findAll { random.nextInt(3) > 0 || (it[1] > 8 && it[1] < 11) }
        def newest = present[-1][0]
        def known = histories((2..<(newest + 1)).findAll { it == newest || random.nextBoolean() }.findAll { it > 1 && it <= newest }
            .collect { child -> "$child:" + (1..<child).collect { "$it@0/" + Integer.toHexString((switches[it - 1] << 24) + 256) }.join(',') }.join(';'))
        def name = { List at -> segment("${at[0]}/${at[1]}") }
        def coverage = new WalCoverage(WalSegmentSize.DEFAULT)
        present.toList().tap { Collections.shuffle(it, random) }.each { coverage.add(name(it)) }
        def look = coverage.look(known)

        expect:
        def lacking = way.findAll { it[1] > present[0][1] && it[1] < present[-1][1] } - present
        look.gaps().collectMany { (it.first().segmentId()..it.last().segmentId()).collect { number -> [it.first().timeline().value() as int, number as int] } } == lacking

        when:
        def from = random.nextInt(40)
        def to = from + random.nextInt(40 - from)
        def made = GapLedger.EMPTY.with(new WalGap(name(way[from]), name(way[to])), 'made', NOW)
        def open = made.after(look.gaps(), look::decides, { 'found' }, NOW).open()
        def stillOpen = open.collectMany { (it.gap().first().segmentId()..it.gap().last().segmentId())*.toInteger() } as Set

        then:
        def notThere = (from..to).findAll { it >= present[0][1] } - present*.get(1)
        stillOpen.containsAll(notThere)
        !notThere.empty || stillOpen.disjoint(from..to)

        where:
        seed << (1..60)
    }

    def "what was lost across timelines stays open until each segment of it came, whatever came behind it"() {
        given:
        def lost = new WalGap(segment('2/4'), segment('3/8'))
        def reset = new WalGap(segment(first), segment(last))
        def ledger = GapLedger.EMPTY.with(lost, 'the server no longer has it', NOW).with(reset, 'receive-wal --reset', NOW)
        def look = { String present ->
            def coverage = new WalCoverage(WalSegmentSize.DEFAULT)
            segments(present).each { coverage.add(it) }
            def seen = coverage.look(histories('2:1@0/4000100;3:1@0/4000100,2@0/7000100'))
            ledger = ledger.after(seen.gaps(), seen::decides, { 'other' }, NOW.plusSeconds(5))
        }

        expect:
        look('1/1-3').open()*.gap() == ledger.entries()*.gap()
        !look('1/1-3 3/9').open().empty
        ledger.open().any { it.cause() == 'the server no longer has it' && it.gap().first() == segment('2/4') }
        ledger.open().any { it.cause() == 'receive-wal --reset' } == (last == '1/8')

        and:
        !look('1/1-3 2/4-5 3/7-9').open().empty
        look('1/1-3 2/4-6 3/7-9').open().empty

        where:
        first | last
        '1/4' | '3/8'
        '1/4' | '1/8'
        '2/4' | '3/8'
    }

    def "a gap keeps cause and time while it narrows, splits, is acknowledged, and is closed when the last segment came"() {
        given:
        def gap = { String a, String b -> new WalGap(segment("1/$a"), segment("1/$b")) }
        def first = GapLedger.EMPTY.after([gap('4', '9')], { true }, { 'the slot was lost' }, NOW)

        when: 'the segments 6 and 9 come by the other road'
        def second = first.after([gap('4', '5'), gap('7', '8')], { true }, { 'other' }, NOW.plusSeconds(5))

        then:
        second.open()*.gap() == [gap('4', '5'), gap('7', '8')]
        second.open()*.cause().unique() == ['the slot was lost']
        second.open()*.found().unique() == [NOW]

        when:
        def third = second.acknowledging(segment('1/7')).after([gap('7', '8')], { true }, { 'other' }, NOW.plusSeconds(9))

        then:
        third.open()*.acknowledged() == [true]
        third.entries().findAll { it.closed().present }*.closed()*.get() == [NOW.plusSeconds(9)]

        and: 'it survives the process'
        GapLedger.parse(third.toJson()) == third
        third.after([], { true }, { '' }, NOW).open().empty
    }

    def "a gap that is known is not told twice, and one that proves larger keeps its cause and time, unacknowledged"() {
        given:
        def gap = { String a, String b -> new WalGap(segment("1/$a"), segment("1/$b")) }
        def met = GapLedger.EMPTY.with(gap('4', '9'), 'the slot was lost', NOW).acknowledging(segment('1/4'))

        expect:
        met.with(gap('4', '7'), 'receive-wal --reset', NOW.plusSeconds(5)) == met

        when:
        def larger = met.with(gap('4', '12'), 'receive-wal --reset', NOW.plusSeconds(5))

        then:
        larger.entries().collect { [it.gap(), it.cause(), it.found(), it.acknowledged()] } == [[gap('4', '12'), 'the slot was lost', NOW, false]]
        larger.with(gap('20', '21'), 'receive-wal --reset', NOW).entries()*.gap() == [gap('4', '12'), gap('20', '21')]
    }

    def "a gap that was made knowingly stays until the archive reaches beyond it, and proves as large as it is"() {
        given: 'segments up to 3, then a reset to 7, of which nothing is archived yet'
        def gap = { String a, String b -> new WalGap(segment("1/$a"), segment("1/$b")) }
        def coverage = new WalCoverage(WalSegmentSize.DEFAULT)
        segments('1/1-3').each { coverage.add(it) }
        def made = GapLedger.EMPTY.with(gap('4', '6'), 'receive-wal --reset', NOW)
        def look = { def look = coverage.look([]); it.after(look.gaps(), look::decides, { 'other' }, NOW.plusSeconds(5)) }

        expect:
        look(made) == made

        when: 'it goes on, and the archive lacks the segment before as well'
        coverage = new WalCoverage(WalSegmentSize.DEFAULT)
        segments('1/1-2 1/7').each { coverage.add(it) }
        def seen = look(look(made))

        then:
        seen.entries()*.gap() == [gap('3', '6')]
        seen.entries()*.cause() == ['receive-wal --reset']
        seen.entries()*.found() == [NOW]

        when: 'all of it comes by the other road'
        segments('1/3-6').each { coverage.add(it) }

        then:
        look(seen).open().empty
        look(seen).entries()*.closed()*.get() == [NOW.plusSeconds(5)]
    }
}
