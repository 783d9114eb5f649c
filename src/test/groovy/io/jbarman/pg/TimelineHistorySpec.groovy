package io.jbarman.pg

import spock.lang.Specification

class TimelineHistorySpec extends Specification {
    def "ancestors and their switch points are read, comments and blank lines are not"() {
        given:
        def text = '''\
            1\t0/5000100\tno recovery target specified

            # a comment
            2\t16/B374D848\tbefore 2026-11-21 05:00:00+00
            '''.stripIndent()

        when:
        def history = TimelineHistory.parse(new TimelineId(3), text)

        then:
        history.ancestors()*.timeline()*.value() == [1L, 2L]
        history.switchPoint(new TimelineId(2)) == Optional.of(Lsn.parse('16/B374D848'))
        history.switchPoint(new TimelineId(3)).isEmpty()
    }

    def "'#text' is no history of timeline 3"() {
        when:
        TimelineHistory.parse(new TimelineId(3), text)

        then:
        thrown(IllegalArgumentException)

        where:
        text << ['1', 'x 0/1 y', '1 z y', '2\t0/1\ta\n1\t0/2\tb\n', '3\t0/1\tself', '0\t0/1\tzero']
    }
}
