package io.jbarman.wal

import io.jbarman.pg.Lsn
import io.jbarman.pg.SegmentName
import io.jbarman.pg.SystemIdentifier
import io.jbarman.pg.TimelineHistory
import io.jbarman.pg.TimelineId
import io.jbarman.pg.WalSegmentSize
import io.jbarman.replication.SlotState
import io.jbarman.replication.SystemIdentity
import java.nio.file.Path
import spock.lang.Specification

class StartPointSpec extends Specification {
    static final SIZE = WalSegmentSize.DEFAULT
    static final WAYS = [
        1: [:],
        2: [1: '0/5000100'],
        3: [1: '0/5000100', 2: '0/7000200'],
        4: [1: '0/3000000'],
    ]

    static ServerPath server(int timeline, String flushed) {
        def history = new TimelineHistory(new TimelineId(timeline), WAYS[timeline].collect { ancestor, end ->
            new TimelineHistory.Ancestor(new TimelineId(ancestor), Lsn.parse(end))
        })
        new ServerPath(new SystemIdentity(new SystemIdentifier(1), new TimelineId(timeline), Lsn.parse(flushed)), history, SIZE)
    }

    static List<LocalSegment> files(List<String> names) {
        names.collect { new LocalSegment(SegmentName.parse(it - '.partial'), !it.endsWith('.partial'), Path.of(it)) }
    }

    static Optional<StreamRecord> record(int timeline, String position) {
        position.empty ? Optional.empty()
            : Optional.of(new StreamRecord(new SystemIdentifier(1), SIZE, new TimelineId(timeline), Lsn.parse(position), [:], []))
    }

    static SlotState slot(String position, Integer timeline) {
        position.empty ? new SlotState.Present(Optional.empty(), Optional.empty())
            : new SlotState.Present(Optional.of(Lsn.parse(position)), Optional.ofNullable(timeline).map { new TimelineId(it) })
    }

    static String name(int timeline, int number) {
        String.format('%08X%08X%08X', timeline, number.intdiv(256), number % 256)
    }

    def "with newest file '#newest', record #position and slot '#restart', streaming begins at #start on timeline #timeline"() {
        when:
        def point = StartPoint.decide(new StartPoint.Knowledge(
            server(3, '1/9000010'), files(newest), record(1, position), slot(restart, 1)))

        then:
        point.position() == Lsn.parse(start)
        point.timeline() == new TimelineId(timeline)
        point.durable() == durable
        point.reason().contains(reason)
        point.divergence().empty

        where:
        newest                  | position    | restart     | start       | timeline | durable | reason
        [name(1, 3)]            | '0/1000000' | '0/2000000' | '0/4000000' | 1        | true    | 'after 000000010000000000000003'
        [name(2, 5) + '.partial'] | '0/1000000' | '0/6000000' | '0/5000000' | 2        | false   | 'partial 000000020000000000000005'
        []                      | '0/3000123' | '0/4000000' | '0/3000000' | 1        | false   | 'record'
        []                      | '0/0'       | '0/4000AB0' | '0/4000000' | 1        | false   | 'slot'
        []                      | ''          | ''          | '1/9000000' | 3        | false   | 'server'
        [name(3, 255)]          | '0/0'       | ''          | '1/0'       | 3        | true    | 'after'
    }

    def "a slot's position #restart alone is on timeline #timeline of the server's way"() {
        expect:
        StartPoint.decide(new StartPoint.Knowledge(server(3, '0/9000010'), [], Optional.empty(), slot(restart, null)))
            .timeline() == new TimelineId(timeline)

        where:
        restart     || timeline
        '0/5000000' || 1
        '0/5000100' || 2
        '0/7000300' || 3
    }

    def "an ended timeline's partial yields to the record of timeline #recorded at #position: #start on #timeline"() {
        when:
        def point = StartPoint.decide(new StartPoint.Knowledge(
            server(2, '0/9000010'), files([name(1, 5) + '.partial']), record(recorded, position), slot('0/8000000', 1)))

        then:
        point.position() == Lsn.parse(start)
        point.timeline() == new TimelineId(timeline)

        where:
        recorded | position    || start       | timeline
        2        | '0/7000123' || '0/7000000' | 2
        2        | '0/5000000' || '0/5000000' | 2
        2        | '0/4000000' || '0/5000000' | 1
        1        | '0/7000123' || '0/5000000' | 1
    }

    def "with #held a server at #flushed of timeline #serverTimeline is #outcome"() {
        when:
        def problem = ''
        try {
            StartPoint.decide(new StartPoint.Knowledge(server(serverTimeline, flushed), files(held*.toString()), record(recorded, position), slot('', null)))
        } catch (ReceiverException e) {
            problem = e.diagnostic().code()
        }

        then:
        problem == (outcome == 'fine' ? '' : outcome)

        where:
        held                     | recorded | position    | serverTimeline | flushed     || outcome
        [name(1, 4)]             | 1        | ''          | 1              | '0/5000000' || 'fine'
        [name(1, 4)]             | 1        | ''          | 1              | '0/4FFFFFF' || 'wal-server-behind'
        [name(1, 4)]             | 1        | ''          | 2              | '0/9000000' || 'fine'
        [name(2, 4)]             | 1        | ''          | 1              | '0/9000000' || 'wal-diverged'
        [name(2, 6)]             | 1        | ''          | 4              | '0/9000000' || 'wal-diverged'
        [name(1, 2), name(2, 6)] | 1        | ''          | 1              | '0/9000000' || 'wal-diverged'
        []                       | 2        | '0/4000000' | 1              | '0/9000000' || 'wal-diverged'
        [name(1, 5) + '.partial'] | 1       | '0/5800000' | 1              | '0/57FFFFF' || 'wal-server-behind'
        [name(1, 5) + '.partial'] | 1       | '0/5800000' | 1              | '0/5800000' || 'fine'
        [name(1, 5) + '.partial'] | 1       | '0/5000000' | 1              | '0/5000010' || 'fine'
        [name(1, 4)]             | 1        | '0/5800000' | 1              | '0/5400000' || 'wal-server-behind'
        [name(2, 5) + '.partial'] | 1       | '0/5800000' | 2              | '0/5400000' || 'fine'
    }

    def "with partial 5 held up to #position, a server that left timeline 1 at 0/5000100 lost nothing of ours"() {
        when:
        def point = StartPoint.decide(new StartPoint.Knowledge(
            server(2, '0/9000000'), files([name(1, 5) + '.partial']), record(1, position), slot('', null)))

        then:
        [point.position(), point.timeline(), point.divergence()] == [Lsn.parse('0/5000000'), TimelineId.FIRST, Optional.empty()]

        where:
        position << ['', '0/5000000', '0/50000FF', '0/5000100']
    }

    def "holding #held, a server that left timeline 1 at 0/5000100 is followed from #start on timeline #timeline, and #position of #lost is told"() {
        when:
        def point = StartPoint.decide(new StartPoint.Knowledge(
            server(2, '0/9000000'), files(held), record(1, recorded), slot('', null)))

        then:
        point.position() == Lsn.parse(start)
        point.timeline() == new TimelineId(timeline)
        point.divergence().get() == new Divergence(new TimelineId(lost), Lsn.parse(position), Lsn.parse('0/5000100'), new TimelineId(2))

        where:
        held                                                        | recorded    || start       | timeline | lost | position
        [name(1, 5)]                                                | ''          || '0/5000000' | 2        | 1    | '0/6000000'
        [name(1, 4), name(1, 6)]                                    | ''          || '0/5000000' | 1        | 1    | '0/7000000'
        [name(1, 6), name(1, 5), name(1, 7) + '.partial']           | ''          || '0/5000000' | 2        | 1    | '0/6000000'
        [name(1, 7), name(2, 5), name(1, 5)]                        | ''          || '0/6000000' | 2        | 1    | '0/8000000'
        [name(1, 4), name(1, 5) + '.partial']                       | '0/5000101' || '0/5000000' | 1        | 1    | '0/5000101'
        [name(1, 5) + '.partial']                                   | '0/5800000' || '0/5000000' | 1        | 1    | '0/5800000'
        [name(1, 5), name(1, 6) + '.partial']                       | '0/6800000' || '0/5000000' | 2        | 1    | '0/6800000'
        [name(1, 4), name(1, 6) + '.partial']                       | '0/6800000' || '0/5000000' | 1        | 1    | '0/6800000'
        []                                                          | '0/6000100' || '0/5000000' | 2        | 1    | '0/6000100'
    }
}
