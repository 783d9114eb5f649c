package io.jbarman.runtime

import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset
import spock.lang.Specification

class ClockStepsSpec extends Specification {
    long elapsed = 0
    long set = 0

    def "a clock that is set by #seconds s #what, for two minutes"() {
        given:
        def clock = new Clock() {
            @Override
            java.time.ZoneId getZone() {
                ZoneOffset.UTC
            }

            @Override
            Clock withZone(java.time.ZoneId zone) {
                this
            }

            @Override
            Instant instant() {
                Instant.EPOCH.plusSeconds(1_000_000 + elapsed + set)
            }
        }
        def steps = new ClockSteps(clock, { elapsed * 1_000_000_000L })

        expect:
        (1..5).every { elapsed += 2; !steps.lately() }

        when:
        set += seconds
        elapsed += 2

        then:
        steps.lately() == noticed
        (1..50).every { elapsed += 2; steps.lately() == noticed }
        (1..20).collect { elapsed += 2; steps.lately() }.last() == false

        where:
        seconds | noticed
        3600    | true
        -3600   | true
        3       | false
        0       | false
        what = noticed ? 'is noticed' : 'is not noticed'
    }
}
