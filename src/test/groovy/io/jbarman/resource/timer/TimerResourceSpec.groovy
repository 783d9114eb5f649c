package io.jbarman.resource.timer

import io.jbarman.facts.file.PathFact
import io.jbarman.facts.timer.TimerFact
import io.jbarman.plan.Decision
import io.jbarman.plan.Step
import spock.lang.Specification

/** Decisions only: what systemd makes of the steps needs a machine whose process 1 it is. */
class TimerResourceSpec extends Specification {
    static final UNITS = new TimerUnits('shop', 'jbarman-drift-shop', OURS + 'SERVICE', OURS + 'TIMER')
    static final TIMER = new TimerResource('control', 'the control node', UNITS, Optional.empty(), TimerWords.ofDrift('the control node', '15m', 'jbarman drift /t.yml'), [] as Set)
    static final WRITE_BOTH = ['write /etc/systemd/system/jbarman-drift-shop.service', 'write /etc/systemd/system/jbarman-drift-shop.timer']
    static final REMOVE_BOTH = ['remove /etc/systemd/system/jbarman-drift-shop.service', 'remove /etc/systemd/system/jbarman-drift-shop.timer']
    static final STOP = 'systemctl disable --now jbarman-drift-shop.timer'
    static final READ = 'systemctl daemon-reload'
    static final START = 'systemctl enable --now jbarman-drift-shop.timer'
    static final AGAIN = 'systemctl restart jbarman-drift-shop.timer'

    def "service #service, timer #timer, enabled #enabled, active #active, stale #stale: #outcome"() {
        expect:
        describe(TIMER.decide(new TimerState(new TimerFact(true, enabled, active, stale), ours(service), ours(timer)))) == outcome

        where:
        service   | timer   | enabled | active | stale || outcome
        null      | null    | false   | false  | false || ['CREATE', *WRITE_BOTH, READ, START]
        'SERVICE' | 'TIMER' | true    | true   | false || ['in sync: looks every 15m']
        'SERVICE' | 'OLD'   | true    | true   | false || ['UPDATE', WRITE_BOTH[1], READ, AGAIN]
        'OLD'     | 'TIMER' | true    | true   | false || ['UPDATE', WRITE_BOTH[0], READ, AGAIN]
        'SERVICE' | null    | false   | false  | false || ['CREATE', WRITE_BOTH[1], READ, START]
        'SERVICE' | 'TIMER' | true    | false  | false || ['UPDATE', START]
        'SERVICE' | 'TIMER' | false   | true   | false || ['UPDATE', START]
        'SERVICE' | 'TIMER' | true    | true   | true  || ['UPDATE', READ, AGAIN]
        'SERVICE' | 'TIMER' | true    | false  | true  || ['UPDATE', READ, START]
    }

    def "one that is to go, service #service, timer #timer, enabled #enabled, active #active: #outcome"() {
        given:
        def timerFact = systemd ? new TimerFact(true, enabled, active, false) : TimerFact.NO_SYSTEMD

        expect:
        describe(new RemovedTimerResource(TIMER).decide(new TimerState(timerFact, ours(service), ours(timer)))) == outcome

        where:
        systemd | service   | timer   | enabled | active || outcome
        true    | 'SERVICE' | 'TIMER' | true    | true   || ['REMOVE', STOP, *REMOVE_BOTH, READ]
        true    | 'EDITED'  | 'TIMER' | true    | false  || ['REMOVE', STOP, *REMOVE_BOTH, READ]
        true    | null      | 'TIMER' | false   | false  || ['REMOVE', REMOVE_BOTH[1], READ]
        false   | 'SERVICE' | 'TIMER' | false   | false  || ['REMOVE', *REMOVE_BOTH]
        true    | null      | null    | false   | false  || ['in sync: no timer looks for drift, as declared']
    }

    def "what stands in the place of one that is to go, and is somebody else's or may not be read, stays"() {
        expect:
        describe(new RemovedTimerResource(TIMER).decide(new TimerState(new TimerFact(true, true, true, false), theirs, ours('TIMER')))) ==
                ["in sync: /etc/systemd/system/jbarman-drift-shop.service is somebody else's, and stays"]

        where:
        theirs << [file('[Service]'), SHUT]
    }

    def "one that another topology has by now is not taken away with this one"() {
        expect:
        describe(new RemovedTimerResource(TIMER).decide(new TimerState(new TimerFact(true, true, true, false), file(BILLS), ours('TIMER')))) ==
                ['in sync: it is of the topology bills by now']
    }

    def "the files are root's, and everyone may read them"() {
        given:
        def steps = (TIMER.decide(new TimerState(new TimerFact(true, false, false, false), file(null), file(null))) as Decision.Change).steps()

        expect:
        steps.findAll { it instanceof Step.WriteFile }.every { it.mode() == 0644 && it.account() == 'root' && it.host() == 'the control node' }
        steps.findAll { it instanceof Step.RunCommand }.every { it.account() == 'root' }
        (steps[0] as Step.WriteFile).content().display() == OURS + 'SERVICE'
        (steps[1] as Step.WriteFile).content().display() == OURS + 'TIMER'
    }

    def "a unit file that others may write is written again"() {
        given:
        def loose = new PathFact(PathFact.Kind.FILE, 0666, 'root', true, Optional.of(OURS + 'SERVICE'))

        expect:
        describe(TIMER.decide(new TimerState(new TimerFact(true, true, true, false), loose, ours('TIMER')))) == ['UPDATE', WRITE_BOTH[0], READ, AGAIN]
    }

    def "without systemd the way to go is said"() {
        when:
        def conflict = TIMER.decide(new TimerState(TimerFact.NO_SYSTEMD, file(null), file(null))) as Decision.Conflict

        then:
        conflict.id().toString() == 'control/timer/jbarman-drift-shop'
        conflict.summary() == 'drift.timer needs systemd, which is not process 1 on the control node'
        conflict.remedy() == "Say timer: false under drift, and keep 'jbarman drift /t.yml --every 15m' running, or let cron run 'jbarman drift /t.yml'."
    }

    def "a masked unit is the operator's"() {
        given:
        def masked = new PathFact(PathFact.Kind.OTHER, 0666, 'root', true, Optional.empty())

        when:
        def conflict = TIMER.decide(new TimerState(new TimerFact(true, false, false, false), ours('SERVICE'), masked)) as Decision.Conflict

        then:
        conflict.summary().startsWith('/etc/systemd/system/jbarman-drift-shop.timer is there and is no file')
        conflict.remedy().startsWith("Run 'systemctl unmask jbarman-drift-shop.timer'")
    }

    def "a declared one, #title: #outcome"() {
        given:
        def timer = new TimerResource('h', 'h', new TimerUnits('shop', 'tick', OURS, OURS), Optional.of('daily'), TimerWords.declared('h', 'tick', ''), [] as Set)

        expect:
        describe(new DeclaredTimerResource(timer, absent).decide(new TimerState(fact, file(service), file(service)))) == outcome

        where:
        title                   | absent | fact                                                              | service   || outcome
        'not there'             | false  | new TimerFact(true, false, false, false)                          | null      || ['CREATE', 'write /etc/systemd/system/tick.service', 'write /etc/systemd/system/tick.timer', READ, 'systemctl enable --now tick.timer']
        'as declared'           | false  | new TimerFact(true, true, true, false)                            | OURS      || ['in sync: timer is as declared']
        'older'                 | false  | new TimerFact(true, true, true, false)                            | OURS + 1  || ['UPDATE', 'write /etc/systemd/system/tick.service', 'write /etc/systemd/system/tick.timer', READ, 'systemctl restart tick.timer']
        "somebody else's"       | false  | new TimerFact(true, true, true, false)                            | '[Timer]' || ["conflict: /etc/systemd/system/tick.timer on h is not jbarman's, and has the name of timer tick"]
        "a package's"           | false  | new TimerFact(true, true, true, false, Optional.of('/l/x'), true) | null      || ["conflict: /l/x on h is not jbarman's, and has the name of timer tick"]
        'no calendar'           | false  | new TimerFact(true, false, false, false, Optional.empty(), false) | null      || ['conflict: systemd on h does not understand on_calendar: daily']
        'without systemd'       | false  | TimerFact.NO_SYSTEMD                                              | null      || ['conflict: timer tick needs systemd, which is not process 1 on h']
        'to go'                 | true   | new TimerFact(true, true, true, false)                            | OURS      || ['REMOVE', 'systemctl disable --now tick.timer', 'remove /etc/systemd/system/tick.service', 'remove /etc/systemd/system/tick.timer', READ]
        "another topology's"    | false  | new TimerFact(true, true, true, false)                            | BILLS     || ['conflict: timer tick on h is of the topology bills']
        "to go, a topology's"   | true   | new TimerFact(true, true, true, false)                            | BILLS     || ['conflict: timer tick on h is of the topology bills']
        "this topology's"       | false  | new TimerFact(true, true, true, false)                            | SHOP      || ['UPDATE', 'write /etc/systemd/system/tick.service', 'write /etc/systemd/system/tick.timer', READ, 'systemctl restart tick.timer']
        "to go, another's"      | true   | new TimerFact(true, true, true, false)                            | '[Timer]' || ["conflict: /etc/systemd/system/tick.timer on h is not jbarman's, and has the name of timer tick"]
        'gone'                  | true   | new TimerFact(true, false, false, false)                          | null      || ['in sync: no such timer, as declared']
        'gone, without systemd' | true   | TimerFact.NO_SYSTEMD                                              | null      || ['in sync: no such timer, as declared']
    }

    static final OURS = '# Written by jbarman.'
    static final BILLS = '# Written by jbarman from the topology bills.\n[Unit]'
    static final SHOP = '# Written by jbarman from the topology shop.\n[Unit]'
    static final SHUT = new PathFact(PathFact.Kind.FILE, 0600, 'root', true, Optional.empty())

    static PathFact ours(String content) {
        file(content == null ? null : OURS + content)
    }

    def "a unit file that may not be read is not taken for ours"() {
        given:
        def timer = new TimerResource('h', 'h', new TimerUnits('shop', 'tick', OURS, OURS), Optional.of('daily'), TimerWords.declared('h', 'tick', ''), [] as Set)

        expect:
        describe(new DeclaredTimerResource(timer, absent).decide(new TimerState(new TimerFact(true, true, true, false), SHUT, file(OURS)))) ==
                ["conflict: /etc/systemd/system/tick.service on h is not jbarman's, and has the name of timer tick"]

        where:
        absent << [false, true]
    }

    static PathFact file(String content) {
        content == null ? PathFact.absent(true) : new PathFact(PathFact.Kind.FILE, 0644, 'root', true, Optional.of(content))
    }

    static List<String> describe(Decision decision) {
        if (decision instanceof Decision.InSync) {
            return ['in sync: ' + decision.reason()]
        }
        if (decision instanceof Decision.Conflict) {
            assert decision.remedy()
            return ['conflict: ' + decision.summary()]
        }
        def change = decision as Decision.Change
        [change.action().name()] + change.steps().collect {
            it instanceof Step.RunCommand ? it.arguments().join(' ') : (it instanceof Step.RemoveFile ? 'remove ' : 'write ') + it.path()
        }
    }
}
