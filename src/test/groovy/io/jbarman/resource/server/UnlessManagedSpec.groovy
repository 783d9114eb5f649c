package io.jbarman.resource.server

import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.server.ClusterManagerQuery
import io.jbarman.facts.slot.Slots
import io.jbarman.facts.slot.SlotsQuery
import io.jbarman.pg.SlotName
import io.jbarman.plan.Decision
import io.jbarman.resource.slot.SlotResource
import spock.lang.Specification

class UnlessManagedSpec extends Specification {
    def "under #manager a missing slot is #outcome"() {
        given:
        def slots = new SlotsQuery('pg')
        def query = new ClusterManagerQuery('pg')
        def resource = new UnlessManaged(new SlotResource(slots, new SlotName('barman'), [] as Set), query)
        def facts = new Facts([(slots): new Fact.Known(new Slots([])), (query): new Fact.Known(Optional.ofNullable(manager))])

        when:
        def decision = resource.decide(facts)

        then:
        decision.class.simpleName == outcome
        !(decision instanceof Decision.Conflict) || decision.remedy().contains(remedy)

        where:
        manager         | outcome    | remedy
        null            | 'Change'   | ''
        'Patroni'       | 'Conflict' | 'ignore_slots=[{"name":"barman","type":"physical"}]'
        'CloudNativePG' | 'Conflict' | 'Make the change in the configuration of CloudNativePG.'
    }
}
