package io.jbarman.wal

import io.jbarman.pg.Lsn
import io.jbarman.pg.SegmentName
import io.jbarman.pg.SystemIdentifier
import io.jbarman.pg.TimelineHistory
import io.jbarman.pg.TimelineId
import io.jbarman.pg.WalSegmentSize
import io.jbarman.replication.SlotState
import io.jbarman.replication.SystemIdentity
import spock.lang.Specification

class StartPointSpec extends Specification {
    static final SIZE = WalSegmentSize.DEFAULT

    static SystemIdentity server(int timeline, String flushed) {
        new SystemIdentity(new SystemIdentifier(1), new TimelineId(timeline), Lsn.parse(flushed))
    }

    static Optional<LocalSegment> file(String name) {
        if (name.isEmpty()) {
            return Optional.empty()
        }
        Optional.of(new LocalSegment(SegmentName.parse(name - '.partial'), !name.endsWith('.partial')))
    }

    static Optional<StreamRecord> record(String position) {
        Optional.of(new StreamRecord(new SystemIdentifier(1), SIZE, new TimelineId(1), Lsn.parse(position), [:]))
    }

    def "an ended timeline's partial yields to the record of the next timeline at #position: #start on #timeline"() {
        given:
        def later = Optional.of(new StreamRecord(new SystemIdentifier(1), SIZE, new TimelineId(recorded), Lsn.parse(position), [:]))

        when:
        def point = StartPoint.decide(new StartPoint.Knowledge(
            server(2, '0/9000010'), SIZE, file('000000010000000000000005.partial'), later, slot('0/8000000')))

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

    static SlotState slot(String position) {
        position.isEmpty() ? new SlotState.Present(Optional.empty(), Optional.empty())
            : new SlotState.Present(Optional.of(Lsn.parse(position)), Optional.of(new TimelineId(1)))
    }

    def "with newest file '#newest', record #position and slot '#restart', streaming begins at #start on timeline #timeline"() {
        when:
        def point = StartPoint.decide(new StartPoint.Knowledge(
            server(2, '0/9000010'), SIZE, file(newest), record(position), slot(restart)))

        then:
        point.position() == Lsn.parse(start)
        point.timeline() == new TimelineId(timeline)
        point.durable() == durable
        point.reason().contains(reason)

        where:
        newest                             | position    | restart     | start       | timeline | durable | reason
        '000000010000000000000004'         | '0/1000000' | '0/2000000' | '0/5000000' | 1        | true    | 'after 000000010000000000000004'
        '000000020000000000000004.partial' | '0/1000000' | '0/6000000' | '0/4000000' | 2        | false   | 'partial 000000020000000000000004'
        ''                                 | '0/3000123' | '0/6000000' | '0/3000000' | 1        | false   | 'record'
        ''                                 | '0/0'       | '0/6000AB0' | '0/6000000' | 1        | false   | 'slot'
        ''                                 | '0/0'       | ''          | '0/9000000' | 2        | false   | 'server'
        '0000000100000000000000FF'         | '0/0'       | ''          | '1/0'       | 1        | true    | 'after'
    }

    def "a start at #start on timeline #timeline is #outcome on a server at #flushed of timeline #serverTimeline"() {
        given:
        def history = new TimelineHistory(new TimelineId(serverTimeline),
            serverTimeline == 1 ? [] : [new TimelineHistory.Ancestor(new TimelineId(1), Lsn.parse('0/5000100'))])
        def point = new StartPoint(Lsn.parse(start), new TimelineId(timeline), true, '')

        when:
        def problem = ''
        try {
            point.requireIn(server(serverTimeline, flushed), history)
        } catch (ReceiverException e) {
            problem = e.diagnostic().code()
        }

        then:
        problem == (outcome == 'fine' ? '' : outcome)

        where:
        start       | timeline | serverTimeline | flushed     || outcome
        '0/5000000' | 1        | 1              | '0/5000000' || 'fine'
        '0/5000000' | 1        | 1              | '0/4FFFFFF' || 'wal-server-behind'
        '0/5000000' | 1        | 2              | '0/9000000' || 'fine'
        '0/6000000' | 1        | 2              | '0/9000000' || 'wal-diverged'
        '0/5000000' | 2        | 1              | '0/9000000' || 'wal-diverged'
        '0/5000000' | 2        | 3              | '0/9000000' || 'wal-diverged'
    }
}
