package io.jbarman.resource.runtime

import io.jbarman.facts.barman.AccountFact
import io.jbarman.facts.barman.AccountQuery
import io.jbarman.facts.barman.BarmanCronQuery
import io.jbarman.facts.barman.LauncherQuery
import io.jbarman.facts.barman.RuntimeFact
import io.jbarman.facts.barman.RuntimeQuery
import io.jbarman.plan.Decision
import io.jbarman.plan.ResourceId
import io.jbarman.plan.Step
import io.jbarman.resource.file.FileResource
import io.jbarman.topology.BarmanHost.Supervise
import io.jbarman.transport.Account
import spock.lang.Specification

class RuntimeResourceSpec extends Specification {
    static final USER = Account.named('barman')
    static final QUERY = new RuntimeQuery('b', USER, '/home/.jbarman', Optional.empty())

    def "systemd #systemd, unit #unit, loaded #loaded, #supervise: #outcome"() {
        expect:
        describe(runtime(supervise).decide(new RuntimeFact(systemd ? systemd(unit, true, 7) : Optional.empty(), running(loaded)))) == outcome

        where:
        systemd | unit   | loaded | supervise         || outcome
        false   | null   | null   | Supervise.AUTO    || ['/opt/jbarman --config /etc/barman.conf runtime start']
        false   | null   | 'new'  | Supervise.AUTO    || ['in sync: runs with these files']
        false   | null   | 'old'  | Supervise.AUTO    || ['/opt/jbarman --config /etc/barman.conf runtime reload']
        true    | null   | null   | Supervise.AUTO    || ['write', 'systemctl daemon-reload', 'systemctl enable --now jbarman.service']
        true    | 'UNIT' | null   | Supervise.SYSTEMD || ['systemctl enable --now jbarman.service']
        true    | 'UNIT' | 'new'  | Supervise.AUTO    || ['in sync: runs with these files']
        true    | 'UNIT' | 'old'  | Supervise.AUTO    || ['/opt/jbarman --config /etc/barman.conf runtime reload']
        true    | 'OLD'  | 'old'  | Supervise.AUTO    || ['write', 'systemctl daemon-reload', 'systemctl restart jbarman.service']
        true    | null   | null   | Supervise.PROCESS || ['/opt/jbarman --config /etc/barman.conf runtime start']
        false   | null   | null   | Supervise.SYSTEMD || ['conflict: systemd is not process 1 on b']
    }

    def "a unit that is enabled: #enabled and keeps process #mainPid: #outcome"() {
        expect:
        describe(runtime(Supervise.AUTO).decide(new RuntimeFact(systemd('UNIT', enabled, mainPid), running(loaded)))) == outcome

        where:
        enabled | mainPid | loaded || outcome
        false   | 7       | 'new'  || ['systemctl enable jbarman.service']
        false   | 7       | 'old'  || ['systemctl enable jbarman.service', '/opt/jbarman --config /etc/barman.conf runtime reload']
        true    | 0       | 'new'  || ['/opt/jbarman --config /etc/barman.conf runtime stop', 'systemctl enable --now jbarman.service']
        true    | 9       | 'old'  || ['/opt/jbarman --config /etc/barman.conf runtime stop', 'systemctl enable --now jbarman.service']
    }

    def "one that is to go, unit #unit with process #mainPid, running #loaded: #outcome"() {
        given:
        def fact = new RuntimeFact(unit == 'none' ? Optional.empty() : systemd(unit, true, mainPid), running(loaded))

        expect:
        describe(new StoppedRuntimeResource(runtime(Supervise.AUTO), false).decide(fact)) == outcome

        where:
        unit    | mainPid | loaded || outcome
        'none'  | 0       | null   || ['in sync: no runtime runs']
        'none'  | 0       | 'new'  || [STOP]
        'UNIT'  | 7       | 'new'  || GONE
        'UNIT'  | 0       | null   || GONE
        'UNIT'  | 0       | 'new'  || [STOP, *GONE]
        'OTHER' | 7       | 'new'  || [STOP]
        'OTHER' | 7       | null   || ['in sync: no runtime runs']
    }

    def "a unit that an older jbarman wrote is ours, another topology's is not: #unit"() {
        given:
        def made = new RuntimeResource('backup', 'barman', QUERY, Supervise.AUTO, '/opt/jbarman', Optional.empty(), '/etc/barman.conf', "$OF shop.\n[Unit]\nnow", ['/etc/barman.d/pg.conf': 'new'], [] as Set, [:], [] as Set)

        expect:
        describe(new StoppedRuntimeResource(made, false).decide(new RuntimeFact(systemd(unit.toString(), true, 7), running('new')))) == outcome

        where:
        unit                      || outcome
        "$OF shop.\n[Unit]\nthen" || GONE
        "$OF bills.\n[Unit]\nnow" || ['conflict: the runtime on b is another topology\'s by now (Written by jbarman from the topology bills.): what that one archives would end with it']
        "[Unit]\nnow"             || [STOP]
    }

    def "a runtime that works for others too is not stopped by the way"() {
        given:
        def fact = new RuntimeFact(Optional.empty(), Optional.of(new RuntimeFact.Running(7, Optional.empty(), Optional.empty(),
            ['/etc/barman.conf': 'x', '/etc/barman.d/pg.conf': 'new', '/etc/barman.d/bills.conf': 'y'])))
        def resource = new StoppedRuntimeResource(runtime(Supervise.AUTO), false)

        expect:
        describe(resource.decide(fact)) == ['conflict: the runtime on b works for what this topology does not describe, too: /etc/barman.d/bills.conf; no WAL of that would come any more']
        describe(resource.agreed().decide(fact)) == [STOP]
    }

    static final OF = '# Written by jbarman from the topology'

    static final STOP = '/opt/jbarman --config /etc/barman.conf runtime stop'
    static final GONE = ['systemctl disable --now jbarman.service', 'remove', 'systemctl daemon-reload']

    def "a runtime of another release is started anew: systemd #systemd"() {
        given:
        def upgraded = runtime(Supervise.AUTO, '/opt/jbarman/releases/2/jbarman')

        expect:
        describe(upgraded.decide(new RuntimeFact(systemd, running('new', '/opt/jbarman/releases/1/jbarman')))) == outcome
        describe(upgraded.decide(new RuntimeFact(systemd, running('new', '/opt/jbarman/releases/2/jbarman')))) == ['in sync: runs with these files']

        where:
        systemd                  || outcome
        systemd('UNIT', true, 7) || ['systemctl restart jbarman.service']
        Optional.empty()         || ['/opt/jbarman --config /etc/barman.conf runtime stop', '/opt/jbarman --config /etc/barman.conf runtime start']
    }

    static runtime(Supervise supervise, String release = null) {
        new RuntimeResource('backup', 'barman', QUERY, supervise, '/opt/jbarman', Optional.ofNullable(release), '/etc/barman.conf', 'UNIT', ['/etc/barman.d/pg.conf': 'new'], [] as Set, [:], [] as Set)
    }

    static Optional<RuntimeFact.Running> running(String loaded, String launcher = null) {
        loaded == null ? Optional.empty() : Optional.of(new RuntimeFact.Running(7, Optional.ofNullable(launcher), Optional.empty(), ['/etc/barman.d/pg.conf': loaded]))
    }

    static Optional<RuntimeFact.Systemd> systemd(String unit, boolean enabled, long mainPid) {
        Optional.of(new RuntimeFact.Systemd(Optional.ofNullable(unit), enabled, mainPid))
    }

    def "what a host tells of its runtime: #title"() {
        expect:
        QUERY.parse(0, output) == new RuntimeFact(systemd, running)

        where:
        title           | output                                                                || systemd                            | running
        'nothing'       | 'no\n0\n'                                                          || Optional.empty()                   | Optional.empty()
        'no unit'       | 'yes 0 \n0\n'                                                      || systemd(null, false, 0)            | Optional.empty()
        'a unit'        | 'yes 0 disabled\n0\n[Unit]\n'                                      || systemd('[Unit]\n', false, 0)      | Optional.empty()
        'one that runs' | 'yes 7 enabled\n28 /opt/j\n{"pid":7,"files":{"/a":"b"}}[Unit]\n'    || systemd('[Unit]\n', true, 7)       | Optional.of(new RuntimeFact.Running(7, Optional.of('/opt/j'), Optional.empty(), ['/a': 'b']))
        'another Java'  | 'no\n28 /opt/j\t/jre/bin/java\n{"pid":7,"files":{"/a":"b"}}'         || Optional.empty()                   | Optional.of(new RuntimeFact.Running(7, Optional.of('/opt/j'), Optional.of('/jre/bin/java'), ['/a': 'b']))
        'half a file'   | 'no\n4 \n{"pi'                                                      || Optional.empty()                   | Optional.empty()
    }

    def "one that runs on another Java than it should is started anew"() {
        given:
        def running = new RuntimeFact.Running(7, Optional.empty(), Optional.of('/old/bin/java'), ['/etc/barman.d/pg.conf': 'new'])

        expect:
        describe(runtime(Supervise.AUTO).decide(new RuntimeFact(systemd('UNIT', true, 7), Optional.of(running)))) == ['systemctl restart jbarman.service']
    }

    def "it does without servers that something stands in the way of, #missing: #files"() {
        given:
        def of = { String name -> [FileResource.id('backup', "/etc/barman.d/${name}.conf"), new ResourceId(name, 'slot', 'barman')] as Set }
        def both = new RuntimeResource('backup', 'barman', QUERY, Supervise.AUTO, '/opt/jbarman', Optional.empty(), '/etc/barman.conf', 'UNIT',
            ['/etc/barman.d/pg.conf': 'new', '/etc/barman.d/two.conf': 'new'], [] as Set, [pg: of('pg'), two: of('two')], [] as Set)

        when:
        def rest = both.without(missing.collect { ResourceId.parse(it) } as Set)

        then:
        rest.map { it.files().keySet() } == Optional.ofNullable(files?.toSet())
        rest.isEmpty() || rest.get().decide(new RuntimeFact(Optional.empty(), running(null))).reason().endsWith(told)

        where:
        missing                                || files                                              | told
        []                                     || ['/etc/barman.d/pg.conf', '/etc/barman.d/two.conf'] | 'no runtime runs in /home/.jbarman'
        ['two/slot/barman']                    || ['/etc/barman.d/pg.conf']                          | '; without two, which has to wait'
        ['two/slot/barman', 'pg/slot/barman']  || null                                               | ''
        ['two/slot/barman', 'backup/launcher/jbarman'] || null                                       | ''
    }

    def "an account is made where there is none, and left alone where there is one"() {
        expect:
        describe(new AccountResource('backup', new AccountQuery('b', 'barman'), '/var/lib/barman').decide(new AccountFact(exists, 'ops'))) == outcome

        where:
        exists || outcome
        true   || ['in sync: account exists']
        false  || ['useradd --system --user-group --create-home --home-dir /var/lib/barman --shell /bin/bash barman']
    }

    def "a launcher that cannot be run, and a schedule of Barman's own, are conflicts"() {
        expect:
        describe(new LauncherResource('backup', new LauncherQuery('b', USER, '/opt/jbarman', Optional.empty()), [] as Set).decide(Optional.of('barman may not read and execute /opt/jbarman')))
            == ['conflict: jbarman cannot be run on b: barman may not read and execute /opt/jbarman']
        describe(new CronResource('backup', new BarmanCronQuery('b', USER, '/etc/barman.conf'), [] as Set).decide(['/etc/cron.d/barman']))
            == ["conflict: barman cron is scheduled in /etc/cron.d/barman and reads /etc/barman.conf: it would run its own receivers beside jbarman's"]
        describe(new CronResource('backup', new BarmanCronQuery('b', USER, '/etc/barman.conf'), [] as Set).decide([])) == ['in sync: no barman cron is scheduled']
    }

    static List<String> describe(Decision decision) {
        if (decision instanceof Decision.InSync) {
            return ['in sync: ' + decision.reason()]
        }
        if (decision instanceof Decision.Conflict) {
            return ['conflict: ' + decision.summary()]
        }
        (decision as Decision.Change).steps().collect { it instanceof Step.RunCommand ? it.arguments().join(' ') : (it instanceof Step.RemoveFile ? 'remove' : 'write') }
    }
}
