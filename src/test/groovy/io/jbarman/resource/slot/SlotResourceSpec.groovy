package io.jbarman.resource.slot

import io.jbarman.facts.slot.Slot
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
