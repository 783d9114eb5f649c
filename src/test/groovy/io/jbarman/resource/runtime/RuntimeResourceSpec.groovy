package io.jbarman.resource.runtime

import io.jbarman.facts.barman.AccountFact
import io.jbarman.facts.barman.AccountQuery
import io.jbarman.facts.barman.BarmanCronQuery
import io.jbarman.facts.barman.LauncherQuery
import io.jbarman.facts.barman.RuntimeFact
import io.jbarman.facts.barman.RuntimeQuery
import io.jbarman.plan.Decision
import io.jbarman.plan.Step
import io.jbarman.topology.BarmanHost.Supervise
import io.jbarman.transport.Account
import spock.lang.Specification

class RuntimeResourceSpec extends Specification {
    static final USER = Account.named('barman')
    static final QUERY = new RuntimeQuery('b', USER, '/home/.jbarman')

    def "systemd #systemd, unit #unit, loaded #loaded, #supervise: #outcome"() {
        given:
        def runtime = new RuntimeResource('backup', 'barman', QUERY, supervise, '/opt/jbarman', '/etc/barman.conf', 'UNIT', ['/etc/barman.d/pg.conf': 'new'], [] as Set)
        def running = loaded == null ? Optional.empty() : Optional.of(new RuntimeFact.Running(7, ['/etc/barman.d/pg.conf': loaded]))

        expect:
        describe(runtime.decide(new RuntimeFact(systemd, Optional.ofNullable(unit), running))) == outcome

        where:
        systemd | unit   | loaded | supervise         || outcome
        false   | null   | null   | Supervise.AUTO    || ['/opt/jbarman --config /etc/barman.conf runtime start']
        false   | null   | 'new'  | Supervise.AUTO    || ['in sync: runs with these files']
        false   | null   | 'old'  | Supervise.AUTO    || ['/opt/jbarman --config /etc/barman.conf runtime reload']
        true    | null   | null   | Supervise.AUTO    || ['write', 'systemctl daemon-reload', 'systemctl enable --now jbarman.service']
        true    | 'UNIT' | null   | Supervise.SYSTEMD || ['systemctl enable --now jbarman.service']
        true    | 'UNIT' | 'new'  | Supervise.AUTO    || ['in sync: runs with these files']
        true    | 'OLD'  | 'old'  | Supervise.AUTO    || ['write', 'systemctl daemon-reload', '/opt/jbarman --config /etc/barman.conf runtime reload']
        true    | null   | null   | Supervise.PROCESS || ['/opt/jbarman --config /etc/barman.conf runtime start']
        false   | null   | null   | Supervise.SYSTEMD || ['conflict: systemd is not process 1 on b']
    }

    def "what a host tells of its runtime: #title"() {
        expect:
        QUERY.parse(0, output) == fact

        where:
        title           | output                                             || fact
        'nothing'       | 'no\n0\n'                                          || new RuntimeFact(false, Optional.empty(), Optional.empty())
        'a unit'        | 'yes\n0\n[Unit]\n'                                 || new RuntimeFact(true, Optional.of('[Unit]\n'), Optional.empty())
        'one that runs' | 'yes\n28\n{"pid":7,"files":{"/a":"b"}}[Unit]\n' || new RuntimeFact(true, Optional.of('[Unit]\n'), Optional.of(new RuntimeFact.Running(7, ['/a': 'b'])))
        'half a file'   | 'no\n4\n{"pi'                                      || new RuntimeFact(false, Optional.empty(), Optional.empty())
    }

    def "what stands in the way of a runtime is said"() {
        expect:
        describe(new AccountResource('backup', new AccountQuery('b', 'barman')).decide(new AccountFact(exists, 'ops')))[0].startsWith(outcome)

        where:
        exists || outcome
        true   || 'in sync: account exists'
        false  || 'conflict: host b has no account barman'
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
        (decision as Decision.Change).steps().collect { it instanceof Step.RunCommand ? it.arguments().join(' ') : 'write' }
    }
}
