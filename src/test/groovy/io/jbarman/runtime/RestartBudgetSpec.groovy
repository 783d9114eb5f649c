package io.jbarman.runtime

import java.time.Duration
import spock.lang.Specification

class RestartBudgetSpec extends Specification {
    def "after #failures failures within the window it is begun anew after #seconds s, budget spent: #spent"() {
        expect:
        RestartBudget.STANDARD.delay(failures) == Duration.ofSeconds(seconds)
        RestartBudget.STANDARD.isSpent(failures) == spent

        where:
        failures | seconds | spent
        1        | 1       | false
        2        | 2       | false
        3        | 4       | false
        5        | 16      | false
        6        | 300     | true
        1000     | 300     | true
    }
}
