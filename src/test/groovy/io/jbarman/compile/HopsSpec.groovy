package io.jbarman.compile

import io.jbarman.topology.ArchivedServer
import io.jbarman.topology.ArchivedServer.Link
import spock.lang.Specification

class HopsSpec extends Specification {
    def "of a server with #options, hops are to be proved: #proved"() {
        expect:
        Hops.isWorkedOn(new ArchivedServer('pg', new Link.Unmanaged('host=pg'), Optional.empty(), true, Optional.empty(),
            ArchivedServer.DEFAULT_ARCHIVER_NAME, false, Optional.empty(), false, options)) == proved

        where:
        options             || proved
        [:]                 || true
        ['active': 'true']  || true
        ['active': 'false'] || false
        ['active': 'Off']   || false
    }
}
