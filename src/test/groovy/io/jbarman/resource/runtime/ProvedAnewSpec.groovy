package io.jbarman.resource.runtime

import static io.jbarman.resource.runtime.RuntimeResourceSpec.QUERY
import static io.jbarman.resource.runtime.RuntimeResourceSpec.USER
import static io.jbarman.resource.runtime.RuntimeResourceSpec.running

import io.jbarman.engine.Applier
import io.jbarman.engine.ApplyProgress
import io.jbarman.engine.Ledger
import io.jbarman.engine.Observer
import io.jbarman.engine.Outcome
import io.jbarman.engine.Planner
import io.jbarman.engine.RunLock
import io.jbarman.engine.StepExecutor
import io.jbarman.engine.VerifierSource
import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.barman.HopsFact
import io.jbarman.facts.barman.HopsQuery
import io.jbarman.facts.barman.RuntimeFact
import io.jbarman.facts.barman.RuntimeQuery
import io.jbarman.facts.barman.ServerFilesQuery
import io.jbarman.json.Json
import io.jbarman.plan.Decision
import io.jbarman.reach.Reach
import io.jbarman.resource.ResourceGraph
import io.jbarman.runtime.ControlServer
import io.jbarman.secret.Secrets
import io.jbarman.time.Sleeper
import io.jbarman.topology.BarmanHost.Supervise
import io.jbarman.transport.Account
import io.jbarman.transport.local.LocalTransport
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ProvedAnewSpec extends Specification {
    @TempDir
    Path directory

    static final USER_HERE = Account.named(System.getProperty('user.name'))
    static final HOPS = new HopsQuery('b', USER, '/home/.jbarman', 'pg', ['/opt/jbarman'])

    def "a way that holds: #holds, beside a runtime that runs #launcher and loaded #loaded: #why"() {
        given:
        def check = check(HOPS, RuntimeResourceSpec.runtime(Supervise.AUTO, '/opt/jbarman'))
        def facts = new Facts([(HOPS) : new Fact.Known(new HopsFact([wal: new HopsFact.Hop(holds, 'arrived')], Optional.empty())),
                               (QUERY): new Fact.Known(new RuntimeFact(Optional.empty(), running(loaded, launcher)))])

        when:
        def decision = check.decide(facts)

        then:
        check.needs().containsAll([HOPS, QUERY])
        decision instanceof Decision.Change == (why != null)
        why == null || decision.reason() == why

        where:
        holds | launcher       | loaded || why
        true  | '/opt/jbarman' | 'new'  || null
        true  | '/opt/jbarman' | 'old'  || null
        true  | '/old/jbarman' | 'new'  || 'to be proved again: the runtime is started anew'
        true  | '/old/jbarman' | 'old'  || 'to be proved again: the runtime is started anew'
        false | '/opt/jbarman' | 'new'  || 'WAL is not seen to arrive in the archive'
        false | '/old/jbarman' | 'old'  || 'WAL is not seen to arrive in the archive'
    }

    def "an apply proves it anew once the runtime is started anew, though it holds by then"() {
        given:
        def query = new RuntimeQuery('b', USER_HERE, directory.toString(), Optional.empty())
        def runtime = new RuntimeResource('backup', USER_HERE.name(), query, new ServerFilesQuery('b', USER_HERE, directory.toString()), Supervise.PROCESS, jbarman(), Optional.of(jbarman()), 'b.conf', '', ['b.conf': 'now'], [] as Set, [:], [] as Set)
        def check = check(new HopsQuery('b', USER_HERE, directory.toString(), 'pg', [jbarman()]), runtime)
        def graph = new ResourceGraph([runtime, check])
        def answering = ControlServer.open(directory.resolve('control.sock'), { request ->
            Json.parse('{"servers":{"pg":{"wal":{"status":"OK","hint":"arrived"}}}}').asObject()
        } as ControlServer.Handler)
        started('/old/jbarman')

        when:
        def reach = [transport: { String host -> new LocalTransport('b', true) }] as Reach
        def plan = { Planner.plan('shop', graph, new Observer(reach, 1).observe(graph)) }
        def report = new Applier(graph, new Observer(reach, 1), new StepExecutor(reach, Secrets.NONE, { p, i -> '' } as VerifierSource, { } as Sleeper),
            new RunLock(reach, 'ops'), Ledger.NONE, ApplyProgress.NONE, { false }).apply(plan())

        then:
        report.outcomes()*.class == [Outcome.Done, Outcome.Done]
        directory.resolve('calls').toFile().readLines() == ['--version', '--config b.conf runtime stop', '--config b.conf runtime start',
                                                   'switch-wal --force --archive --archive-timeout 60 pg', 'check --hop wal pg']
        plan().changes().empty

        cleanup:
        answering.close()
        directory.resolve('process').toFile().readLines()*.toLong().each { ProcessHandle.of(it).ifPresent { it.destroy() } }
    }

    private static ProvedAnew check(HopsQuery hops, RuntimeResource runtime) {
        def hop = new HopResource('pg', 'backup', HopResource.WAL, 'WAL of pg arrives', hops, hops.launcher(), USER_HERE.name(), [runtime.id()] as Set)
        new ProvedAnew(hop, hop, runtime)
    }

    /** One that leaves behind a process which says what it was started by, and the file that a runtime keeps. */
    private String jbarman() {
        def program = directory.resolve('jbarman')
        Files.writeString(program, """#!/bin/sh
            |cd $directory && echo "\$*" >>calls
            |case \$* in
            |*stop) kill "\$(cat process)" && rm runtime.json ;;
            |*start) ./start $program ;;
            |esac
            |""".stripMargin()).toFile().executable = true
        Files.writeString(directory.resolve('start'), """#!/bin/sh
            |cd $directory
            |sh -c 'while sleep 1; do :; done' sh "-Djbarman.launcher=\$1" >/dev/null 2>&1 </dev/null &
            |echo \$! >process
            |echo "{\\"pid\\": \$!, \\"files\\": {\\"b.conf\\": \\"now\\"}}" >runtime.json
            |""".stripMargin()).toFile().executable = true
        program.toString()
    }

    private void started(String launcher) {
        assert [directory.resolve('start').toString(), launcher].execute().waitFor() == 0
    }
}
