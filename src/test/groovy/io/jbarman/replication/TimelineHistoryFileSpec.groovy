package io.jbarman.replication

import io.jbarman.pg.TimelineId
import spock.lang.Specification

class TimelineHistoryFileSpec extends Specification {
    def "what is no history is told with the file's name"() {
        when:
        new TimelineHistoryFile('00000002.history', 'nonsense'.bytes).parsed(new TimelineId(2))

        then:
        def e = thrown(IOException)
        e.message.startsWith('00000002.history from the server: not a line of a timeline history: nonsense')
    }

    def "a history is read"() {
        expect:
        new TimelineHistoryFile('00000002.history', "1\t0/3000000\tx\n".bytes).parsed(new TimelineId(2)).ancestors().size() == 1
    }
}
