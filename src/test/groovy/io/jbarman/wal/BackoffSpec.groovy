package io.jbarman.wal

import io.jbarman.replication.ReplicationFailure
import java.time.Duration
import spock.lang.Specification

class BackoffSpec extends Specification {
    def "after #failures times #failure it waits #millis ms"() {
        expect:
        Backoff.STANDARD.after(failure, failures) == Duration.ofMillis(millis)

        where:
        failure                           | failures || millis
        ReplicationFailure.UNREACHABLE    | 1        || 200
        ReplicationFailure.UNREACHABLE    | 3        || 800
        ReplicationFailure.UNREACHABLE    | 1000     || 900
        ReplicationFailure.STARTING       | 9        || 900
        ReplicationFailure.AUTHENTICATION | 1        || 200
        ReplicationFailure.AUTHENTICATION | 5        || 3200
        ReplicationFailure.AUTHENTICATION | 1000     || 30000
        ReplicationFailure.NO_RULE        | 20       || 30000
        ReplicationFailure.SLOT_ACTIVE    | 20       || 900
        ReplicationFailure.SLOT_MISSING   | 20       || 30000
        ReplicationFailure.OTHER          | 20       || 900
    }

    def "a failure of every kind has a remedy and a wait within its limit"() {
        expect:
        failure.remedy().length() > 10
        Backoff.STANDARD.after(failure, 50) <= Duration.ofSeconds(30)

        where:
        failure << ReplicationFailure.values()
    }
}
