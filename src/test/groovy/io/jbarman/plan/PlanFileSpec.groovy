package io.jbarman.plan

import io.jbarman.diagnostics.ProblemException
import spock.lang.Specification

class PlanFileSpec extends Specification {
    static final ResourceId ROLE = ResourceId.parse('pg/role/barman')
    static final PlanFile.Source SOURCE = new PlanFile.Source('/t/topology.yml', 'abc', [base: '/srv/a b'])
    static final PlanFile.Scope SCOPE = new PlanFile.Scope(['pghost'], ['pg/*'])
    static final Plan PLAN = new Plan('shop', [
            new Decision.Change(ROLE, Action.CREATE, [new Difference('login', '', 'true')], Effect.NONE, 'no such role',
                    [new Step.RunSql('pg', Optional.empty(), [SecretText.plain('CREATE ROLE barman')], 'create role')]),
            new Decision.InSync(ResourceId.parse('pg/slot/barman'), 'there')])

    def "a plan file reads back as what an apply will demand"() {
        expect:
        PlanFile.read('change.plan', text()) == PlanFile.of(SOURCE, SCOPE, PLAN)
    }

    def "refuses a file that is #what"() {
        when:
        PlanFile.read('change.plan', spoilt(text()))

        then:
        def e = thrown(ProblemException)
        e.problems()[0].code() == code
        e.problems()[0].summary().startsWith('change.plan: ')
        !e.problems()[0].hint().empty

        where:
        what        | spoilt                                              || code
        'edited'    | { it.replace('pg/role/barman', 'pg/role/mallory') } || 'plan-broken'
        'cut short' | { it.substring(0, it.length().intdiv(2)) }          || 'plan-broken'
        'newer'     | { it.replace('"schema" : 1', '"schema" : 2') }      || 'plan-newer'
        'not JSON'  | { 'name: shop' }                                    || 'plan-broken'
        'something else' | { '{"schema": 1}' }                            || 'plan-broken'
    }

    def "a change with another step is another change"() {
        given:
        def change = PLAN.changes()[0]
        def other = new Decision.Change(change.id(), change.action(), change.differences(), change.effect(), change.reason(), [])

        expect:
        Fingerprint.of(change) != Fingerprint.of(other)
    }

    private static String text() {
        PlanFile.text(SOURCE, SCOPE, PLAN)
    }
}
