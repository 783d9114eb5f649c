package io.jbarman.runtime

import static io.jbarman.runtime.ReceiverHealth.Verdict.*

import io.jbarman.pg.Lsn
import java.time.Instant
import spock.lang.Specification

class WatchdogSpec extends Specification {
    private static ServerStatus server(ReceiverHealth.Verdict verdict) {
        def health = Optional.ofNullable(verdict).map { new ReceiverHealth(it, Lsn.ZERO, Instant.EPOCH) }
        new ServerStatus('pg', true, DesiredState.RUNNING, Optional.empty(), Optional.empty(), health, Optional.empty(), 0, Optional.empty())
    }

    def "#verdicts: alive #alive"() {
        expect:
        Watchdog.isAlive(verdicts.collect { server(it) }) == alive

        where:
        verdicts            || alive
        []                  || true
        [null]              || true
        [MOVING, STALLED]   || true
        [TRYING]            || true
        [STALLED, SILENT]   || false
        [STUCK]             || false
    }
}
