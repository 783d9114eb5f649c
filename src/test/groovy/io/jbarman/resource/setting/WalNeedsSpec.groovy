package io.jbarman.resource.setting

import io.jbarman.facts.server.WalSender
import spock.lang.Specification

class WalNeedsSpec extends Specification {
    def "senders: #connected connected, receivers #receivers, needed #need"() {
        expect:
        WalNeeds.senders(connected.collect { new WalSender(Optional.ofNullable(it), Optional.of('streaming')) }, receivers) == need

        where:
        connected                     | receivers    || need
        []                            | ['b']        || 2
        []                            | ['b', 'c']   || 3
        ['b']                         | ['b']        || 2
        ['s1', 's2']                  | ['b']        || 3
        ['s1', 's2', 'b']             | ['b']        || 3
        ['s1', 's2', null]            | ['b']        || 4
        ['1', '2', '3', '4', '5']     | ['b', 'c']   || 7
    }

    def "slots: #existing exist, #wanted wanted, needed #need"() {
        expect:
        WalNeeds.slots(existing, wanted) == need

        where:
        existing        | wanted || need
        []              | ['b']  || 2
        ['b']           | ['b']  || 2
        ['s1', 's2']    | ['b']  || 3
        ['b', 's1']     | ['b']  || 2
    }
}
