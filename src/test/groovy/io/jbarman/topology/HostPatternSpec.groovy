package io.jbarman.topology

import io.jbarman.diagnostics.Origin
import spock.lang.Specification

class HostPatternSpec extends Specification {
    static final HOSTS = ['pg1', 'pg2', 'pg3', 'pg.north', 'barmanhost']
    static final GROUPS = [primaries: ['pg1', 'pg3'] as Set, standbys: ['pg2'] as Set, none: [] as Set]

    def "'#text' means #expected"() {
        expect:
        HostPattern.parse(text).get().select(HOSTS, GROUPS) as List == expected

        where:
        text                          || expected
        'pg1'                         || ['pg1']
        'pg*'                         || ['pg1', 'pg2', 'pg3', 'pg.north']
        'pg?'                         || ['pg1', 'pg2', 'pg3']
        '*'                           || HOSTS
        'all'                         || HOSTS
        'all, !pg*'                   || ['barmanhost']
        'group:all'                   || []
        'pg.*'                        || ['pg.north']
        'pg3, pg1'                    || ['pg1', 'pg3']
        'pg*, !pg3'                   || ['pg1', 'pg2', 'pg.north']
        '!pg3, pg*'                   || ['pg1', 'pg2', 'pg.north']
        '!pg*'                        || ['barmanhost']
        '!group:primaries'            || ['pg2', 'pg.north', 'barmanhost']
        'group:primaries'             || ['pg1', 'pg3']
        'group:primaries, !pg3'       || ['pg1']
        'group:*'                     || ['pg1', 'pg2', 'pg3']
        'pg*, !group:primaries'       || ['pg2', 'pg.north']
        'group:none'                  || []
        'group:nowhere'               || []
        'pg9'                         || []
    }

    def "a pattern of #words words is one: #good"() {
        expect:
        HostPattern.parse(['h'] * words).present == good

        where:
        words  || good
        10_000 || true
        10_001 || false
    }

    def "what goes by several names is meant by '#text': #meant"() {
        expect: 'server pg_a on host pg1, as --limit asks'
        HostPattern.parse(text).get().means(['pg_a', 'pg1'], GROUPS) == meant

        where:
        text                     || meant
        'pg_a'                   || true
        'pg1'                    || true
        'pg2'                    || false
        'pg*, !pg1'              || false
        '!pg2'                   || true
        '!pg_a'                  || false
        'group:primaries'        || true
        'group:standbys'         || false
        'pg*, !group:primaries'  || false
    }

    def "'#text' is no pattern"() {
        expect:
        HostPattern.parse(text).empty

        where:
        text << ['', ' ', 'pg1,', ',pg1', 'pg 1', '!!pg1', 'group:', '!group:', 'pg[12]', '&pg1', '~pg.*', 'pg1:pg2', 'group:!a']
    }

    def "a pattern reads as it was written"() {
        expect:
        HostPattern.parse('pg*,!pg3 , group:a,!group:b').get().toString() == 'pg*, !pg3, group:a, !group:b'
    }

    def "a glob with many stars ends at once"() {
        expect:
        !HostPattern.of(['*a' * 30 + 'b']).terms()[0].matches('a' * 5000)
    }

    def "groups take in groups, in whatever order they stand; one in itself gets nothing from that"() {
        when:
        def groups = HostGroups.of(
                [
                    all_pg: HostPattern.parse('group:primaries, group:standbys').get(),
                    primaries: HostPattern.parse('pg1').get(),
                    standbys: HostPattern.of([]),
                    round: HostPattern.parse('group:round, pg1').get(),
                ],
                [pg1: [], pg2: ['standbys'], pg3: ['nowhere']],
                Origin.ofFile('t.yml'))

        then:
        groups.members() == [all_pg: ['pg1', 'pg2'] as Set, primaries: ['pg1'] as Set, standbys: ['pg2'] as Set, round: ['pg1'] as Set]
        groups.circular() == ['round'] as Set
        groups.of('pg1') == ['all_pg', 'primaries', 'round']
        groups.of('pg3') == []
    }

    def "a hundred groups of all groups, and a long chain of them, end at once"() {
        expect:
        HostGroups.of((1..100).collectEntries { ["g$it".toString(), HostPattern.of(['group:*'])] }, [h: []], Origin.ofFile('t.yml')).circular()
        HostGroups.of((1..5000).collectEntries { ["g$it".toString(), HostPattern.of(["group:g${it + 1}".toString()])] }, [h: []], Origin.ofFile('t.yml')).circular()
    }
}
