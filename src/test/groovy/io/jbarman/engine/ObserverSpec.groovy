package io.jbarman.engine

import io.jbarman.facts.Fact
import spock.lang.Specification

class ObserverSpec extends Specification {
    def reach = new ScriptedReach([a: '1', b: '2', c: '3'])

    def "all questions to one database travel in one transaction, equal ones once"() {
        when:
        def facts = new Observer(reach, 4).observe([new Thing.Asked('a'), new Thing.Asked('b'), new Thing.Asked('a')] as Set)

        then:
        facts.get(new Thing.Asked('a')) == new Fact.Known('1')
        facts.get(new Thing.Asked('b')) == new Fact.Known('2')
        reach.transactions == 1
    }

    def "a refused query is unknown with its remedy, and spoils no other"() {
        given:
        reach.failures['get a'] = ScriptedReach.error('42501', 'permission denied for table pg_authid')

        when:
        def facts = new Observer(reach, 4).observe([new Thing.Asked('a'), new Thing.Asked('b'), new Thing.Asked('c')] as LinkedHashSet)

        then:
        with(facts.get(new Thing.Asked('a'))) {
            reason() == 'thing a: permission denied for table pg_authid (SQLSTATE 42501)'
            remedy().contains('superuser')
        }
        facts.get(new Thing.Asked('b')) == new Fact.Known('2')
        facts.get(new Thing.Asked('c')) == new Fact.Known('3')
        reach.transactions == 2
    }

    def "a session that breaks hides what was not asked yet, all for one reason"() {
        given:
        reach.failures['get b'] = ScriptedReach.error('08006', 'connection reset')

        when:
        def facts = new Observer(reach, 1).observe([new Thing.Asked('a'), new Thing.Asked('b'), new Thing.Asked('c')] as LinkedHashSet)

        then:
        facts.get(new Thing.Asked('a')) == new Fact.Known('1')
        facts.get(new Thing.Asked('b')).reason() == facts.get(new Thing.Asked('c')).reason()
        facts.get(new Thing.Asked('b')).reason().contains('connection reset')
    }
}
