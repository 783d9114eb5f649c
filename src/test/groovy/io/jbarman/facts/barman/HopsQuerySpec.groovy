package io.jbarman.facts.barman

import io.jbarman.fixture.Fixtures
import io.jbarman.json.Json
import io.jbarman.plan.Decision
import io.jbarman.resource.runtime.HopResource
import io.jbarman.runtime.ControlServer
import io.jbarman.runtime.ShellScripts
import io.jbarman.transport.Account
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir

class HopsQuerySpec extends Specification {
    static final ITEMS = '{"pg":{"login":{"status":"OK","hint":"PostgreSQL 15"},"wal":{"status":"UNKNOWN","hint":"not tried"}}}'

    @TempDir
    Path directory

    def "a runtime is asked about one server by #program"() {
        given:
        def asked = []
        def runtime = ControlServer.open(directory.resolve('control.sock'), { request ->
            asked << request
            Json.parse("{\"ok\":true,\"servers\":$ITEMS}").asObject()
        } as ControlServer.Handler)

        when:
        def fact = ask([program])

        then:
        asked == [Json.parse('{"command":"hops","server":"pg"}')]
        fact.find('login').get() == new HopsFact.Hop(true, 'PostgreSQL 15')
        fact.find('wal').get() == new HopsFact.Hop(false, 'not tried')

        cleanup:
        runtime.close()

        where:
        program << ['perl', 'python3', 'socat'].findAll { Fixtures.hasProgram(it) }
    }

    def "without any of them jbarman itself tries; without a runtime nobody does"() {
        expect:
        ask([]).find('login').empty

        when:
        def runtime = ControlServer.open(directory.resolve('control.sock'), { request -> request } as ControlServer.Handler)

        then:
        ask([]).find('login').get().holds()
        Files.readString(directory.resolve('words')) == '--config b.conf check --hop all --format json pg\n'

        cleanup:
        runtime?.close()
    }

    def "a runtime that does not know the question is named, with how it is restarted"() {
        given:
        def fact = query().parse(0, '{"ok":false,"error":"unknown command"}')
        def hop = new HopResource('pg', 'backup', HopResource.LOGIN, 'it logs in', query(), ['jbarman'], 'barman', [] as Set)

        expect:
        with(hop.decide(fact) as Decision.Change) {
            reason().contains('is of an older jbarman')
            reason().contains('jbarman runtime stop')
        }
        (hop.decide(query().parse(0, '')) as Decision.Change).reason() == 'to be proved: no runtime could be asked yet'
    }

    private HopsQuery query() {
        new HopsQuery('here', Account.named('barman'), directory.toString(), 'pg', [directory.resolve('jbarman').toString(), '--config', 'b.conf'])
    }

    private HopsFact ask(List<String> programs) {
        def path = ShellScripts.path(Files.createTempDirectory(directory, 'path'), programs)
        def launcher = directory.resolve('jbarman')
        Files.writeString(launcher, "#!/bin/sh\necho \"\$*\" >$directory/words\necho '$ITEMS'\n")
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString('rwxr-xr-x'))
        query().parse(0, ShellScripts.run([PATH: path.toString()], new byte[0], directory, '/bin/sh', '-c', query().script()).out)
    }
}
