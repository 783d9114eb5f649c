package io.jbarman.resource.runtime

import static io.jbarman.resource.runtime.RuntimeResourceSpec.QUERY
import static io.jbarman.resource.runtime.RuntimeResourceSpec.USER
import static io.jbarman.resource.runtime.RuntimeResourceSpec.running

import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.barman.HopsFact
import io.jbarman.facts.barman.HopsQuery
import io.jbarman.facts.barman.RuntimeFact
import io.jbarman.plan.Decision
import io.jbarman.topology.BarmanHost.Supervise
import spock.lang.Specification

class ProvedAnewSpec extends Specification {
    static final HOPS = new HopsQuery('b', USER, '/home/.jbarman', 'pg', ['/opt/jbarman'])

    def "a way that holds: #holds, beside a runtime that loaded #loaded: #why"() {
        given:
        def hop = new HopResource('pg', 'backup', HopResource.WAL, 'WAL of pg arrives', HOPS, ['/opt/jbarman'], 'barman', [] as Set)
        def check = new ProvedAnew(hop, hop, RuntimeResourceSpec.runtime(Supervise.AUTO))
        def facts = new Facts([(HOPS) : new Fact.Known(new HopsFact([wal: new HopsFact.Hop(holds, 'arrived')], Optional.empty())),
                               (QUERY): new Fact.Known(new RuntimeFact(Optional.empty(), running(loaded)))])

        when:
        def decision = check.decide(facts)

        then:
        check.needs().containsAll([HOPS, QUERY])
        decision instanceof Decision.Change == (why != null)
        why == null || decision.reason() == why

        where:
        holds | loaded || why
        true  | 'new'  || null
        true  | 'old'  || 'to be proved again: the runtime does not go on as it runs now'
        false | 'new'  || 'WAL is not seen to arrive in the archive'
        false | 'old'  || 'WAL is not seen to arrive in the archive'
    }
}
