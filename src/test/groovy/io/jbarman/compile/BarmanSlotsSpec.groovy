package io.jbarman.compile

import io.jbarman.playbook.TopologyFile
import io.jbarman.resource.Wrapping
import io.jbarman.resource.slot.SlotResource
import io.jbarman.schema.ControlNode
import io.jbarman.secret.Secrets
import java.nio.file.Path
import spock.lang.Specification

class BarmanSlotsSpec extends Specification {
    def "received from #from: #slots"() {
        expect:
        slotsOf(document(from)) == slots

        where:
        from                                  || slots
        'role: streaming_barman'              || ['pg/slot/barman': true, 'pg/slot/pg2': true, 'pg2/slot/barman': false]
        'role: streaming_barman, host: pg2.example' || ['pg/slot/barman': false, 'pg/slot/pg2': true, 'pg2/slot/barman': true]
        'role: streaming_barman, host: pg2.example, port: "5433"' || ['pg/slot/barman': true, 'pg/slot/pg2': true, 'pg2/slot/barman': false]
    }

    def "only what the runtime receives from has to be there before it"() {
        given:
        def graph = graph(document('role: streaming_barman'))
        def runtime = graph.resources().find { it.id().kind() == 'runtime' }

        expect:
        runtime.after()*.toString().findAll { it.endsWith('/slot/barman') } == ['pg/slot/barman']
    }

    static Map<String, Boolean> slotsOf(String text) {
        graph(text).resources().collect { core(it) }.findAll { it instanceof SlotResource }
            .collectEntries { [(it.id().toString()): it.atOnce()] }.sort()
    }

    static graph(String text) {
        def parsed = TopologyFile.parse('t.yml', text.bytes, new ControlNode(Path.of('/'), Path.of('/home/ops')))
        assert parsed.problems().every { !it.error }
        Compiler.compile(parsed.topology().orElseThrow(), Secrets.NONE)
    }

    static core(resource) {
        resource instanceof Wrapping ? core(resource.inner()) : resource
    }

    static String document(String streaming) {
        """
        version: 1
        name: shop
        hosts:
          pghost: { address: pg.example }
          pghost2: { address: pg2.example }
          barmanhost: { address: barman.example }
        postgres:
          pg:
            host: pghost
            replication: { role: replica }
            standbys: { pg2: { host: pghost2, slot: pg2 } }
        barman:
          backup:
            host: barmanhost
            servers:
              pg:
                conninfo: { role: barman }
                streaming_conninfo: { $streaming }
                streaming_archiver: true
                slot_name: barman
        """.stripIndent()
    }
}
