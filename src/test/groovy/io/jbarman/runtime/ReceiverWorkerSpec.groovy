package io.jbarman.runtime

import io.jbarman.diagnostics.Diagnostic
import io.jbarman.wal.Backoff
import java.time.Duration
import spock.lang.Specification

class ReceiverWorkerSpec extends Specification {
    def "after many refusals for #code it is tried again in #wait at the latest"() {
        expect:
        Backoff.STANDARD.after(ReceiverWorker.kind(Diagnostic.error(code, 'no', 'do')), 20) == wait

        where:
        code               || wait
        'slot-missing'     || Duration.ofSeconds(30)
        'systemid-changed' || Duration.ofMillis(900)
        'identity-damaged' || Duration.ofMillis(900)
    }
}
