package io.jbarman.runtime

import static io.jbarman.runtime.ReceiverHealth.Verdict.*

import io.jbarman.diagnostics.Diagnostic
import io.jbarman.pg.Lsn
import io.jbarman.wal.ReceiverState
import io.jbarman.wal.ReceiverStatus
import java.time.Instant
import spock.lang.Specification

class ReceiverHealthSpec extends Specification {
    static final START = Instant.parse('2026-01-01T00:00:00Z')

    private static ReceiverStatus status(ReceiverState state, long flushed, long server, Integer heard, Integer problem) {
        def failure = Optional.ofNullable(problem)
        new ReceiverStatus(state, START, Optional.empty(), new Lsn(flushed), new Lsn(flushed), new Lsn(server),
            Optional.ofNullable(heard).map { START.plusSeconds(it) },
            failure.map { Diagnostic.error('x', 'no', 'hint') }, failure.map { START.plusSeconds(it) })
    }

    def "#what"() {
        when: 'one look at the start, one after some seconds'
        def first = ReceiverHealth.unseen(START).next(status(state, before, server, 0, null), START)
        def second = first.next(status(state, after, server, heard, problem), START.plusSeconds(seconds))

        then:
        second.verdict() == verdict
        second.verdict().healthy == (verdict == MOVING)

        where:
        what                                                | state                    | before | after | server | heard | problem | seconds || verdict
        'level with an idle server'                         | ReceiverState.STREAMING  | 10     | 10    | 10     | 170   | null    | 175     || MOVING
        'far behind, and moving'                            | ReceiverState.STREAMING  | 10     | 11    | 999    | 60    | null    | 60      || MOVING
        'behind and standing still for a moment'            | ReceiverState.STREAMING  | 10     | 10    | 999    | 20    | null    | 20      || MOVING
        'behind and standing still: the disk hangs'         | ReceiverState.STREAMING  | 10     | 10    | 999    | 31    | null    | 31      || STALLED
        'a disk that hangs, and a server that was left for it' | ReceiverState.STALLED | 10    | 10    | 10     | 1     | 60      | 999     || STALLED
        'a silent server'                                   | ReceiverState.STREAMING  | 10     | 10    | 10     | 1     | null    | 182     || SILENT
        'a server that never said anything'                 | ReceiverState.STREAMING  | 10     | 10    | 10     | null  | null    | 181     || SILENT
        'a server that is down and is tried'                | ReceiverState.WAITING    | 10     | 10    | 10     | 1     | 170     | 180     || TRYING
        'an attempt that takes its time'                    | ReceiverState.CONNECTING | 10     | 10    | 10     | 1     | null    | 119     || TRYING
        'an attempt that never ends'                        | ReceiverState.CONNECTING | 10     | 10    | 10     | 1     | null    | 121     || STUCK
        'a receiver that gave up'                           | ReceiverState.STOPPED    | 10     | 10    | 10     | 1     | null    | 1       || STUCK
    }
}
