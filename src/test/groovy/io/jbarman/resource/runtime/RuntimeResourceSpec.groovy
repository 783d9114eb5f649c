package io.jbarman.resource.runtime

import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.barman.AccountFact
import io.jbarman.facts.barman.AccountQuery
import io.jbarman.facts.barman.BarmanCronQuery
import io.jbarman.facts.barman.LauncherQuery
import io.jbarman.facts.barman.RuntimeFact
import io.jbarman.facts.barman.RuntimeQuery
import io.jbarman.facts.barman.ServerFilesQuery
import io.jbarman.facts.file.PathFact
import io.jbarman.facts.file.PathQuery
import io.jbarman.plan.Action
import io.jbarman.plan.Decision
import io.jbarman.plan.ResourceId
import io.jbarman.plan.Step
import io.jbarman.resource.file.AbsentFileResource
import io.jbarman.resource.file.FileResource
import io.jbarman.topology.BarmanHost.Supervise
import io.jbarman.transport.Account
import io.jbarman.transport.Command
import io.jbarman.transport.local.LocalTransport
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.time.Duration
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

class RuntimeResourceSpec extends Specification {
    static final USER = Account.named('barman')
    static final QUERY = new RuntimeQuery('b', USER, '/home/.jbarman', Optional.empty())
    static final DIRECTORY = new ServerFilesQuery('b', USER, '/etc/barman.d')

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

    def "a unit that an older jbarman wrote is ours, and another topology's where it keeps what works for us: #unit, of process #mainPid"() {
        given:
        def stopped = new StoppedRuntimeResource(shared(), false)
        def fact = new RuntimeFact(systemd(unit.toString(), true, mainPid), running(loaded))

        expect:
        describe(stopped.decide(fact)) == outcome
        describe(stopped.agreed().decide(fact)) == agreed

        where:
        unit                      | mainPid | loaded || outcome   | agreed
        "$OF shop.\n[Unit]\nthen" | 7       | 'new'  || GONE      | GONE
        "$OF bills.\n[Unit]\nnow" | 7       | 'new'  || GONE      | GONE
        "$OF bills.\n[Unit]\nnow" | 9       | 'new'  || [ANOTHER] | [STOP, *GONE]
        "$OF bills.\n[Unit]\nnow" | 0       | null   || GONE      | GONE
        "$OF bills.\n[Unit]\nold" | 0       | null   || [ANOTHER] | GONE
        "[Unit]\nnow"             | 7       | 'new'  || [STOP]    | [STOP]
    }

    static final ANOTHER = 'conflict: the runtime on b is another topology\'s by now (Written by jbarman from the topology bills.): what that one archives would end with it'

    def "one that works for others too is not stopped by the way"() {
        given:
        def stopped = new StoppedRuntimeResource(runtime(Supervise.AUTO), false)

        expect:
        describe(stopped.decide(FOR_OTHERS)) == ['conflict: the runtime on b works for what this topology does not describe, too: /etc/barman.d/bills.conf; no WAL of that would come any more']
        describe(stopped.agreed().decide(FOR_OTHERS)) == [STOP]
    }

    def "so is one that is down, as long as the files of others are there; without them a unit that does the same is nobody's: #title"() {
        given:
        def stopped = new StoppedRuntimeResource(shared(), false)
        def fact = new RuntimeFact(unit ? systemd(unit.toString(), false, 0) : Optional.empty(), Optional.empty(), files)

        expect:
        describe(stopped.decide(fact)) == outcome
        describe(stopped.agreed().decide(fact)) == agreed

        where:
        title               | unit                      | files         || outcome                 | agreed
        'ours'              | "$OF shop.\n[Unit]\nnow"  | [OWN]         || GONE                    | GONE
        'ours, shared'      | "$OF shop.\n[Unit]\nnow"  | [OWN, BILLS]  || [DOWN]                  | GONE
        'the other\'s'      | "$OF bills.\n[Unit]\nnow" | [OWN, BILLS]  || [DOWN]                  | GONE
        'of one that went'  | "$OF bills.\n[Unit]\nnow" | [OWN]         || GONE                    | GONE
        'of none'           | null                      | [OWN, BILLS]  || ['in sync: no runtime runs'] | ['in sync: no runtime runs']
    }

    static final OWN = '/etc/barman.d/pg.conf'
    static final BILLS = '/etc/barman.d/bills.conf'
    static final DOWN = "conflict: the runtime on b is down, and works once it is up again, for what this topology does not describe, too: $BILLS; no WAL of that would come any more".toString()

    def "what Barman writes by itself is nobody else's: #files"() {
        given:
        def loaded = (files + ['/etc/barman.conf', OWN]).collectEntries { [it, 'new'] }
        def fact = new RuntimeFact(Optional.empty(), Optional.of(new RuntimeFact.Running(7, Optional.of('/elsewhere/j'), Optional.empty(), Optional.empty(), loaded)))

        expect:
        describe(new StoppedRuntimeResource(runtime(Supervise.AUTO), false).decide(fact)) == [STOP]
        describe(runtime(Supervise.AUTO, '/opt/jbarman').decide(fact))[-1] == '/opt/jbarman --config /etc/barman.conf runtime start'
        runtime(Supervise.AUTO, '/opt/jbarman').notes(fact) == []

        where:
        files << [['/var/lib/barman/.barman.auto.conf'], ['/var/lib/barman/pg/.active-model.auto']]
    }

    def "what a runtime goes by stays while others' files are there, loaded or not: #files, running #loaded"() {
        given:
        def stopped = new StoppedRuntimeResource(runtime(Supervise.AUTO), false)
        def file = new AbsentFileResource(new FileResource('backup', 'barman', path(true), path(false), 'text', [] as Set), false)
        def facts = new Facts([
            (QUERY): new Fact.Known(new RuntimeFact(Optional.empty(), running(loaded))), (DIRECTORY): new Fact.Known(files),
            (path(true)): new Fact.Known(new PathFact(PathFact.Kind.FILE, 0640, 'barman', true, Optional.of('text'))), (path(false)): new Fact.Known(PathFact.absent(true))])

        expect:
        describe(new UnlessShared(file, stopped, false).decide(facts)) == [main]
        new UnlessShared(file, stopped, true).decide(facts).class == later

        where:
        files        | loaded || main                                                      | later
        [OWN, BILLS] | null   || "in sync: others go by it: $BILLS".toString() | Decision.Pending
        [OWN, BILLS] | 'new'  || "in sync: others go by it: $BILLS".toString() | Decision.Pending
        [OWN]        | 'new'  || 'remove'                                      | Decision.Change
        [OWN]        | null   || 'remove'                                      | Decision.Change
    }

    static path(boolean content) {
        new PathQuery('b', USER, '/etc/barman.conf', content)
    }

    def "the files of a directory are told by the script itself"() {
        given:
        def query = new ServerFilesQuery('b', Account.LOGIN, directory.toString())
        ['a b.conf', 'c.conf.old', '.hidden.conf', 'pg.conf'].each { Files.writeString(directory.resolve(it), '; Written by jbarman from the topology shop.\n') }
        ['empty.conf': '', 'people.conf': '[people]\n'].each { name, text -> Files.writeString(directory.resolve(name), text) }
        Files.createDirectory(directory.resolve('d.conf'))

        expect:
        query.parse(0, new LocalTransport('b', false).run(Command.script(query.script())).output()) == ["$directory/a b.conf", "$directory/pg.conf"]*.toString()
        new ServerFilesQuery('b', Account.LOGIN, "$directory/none").with { it.parse(0, new LocalTransport('b', false).run(Command.script(it.script())).output()) } == []
    }

    def "one that was there before is told to go on without #files, and nothing of it is removed"() {
        expect:
        describe(new LeftRuntimeResource(runtime(Supervise.AUTO), files as Set).decide(fact)) == outcome

        where:
        files                     | fact                                                  || outcome
        ['/etc/barman.d/pg.conf'] | FOR_OTHERS                                            || ['/opt/jbarman --config /etc/barman.conf runtime reload']
        ['/etc/barman.d/pg.conf'] | new RuntimeFact(Optional.empty(), running('new'))     || ['/opt/jbarman --config /etc/barman.conf runtime reload']
        ['/etc/barman.d/pg.conf'] | new RuntimeFact(Optional.empty(), Optional.empty())   || ['in sync: it was there before, and stays']
        ['/etc/barman.d/x.conf']  | FOR_OTHERS                                            || ['in sync: it was there before, and stays']
        []                        | FOR_OTHERS                                            || ['in sync: it was there before, and stays']
    }

    static final FOR_OTHERS = new RuntimeFact(Optional.empty(), Optional.of(new RuntimeFact.Running(7, Optional.of('/elsewhere/j'), Optional.empty(), Optional.of('build 1-1'),
        ['/etc/barman.conf': 'x', '/etc/barman.d/pg.conf': 'new', '/etc/barman.d/bills.conf': 'y'])))

    def "one that works for others too runs the jbarman of whoever started it, which is told"() {
        given:
        def sharing = runtime(Supervise.AUTO, '/opt/jbarman')

        expect:
        describe(sharing.decide(FOR_OTHERS)) == ['in sync: runs with these files']
        sharing.notes(FOR_OTHERS)*.summary() == ['it runs /elsewhere/j and not /opt/jbarman, and works for what this topology does not describe: /etc/barman.d/bills.conf']
        sharing.notes(new RuntimeFact(Optional.empty(), running('new', '/elsewhere/j'))) == []
        describe(runtime(Supervise.AUTO, '/opt/jbarman/releases/2/jbarman').decide(FOR_OTHERS)) == [STOP, '/opt/jbarman --config /etc/barman.conf runtime start']
    }

    def "one whose launcher the document names is seen to by whoever does so"() {
        expect:
        describe(runtime(Supervise.AUTO).decide(new RuntimeFact(Optional.empty(), running('new', '/elsewhere/j', 'build 1-1')))) == ['in sync: runs with these files']
    }

    def "one that is down is made by whoever starts it, unless it is another topology's: #unit"() {
        expect:
        shared().decide(new RuntimeFact(systemd(unit?.toString(), true, 0), Optional.empty())).action() == action

        where:
        unit                       || action
        null                       || Action.CREATE
        "$OF shop.\n[Unit]\nthen"  || Action.CREATE
        "# mine\n[Unit]\nnow"      || Action.CREATE
        "$OF bills.\n[Unit]\nthen" || Action.UPDATE
    }

    static shared(String unit = '[Unit]\nnow') {
        new RuntimeResource('backup', 'barman', QUERY, DIRECTORY, Supervise.AUTO, '/opt/jbarman', Optional.empty(), '/etc/barman.conf', "$OF shop.\n$unit", ['/etc/barman.d/pg.conf': 'new'], [] as Set, [:], [] as Set)
    }

    static final OF = '# Written by jbarman from the topology'

    static final STOP = '/opt/jbarman --config /etc/barman.conf runtime stop'
    static final GONE = ['systemctl disable --now jbarman.service', 'remove', 'systemctl daemon-reload']

    def "a unit that another topology has written is as good as ours, where all else of it is"() {
        expect:
        describe(shared(ours).decide(new RuntimeFact(systemd(unit.toString(), true, 7), running('new')))) == outcome

        where:
        ours            | unit                               || outcome
        '[Unit]\nnow'   | "$OF bills.\n[Unit]\nnow"          || ['in sync: runs with these files']
        '[Unit]\nnow'   | "$OF bills.\n[Unit]\nthen"         || ANEW
        '[Unit]\nnow'   | "# mine\n[Unit]\nnow"              || ANEW
        'ExecStart=a r' | "$OF bills.\nExecStart=b r"        || ['in sync: runs with these files']
        'ExecStart=a r' | "$OF bills.\nExecStart=\"b c\" r"  || ['in sync: runs with these files']
        'ExecStart=a r' | "$OF bills.\nExecStart=b q"        || ANEW
        'ExecStart=a r' | "$OF shop.\nExecStart=b r"         || ANEW
    }

    static final ANEW = ['write', 'systemctl daemon-reload', 'systemctl restart jbarman.service']

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

    def "one that is older than what its launcher would start is started anew, once that has been tried: systemd #systemd"() {
        given:
        def older = runtime(Supervise.AUTO, startedBy).decide(new RuntimeFact(systemd, running('new', launcher, outdated)))

        expect:
        describe(older) == [TRIED, *outcome]
        older.reason() == 'it runs another jbarman than the one that is there now'
        older.differences()*.before() == [was]

        where:
        systemd                  | startedBy      | launcher       | outdated    || was            | outcome
        systemd('UNIT', true, 7) | '/opt/jbarman' | '/opt/jbarman' | 'build 1-1' || 'build 1-1'    | ['systemctl restart jbarman.service']
        Optional.empty()         | '/opt/jbarman' | '/opt/jbarman' | 'build 1-1' || 'build 1-1'    | [STOP, '/opt/jbarman --config /etc/barman.conf runtime start']
        Optional.empty()         | '/opt/jbarman' | '/elsewhere/j' | null        || '/elsewhere/j' | [STOP, '/opt/jbarman --config /etc/barman.conf runtime start']
    }

    static final TRIED = '/opt/jbarman --version'

    static runtime(Supervise supervise, String release = null) {
        new RuntimeResource('backup', 'barman', QUERY, DIRECTORY, supervise, '/opt/jbarman', Optional.ofNullable(release), '/etc/barman.conf', 'UNIT', ['/etc/barman.d/pg.conf': 'new'], [] as Set, [:], [] as Set)
    }

    static Optional<RuntimeFact.Running> running(String loaded, String launcher = null, String outdated = null) {
        loaded == null ? Optional.empty() : Optional.of(new RuntimeFact.Running(7, Optional.ofNullable(launcher), Optional.empty(), Optional.ofNullable(outdated), ['/etc/barman.d/pg.conf': loaded]))
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
        'one that runs' | 'yes 7 enabled\n28 /opt/j\n{"pid":7,"files":{"/a":"b"}}[Unit]\n'    || systemd('[Unit]\n', true, 7)       | Optional.of(new RuntimeFact.Running(7, Optional.of('/opt/j'), Optional.empty(), Optional.empty(), ['/a': 'b']))
        'another Java'  | 'no\n28 /opt/j\t/jre/bin/java\n{"pid":7,"files":{"/a":"b"}}'         || Optional.empty()                   | Optional.of(new RuntimeFact.Running(7, Optional.of('/opt/j'), Optional.of('/jre/bin/java'), Optional.empty(), ['/a': 'b']))
        'an older one'  | 'no\n28 /opt/j\t\tbuild 1-1\n{"pid":7,"files":{"/a":"b"}}'            || Optional.empty()                   | Optional.of(new RuntimeFact.Running(7, Optional.of('/opt/j'), Optional.empty(), Optional.of('build 1-1'), ['/a': 'b']))
        'half a file'   | 'no\n4 \n{"pi'                                                      || Optional.empty()                   | Optional.empty()
    }

    static final BEFORE = Instant.now() - Duration.ofDays(1)
    static final AFTER = Instant.now() + Duration.ofDays(1)

    @TempDir
    Path directory

    def "the script itself, of a process that runs #jar, where #since: #outdated"() {
        given:
        ['pom.xml', 'jbarman.jar', "$RELEASE/jbarman.jar", 'target/launch/1-1/jbarman.jar', 'target/launch/1-1/built', 'target/launch/current'].each {
            Files.createDirectories(directory.resolve(it).parent)
            Files.writeString(directory.resolve(it), '1-1\n')
            Files.setLastModifiedTime(directory.resolve(it), FileTime.from(Instant.parse('2026-01-01T00:00:00Z')))
        }
        def process = new ProcessBuilder('sh', '-c', 'read x', 'sh', '-cp', "$directory/$jar:/x.jar".toString(), "-Djbarman.launcher=$directory/jbarman".toString()).start()
        Files.writeString(directory.resolve('runtime.json'), """{"pid": ${process.pid()}, "started": "${since == 'the jar is another one' ? BEFORE : AFTER}", "files": {}}""")
        since == 'a newer build is there' && Files.writeString(directory.resolve('target/launch/current'), '2-2\n')
        since == 'a source is newer' && Files.writeString(directory.resolve('pom.xml'), 'x')
        since == 'the jar is gone' && Files.delete(directory.resolve('jbarman.jar'))
        def query = new RuntimeQuery('b', Account.LOGIN, directory.toString(), Optional.empty())

        when:
        def result = new LocalTransport('b', false).run(Command.script(query.script()))
        def running = query.parse(result.status(), result.output()).running().orElseThrow()

        then:
        running.launcher() == Optional.of("$directory/jbarman".toString())
        running.outdated() == Optional.ofNullable(outdated?.toString()?.replace('DIR', directory.toString()))

        cleanup:
        process?.destroy()

        where:
        jar                             | since                    || outdated
        'target/launch/1-1/jbarman.jar' | 'nothing has changed'    || null
        'target/launch/1-1/jbarman.jar' | 'a newer build is there' || 'build 1-1'
        'target/launch/1-1/jbarman.jar' | 'a source is newer'      || 'build 1-1'
        'jbarman.jar'                   | 'nothing has changed'    || null
        'jbarman.jar'                   | 'the jar is another one' || "DIR/jbarman.jar as it was at $BEFORE"
        'jbarman.jar'                   | 'the jar is gone'        || "DIR/jbarman.jar as it was at $AFTER"
        "$RELEASE/jbarman.jar"          | 'the jar is another one' || null
        'classes'                       | 'nothing has changed'    || null
    }

    static final RELEASE = 'releases/0.1-0123456789ab'

    def "one that runs on another Java than it should is started anew"() {
        given:
        def running = new RuntimeFact.Running(7, Optional.empty(), Optional.of('/old/bin/java'), Optional.empty(), ['/etc/barman.d/pg.conf': 'new'])

        expect:
        describe(runtime(Supervise.AUTO).decide(new RuntimeFact(systemd('UNIT', true, 7), Optional.of(running)))) == ['systemctl restart jbarman.service']
    }

    def "it does without servers that something stands in the way of, #missing: #files"() {
        given:
        def of = { String name -> [FileResource.id('backup', "/etc/barman.d/${name}.conf"), new ResourceId(name, 'slot', 'barman')] as Set }
        def both = new RuntimeResource('backup', 'barman', QUERY, DIRECTORY, Supervise.AUTO, '/opt/jbarman', Optional.empty(), '/etc/barman.conf', 'UNIT',
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

    def "with a failure of it the slots are named that keep WAL meanwhile"() {
        given:
        def runtime = { Map<String, Set<ResourceId>> shares ->
            new RuntimeResource('backup', 'barman', QUERY, DIRECTORY, Supervise.AUTO, '/opt/jbarman', Optional.empty(), '/etc/barman.conf', 'UNIT', [:], [] as Set, shares, [] as Set)
        }
        def file = FileResource.id('backup', '/etc/barman.d/pg.conf')
        def slot = { String server -> new ResourceId(server, 'slot', 'barman') }

        expect:
        runtime([pg: [file] as Set]).untilThen().empty
        runtime([pg: [file, slot('pg')] as Set]).untilThen().get().startsWith('Slot barman of pg keeps WAL there until')
        runtime([pg: [slot('pg')] as Set, b: [slot('b')] as Set]).untilThen().get().startsWith('Slots barman of b, barman of pg keep WAL there until')
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
