package io.jbarman.engine

import io.jbarman.report.ApplyText
import io.jbarman.report.Ink
import io.jbarman.resource.ResourceGraph
import io.jbarman.secret.Secrets
import io.jbarman.time.Sleeper
import spock.lang.Specification

class ApplierSpec extends Specification {
    def reach = new ScriptedReach([a: '0', b: '0', c: '0'])
    def graph = new ResourceGraph([new Thing('a', '1'), new Thing('b', '1', ['a']), new Thing('c', '1')])
    def interrupted = false

    def "carries out every change, in order, and then nothing is left to do"() {
        when:
        def report = apply(plan())

        then:
        reach.executed == ['a = 1', 'b = 1', 'c = 1']
        report.succeeded()
        report.changed() == 3
        plan().changes().empty
    }

    def "a resource that is no longer as planned is refused, untouched, and so is what comes after it"() {
        given:
        def promised = plan()
        reach.values.a = '7'

        when:
        def report = apply(promised)

        then:
        reach.executed == ['c = 1']
        with(report.outcomes().find { it.id().name() == 'a' }) {
            it instanceof Outcome.Refused
            planned() == 'update: value 0 -> 1'
            found() == 'update: value 7 -> 1'
        }
        report.outcomes().find { it.id().name() == 'b' } == new Outcome.Skipped(Thing.id('b'), Thing.id('a'))
        !report.succeeded()
    }

    def "what turns out to be pending by policy fails nothing, and neither does what waits for it"() {
        given:
        def promised = plan()
        reach.values.a = 'later'

        when:
        def report = apply(promised)

        then:
        reach.executed == ['c = 1']
        report.outcomes().findAll { !(it instanceof Outcome.Done) } as Set ==
            [new Outcome.Pending(Thing.id('a'), 'restart: never', 'Restart it.'), new Outcome.Waiting(Thing.id('b'), Thing.id('a'))] as Set
        report.succeeded()
        report.changed() == 1
        ApplyText.outcome(report.outcomes().find { it.id().name() == 'a' }, Ink.NONE).readLines()*.strip() == ['pending  pg/thing/a', 'restart: never', 'hint: Restart it.']
        ApplyText.sum(report, plan(), []).startsWith('Applied: 1 change made. Looked again')
    }

    def "what someone else has brought about in the meantime is left alone"() {
        given:
        def promised = plan()
        reach.values.a = '1'

        when:
        def report = apply(promised)

        then:
        reach.executed as Set == ['b = 1', 'c = 1'] as Set
        report.outcomes()[0] == new Outcome.AlreadySo(Thing.id('a'), 'as declared')
        report.succeeded()
    }

    def "what an earlier change of this run has moved may look different, as long as the same is done to it"() {
        given:
        reach.afterEach = { if (it == 'a') reach.values.b = '5' }

        when:
        def report = apply(plan())

        then:
        report.succeeded()
        reach.values.b == '1'
    }

    def "a failed step fails its change, skips what comes after it, and stops nothing else"() {
        given:
        reach.failures['a = 1'] = ScriptedReach.error('42501', 'permission denied')

        when:
        def report = apply(plan())

        then:
        reach.executed == ['c = 1']
        with(report.outcomes().find { it.id().name() == 'a' }) {
            it instanceof Outcome.Failed
            problem().summary() == 'set a: permission denied (SQLSTATE 42501)'
            !problem().hint().empty
        }
        report.outcomes().find { it.id().name() == 'b' } instanceof Outcome.Skipped
    }

    def "with a failure is told what grows worse until it is mended"() {
        given:
        graph = new ResourceGraph([new Thing('a', 'urgent')])
        reach.failures['a = urgent'] = ScriptedReach.error('42501', 'permission denied')

        when:
        def failed = apply(plan()).outcomes()[0]

        then:
        failed.problem().hint().readLines().size() == 2
        ApplyText.outcome(failed, Ink.NONE).readLines().last().strip() == 'The disk fills.'
    }

    def "an interruption lets the change in hand finish and reaches no other"() {
        given:
        reach.afterEach = { interrupted = true }

        when:
        def report = apply(plan())

        then:
        reach.executed == ['a = 1']
        report.interrupted()
        report.outcomes().tail().every { it instanceof Outcome.NotReached }
    }

    def "what another session's timing spoiled is tried again, within bounds: #state #message"() {
        expect:
        attempts(state, message) == expected

        where:
        state   | message                                      || expected
        'XX000' | 'tuple concurrently updated'                 || 6
        '40001' | 'could not serialize access'                 || 6
        '55P03' | 'canceling statement due to lock timeout'    || 6
        'XX000' | 'cache lookup failed for relation 1'         || 1
        '42501' | 'permission denied'                          || 1
    }

    private static int attempts(String state, String message) {
        int tries = 0
        try {
            new Retries({ } as Sleeper).run { tries++; throw ScriptedReach.error(state, message) }
        } catch (io.jbarman.postgres.PgException ignored) {
            return tries
        }
        -1
    }

    def "a second run is kept off, and told whose lock it is"() {
        given:
        reach.locked = true

        when:
        new RunLock(reach, 'ops@control, process 7').take('pg')

        then:
        def e = thrown(StepFailure)
        e.problem().summary() == 'another jbarman run is changing pg: jbarman apply by eve@there, process 9, since 2026-11-21 03:00 (server process 42, from 10.0.0.9)'
    }

    private plan() {
        Planner.plan('shop', graph, new Observer(reach, 1).observe(graph))
    }

    private ApplyReport apply(plan) {
        def executor = new StepExecutor(reach, Secrets.NONE, { p, i -> '' } as VerifierSource, { } as Sleeper)
        new Applier(graph, new Observer(reach, 1), executor, new RunLock(reach, 'ops@control, process 7'), Ledger.NONE, ApplyProgress.NONE, { interrupted })
                .apply(plan)
    }
}
