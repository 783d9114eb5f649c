package io.jbarman.resource.slot

import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.slot.Slot
import io.jbarman.facts.slot.Slots
import io.jbarman.facts.slot.SlotsQuery
import io.jbarman.pg.SlotName
import io.jbarman.plan.Decision
import spock.lang.Specification

class SlotResourceSpec extends Specification {
    def "#title: #outcome"() {
        given:
        def resource = new SlotResource(new SlotsQuery('pg'), new SlotName('barman'), [] as Set)

        expect:
        describe(resource.decide(new SlotState(Optional.ofNullable(slot)))).startsWith(outcome)

        where:
        title         | slot                                      || outcome
        'absent'      | null                                      || "SELECT pg_catalog.pg_create_physical_replication_slot('barman', true)"
        'there'       | slot(true, false, true)                   || 'in sync: physical slot exists and reserves WAL'
        'unused'      | slot(true, false, false)                  || 'in sync: physical slot exists and reserves WAL from its first use on'
        'logical'     | slot(false, false, true)                  || 'conflict: slot barman exists and is logical'
        'temporary'   | slot(true, true, true)                    || 'conflict: slot barman is temporary'
        'lost'        | slot(true, false, false, 'wal_status is lost') || 'conflict: slot barman has lost WAL (wal_status is lost)'
    }

    def "where nobody receives for now it reserves nothing; once used and left, that is told: #title"() {
        given:
        def resource = new SlotResource(new SlotsQuery('pg2'), new SlotName('barman'), [] as Set, Optional.empty(), false)
        def facts = new Facts([(new SlotsQuery('pg2')): new Fact.Known(new Slots(slot == null ? [] : [slot]))])

        expect:
        describe(resource.decide(facts)) == outcome
        resource.notes(facts)*.summary() == notes

        where:
        title      | slot                                                            || outcome                                                                      | notes
        'absent'   | null                                                            || "SELECT pg_catalog.pg_create_physical_replication_slot('barman', false)"      | []
        'there'    | slot(true, false, false)                                        || 'in sync: physical slot exists and reserves WAL from its first use on'        | []
        'left'     | slot(true, false, true)                                         || 'in sync: physical slot exists and reserves WAL'                              | ['slot barman keeps WAL on pg2 that nobody fetches there']
        'given up' | slot(true, false, false, 'wal_status is lost')                  || 'in sync: physical slot exists and reserves WAL from its first use on'        | ['slot barman has lost what it kept (wal_status is lost), and no receiver can use it any more']
        'in use'   | new Slot('barman', true, false, true, true, Optional.empty())   || 'in sync: physical slot exists and reserves WAL'                              | []
    }

    static Slot slot(boolean physical, boolean temporary, boolean reserved, String lost = null) {
        new Slot('barman', physical, temporary, reserved, false, Optional.ofNullable(lost))
    }

    static String describe(Decision decision) {
        if (decision instanceof Decision.InSync) {
            return 'in sync: ' + decision.reason()
        }
        if (decision instanceof Decision.Conflict) {
            return 'conflict: ' + decision.summary()
        }
        (decision as Decision.Change).steps()[0].statements()[0].display()
    }
}
