package io.jbarman.engine

import io.jbarman.facts.Fact
import io.jbarman.plan.Decision
import io.jbarman.resource.ResourceGraph
import spock.lang.Specification

class PlannerSpec extends Specification {
    def "a chain a <- b <- c where a is #a, b is #b, c is #c"() {
        given:
        def graph = new ResourceGraph([new Thing('c', '1', ['b']), new Thing('b', '1', ['a']), new Thing('a', '1')])

        when:
        def plan = Planner.plan('shop', graph, Thing.facts([a: a, b: b, c: c]))

        then:
        plan.decisions()*.id()*.name() == ['a', 'b', 'c']
        plan.decisions().collect { it.class.simpleName } == expected
        plan.only(Decision.Blocked)*.cause()*.name().toUnique() == cause

        where:
        a         | b         | c       || expected                              | cause
        '1'       | '1'       | '1'     || ['InSync', 'InSync', 'InSync']        | []
        '0'       | '0'       | '0'     || ['Change', 'Change', 'Change']        | []
        'foreign' | '0'       | '0'     || ['Conflict', 'Blocked', 'Blocked']    | ['a']
        'foreign' | '1'       | '0'     || ['Conflict', 'InSync', 'Change']      | []
        'later'   | '0'       | '1'     || ['Pending', 'Blocked', 'InSync']      | ['a']
        hidden()  | hidden()  | '0'     || ['Unknown', 'Blocked', 'Blocked']     | ['a']
        '0'       | 'foreign' | '0'     || ['Change', 'Conflict', 'Blocked']     | ['b']
        'foreign' | 'foreign' | '0'     || ['Conflict', 'Conflict', 'Blocked']   | ['b']
        '1'       | hidden()  | '1'     || ['InSync', 'Unknown', 'InSync']       | []
    }

    def "what is seen through a door waits for it: door #a, b #b, c #c"() {
        given:
        def graph = new ResourceGraph([new Thing('a', 'door'), new Thing('b', '1', ['a']), new Thing('c', '1', ['b'])])

        when:
        def plan = Planner.plan('shop', graph, Thing.facts([a: a, b: b, c: c]))

        then:
        plan.decisions().collect { it.class.simpleName } == expected
        plan.only(Decision.Deferred)*.maker()*.name().every { it == 'a' }

        where:
        a        | b         | c        || expected
        ''       | hidden()  | hidden() || ['Change', 'Deferred', 'Deferred']
        ''       | hidden()  | '0'      || ['Change', 'Deferred', 'Change']
        ''       | '1'       | hidden() || ['Change', 'InSync', 'Unknown']
        'door'   | hidden()  | hidden() || ['InSync', 'Unknown', 'Blocked']
        hidden() | hidden()  | hidden() || ['Unknown', 'Blocked', 'Blocked']
        ''       | 'foreign' | hidden() || ['Change', 'Conflict', 'Blocked']
    }

    def "nothing comes to be seen through a door that goes"() {
        given:
        def graph = new ResourceGraph([new Thing('a', 'no door'), new Thing('b', '1', ['a'])])

        expect:
        Planner.plan('shop', graph, Thing.facts([a: 'door', b: hidden()])).decisions().collect { it.class.simpleName } == ['Change', 'Unknown']
    }

    def "what was never asked is unknown, not absent"() {
        when:
        def plan = Planner.plan('shop', new ResourceGraph([new Thing('a', '1')]), Thing.facts([:]))

        then:
        plan.decisions()[0].reason() == 'thing a was not observed'
    }

    private static Fact hidden() {
        new Fact.Unknown('pghost does not answer', 'See to it.')
    }
}
