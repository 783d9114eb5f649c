package io.jbarman.resource.play

import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.host.CommandFact
import io.jbarman.facts.host.CommandQuery
import io.jbarman.facts.host.CrontabFact
import io.jbarman.facts.host.CrontabQuery
import io.jbarman.facts.host.EntryFact
import io.jbarman.facts.host.EntryQuery
import io.jbarman.facts.host.PathWay
import io.jbarman.facts.host.ServiceAgeFact
import io.jbarman.facts.host.ServiceAgeQuery
import io.jbarman.facts.host.SystemFactsQuery
import io.jbarman.facts.server.ClusterManagerQuery
import io.jbarman.facts.software.PackageQuery
import io.jbarman.facts.software.SoftwareFact
import io.jbarman.facts.software.SoftwareFact.Tool
import io.jbarman.plan.Decision
import io.jbarman.plan.Step
import io.jbarman.resource.Reordered
import io.jbarman.resource.host.CommandResource
import io.jbarman.resource.host.CopyResource
import io.jbarman.resource.host.CronEntryResource
import io.jbarman.resource.server.UnlessManaged
import io.jbarman.resource.software.PackageRecipe
import io.jbarman.resource.software.PackageResource
import io.jbarman.topology.FactCondition
import io.jbarman.topology.FactValues
import io.jbarman.topology.FactValues.Worth
import io.jbarman.topology.Handler
import io.jbarman.topology.HostSystem.CommandDemand
import io.jbarman.topology.HostSystem.Cron
import io.jbarman.topology.HostSystem.FileDemand
import io.jbarman.topology.HostSystem.PathState
import io.jbarman.transport.Account
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

/** What plays make of a resource: here of a command, whose work is done or not. */
class PlayKindsSpec extends Specification {
    static final QUERY = new CommandQuery('h', Account.LOGIN, Optional.of('/done'), Optional.of('/to-do'), ['look'], Optional.empty())
    static final SYSTEM = new SystemFactsQuery('h')
    static final AGE = new ServiceAgeQuery('h', 'chrony', ['/etc/chrony.conf'])
    static final OWED = new Owed('shop', 'h', 'Tell')

    static CommandResource command(List<String> argv = ['work', 'hard']) {
        new CommandResource(QUERY, new CommandDemand('c', argv, QUERY.creates(), QUERY.removes(), QUERY.unless(), Optional.of('/srv'), Optional.of('me')), [] as Set)
    }

    static Facts facts(Map<?, ?> known) {
        new Facts(known.collectEntries { [it.key, it.value == null ? new Fact.Unknown('gone away', 'look') : new Fact.Known(it.value)] })
    }

    static final NOT_DONE = new CommandFact(false, false, OptionalInt.of(1))
    static final DONE = new CommandFact(true, false, OptionalInt.of(1))

    static String words(Decision decision) {
        switch (decision) {
            case Decision.InSync: return 'in sync: ' + decision.reason()
            case Decision.Conflict: return 'conflict: ' + decision.summary()
            case Decision.Unknown: return 'unknown: ' + decision.reason()
            default: return "$decision.action ${decision.reason()} ${decision.differences()*.after()}: ${decision.steps()*.describe()}"
        }
    }

    def "a command of which is seen #fact: #outcome"() {
        expect:
        words(command().decide(fact)) == outcome

        where:
        fact                                            || outcome
        NOT_DONE                                        || "RUN /done is not there: runs work hard []: [run 'c' on h as me]"
        DONE                                            || 'in sync: /done is there'
        new CommandFact(false, true, OptionalInt.of(1)) || 'in sync: /to-do is not there'
        new CommandFact(false, false, OptionalInt.of(0)) || "in sync: 'look' says that it is done"
        new CommandFact(false, false, OptionalInt.of(127)) || 'conflict: look is no program on h'
        new CommandFact(false, false, OptionalInt.of(124)) || 'conflict: look did not end within a minute on h'
    }

    def "its directory and arguments are no shell's"() {
        expect:
        ((Step.RunProgram) ((Decision.Change) command(["it's", '$HOME']).decide(NOT_DONE)).steps()[0]).with {
            [it.arguments().takeRight(3), it.account()] == [['/srv', "it's", '$HOME'], Optional.of('me')]
        }
    }

    def "under the conditions #any on #seen: #outcome"() {
        given:
        def conditional = OnlyIf.of(command(), 'h', any.collect { all -> all.collect { new FactCondition(it, [want: 'debian']) } })

        expect:
        words(conditional.decide(facts([(QUERY): NOT_DONE, (SYSTEM): seen]))).startsWith(outcome)
        conditional.needs() == (any.any { it.empty } ? [QUERY] : [QUERY, SYSTEM]) as Set

        where:
        any                                          | seen                || outcome
        [['host.facts.os.family == want']]           | system('debian')    || 'RUN'
        [['host.facts.os.family == want']]           | system('redhat')    || "in sync: skipped: host.facts.os.family == want does not hold on h"
        [['host.facts.os.family == want', 'host.facts.cpus > 2']] | system('debian') || 'in sync: skipped'
        [['host.facts.cpus > 2'], ['host.facts.os.family == want']] | system('debian') || 'RUN'
        [['host.facts.cpus > 2'], []]                | system('debian')    || 'RUN'
        [['host.facts.os.family == want']]           | null                || 'unknown: gone away'
        [['host.facts.nothing == want']]             | system('debian')    || 'conflict: whether it is for h cannot be told'
    }

    def "values worked out from #from hold where the host says #seen: #outcome"() {
        expect:
        words(new AsSeen(command(), SYSTEM, from).decide(facts([(QUERY): NOT_DONE, (SYSTEM): seen]))).startsWith(outcome)

        where:
        from                                                     | seen             || outcome
        new FactValues(system('debian'), Worth.SEEN)             | system('debian') || 'RUN'
        new FactValues(system('debian'), Worth.SEEN)             | system('redhat') || 'unknown: its value is worked out'
        new FactValues(system('debian'), Worth.SEEN)             | null             || 'unknown: gone away'
        new FactValues(FactCondition.EXAMPLE, Worth.MISSING)     | FactCondition.EXAMPLE || 'unknown: its value is worked out'
    }

    static Map<String, Object> system(String id) {
        SYSTEM.parse(0, "os.ID=\"$id\"\nos.ID_LIKE=\"x\"\nos.VERSION_ID=\"12.4\"\nkernel=6.1\ncpus=2\nmemory_kb=2048000\n")
    }

    def "what a host says of its system is read: #output"() {
        expect:
        SYSTEM.parse(0, output).os.family == family
        SYSTEM.parse(0, output).os.major == major
        SYSTEM.parse(0, output).keySet() == FactCondition.EXAMPLE.keySet()
        SYSTEM.parse(0, output).os.keySet() == FactCondition.EXAMPLE.os.keySet()

        where:
        output                                                          || family    | major
        'os.ID=debian\nos.VERSION_ID="12"'                              || 'debian'  | 12L
        'os.ID=ubuntu\nos.ID_LIKE=debian\nos.VERSION_ID="24.04"'        || 'debian'  | 24L
        'os.ID="rocky"\nos.ID_LIKE="rhel centos fedora"\nos.VERSION_ID="9.4"' || 'redhat' | 9L
        'os.ID=alpine\nos.VERSION_ID=3.20'                              || 'alpine'  | 3L
        ''                                                              || 'unknown' | 0L
    }

    def "behind a package that is #there: #outcome"() {
        given:
        def software = new PackageQuery('h', 'p')
        def behind = BehindSoftware.of(command(), [new PackageResource('h', software, PackageRecipe.named('p'))])

        expect:
        words(behind.decide(facts([(QUERY): new CommandFact(false, false, OptionalInt.of(127)), (software): there]))) == outcome

        where:
        there                                                            || outcome
        new SoftwareFact(Optional.of(Tool.APT), Optional.empty())         || 'unknown: look is no program on h'
        new SoftwareFact(Optional.of(Tool.APT), Optional.of('p 1.0'))     || 'conflict: look is no program on h'
    }

    def "behind a package that is missing, what somebody wrote into a crontab stands in the way all the same: #crontab"() {
        given:
        def software = new PackageQuery('h', 'p')
        def query = new CrontabQuery('h', Account.named('root'))
        def entry = new CronEntryResource(query, 't', new Cron('night', 'root', '0 3 * * *', 'true', false), [] as Set)
        def behind = BehindSoftware.of(entry, [new PackageResource('h', software, PackageRecipe.named('p'))])

        expect:
        words(behind.decide(facts([(query): crontab, (software): new SoftwareFact(Optional.of(Tool.APT), Optional.empty())]))).startsWith(outcome)

        where:
        crontab                                           || outcome
        CrontabFact.NO_CRON                               || 'unknown: there is no cron on h'
        CrontabFact.of('# jbarman: night\n0 4 * * * x\n') || 'conflict: the line after'
    }

    def "what stands in the way of something hidden, behind a package or not, is hidden too"() {
        given:
        def software = new PackageQuery('h', 'p')
        def behind = BehindSoftware.of(command(), [new PackageResource('h', software, PackageRecipe.named('p'))])
        def hushed = new Hushed(OnlyIf.of(behind, 'h', [[new FactCondition('host.facts.cpus > 1', [:])]]))
        def seen = [(QUERY): new CommandFact(false, false, OptionalInt.of(127)), (SYSTEM): system('debian')]

        expect:
        words(hushed.decide(facts(seen + [(software): there]))) == "$outcome: something stands in the way (hidden by no_log)"

        where:
        there                                                        || outcome
        new SoftwareFact(Optional.of(Tool.APT), Optional.empty())     || 'unknown'
        new SoftwareFact(Optional.of(Tool.APT), Optional.of('p 1.0')) || 'conflict'
    }

    def "a program that is run to look has its own time"() {
        expect:
        new CommandQuery('h', Account.LOGIN, Optional.of('/done'), Optional.empty(), unless, Optional.empty()).patience().toSeconds() == seconds

        where:
        unless   || seconds
        []       || 0
        ['look'] || 60
    }

    def "a handler of which is seen #note, while what notifies it is #fact: #outcome"() {
        given:
        def handler = new HandlerResource(OWED, new Handler('Tell', 'h', new Handler.Run(['tell'], Optional.empty(), Optional.empty()), [] as Set, false, Optional.empty()),
                [command()], Optional.empty(), [] as Set)

        expect:
        words(handler.decide(facts([(QUERY): fact, (OWED.query()): note]))).startsWith(outcome)

        and: 'out of the scope of a run, what notifies it changes nothing'
        words(handler.within([] as Set).decide(facts([(QUERY): NOT_DONE, (OWED.query()): note]))).startsWith(note == NO_NOTE ? 'in sync' : 'RUN')

        where:
        note    | fact     || outcome
        NO_NOTE | DONE     || 'in sync: nothing that it is for has changed'
        NO_NOTE | NOT_DONE || "RUN h/command/c changes []: [run 'Tell' on h, note on h that 'Tell' has run]"
        NOTE    | DONE     || 'RUN an apply that changed what it is for did not get to it'
        NO_NOTE | null     || 'unknown: gone away'
    }

    static final NO_NOTE = EntryFact.ABSENT
    static final NOTE = new EntryFact(EntryFact.Kind.FILE, 0644, 'root', 'root', 0, PathWay.OF_ROOT, Optional.empty())

    def "what is out of scope is out of it behind #wrapped.class.simpleName too"() {
        expect:
        wrapped.within([] as Set).inner() == TELL.within([] as Set)
        TELL.within([] as Set) != TELL

        where:
        wrapped << [
                new UnlessManaged(TELL, new ClusterManagerQuery('pg')),
                new OnlyIf(TELL, SYSTEM, []),
                new AsSeen(TELL, SYSTEM, new FactValues([:], Worth.SEEN)),
                new Notifying(TELL, [OWED]),
                new BehindSoftware(TELL, []),
                new Hushed(TELL),
                new Reordered(TELL, [] as Set)]
    }

    static final TELL = new HandlerResource(OWED, new Handler('Tell', 'h', new Handler.Run(['tell'], Optional.empty(), Optional.empty()), [] as Set, false, Optional.empty()),
            [command()], Optional.empty(), [] as Set)

    def "a restart for a file that #changes changes of, when #when, with #note, of which is seen #age: #outcome"() {
        given:
        def file = new CopyResource(new EntryQuery('h', '/etc/chrony.conf', true), new FileDemand('/etc/chrony.conf', PathState.FILE, Optional.empty(),
                Optional.empty(), Optional.of(0600), Optional.of('pool')), 'pool', [] as Set)
        def notifier = OnlyIf.of(file, 'h', [when.collect { new FactCondition(it, [:]) }])
        def handler = new HandlerResource(OWED, new Handler('Tell', 'h', new Handler.Refresh('chrony', false), [] as Set, false, Optional.empty()),
                [new Hushed(notifier)], Optional.of(AGE), [] as Set)
        def entry = new EntryFact(EntryFact.Kind.FILE, changes == 'mode' ? 0644 : 0600, 'root', 'root', 0, PathWay.OF_ROOT, Optional.of(changes == 'content' ? '' : 'pool'))
        def seen = [(file.query()): entry, (OWED.query()): note, (AGE): AGE.parse(0, age), (SYSTEM): system('debian')]

        expect:
        words(handler.decide(facts(seen))) == outcome
        handler.needs() == (when ? seen.keySet() : seen.keySet() - SYSTEM) as Set

        and: 'out of the scope of a run, the file is nothing to it'
        words(handler.within([] as Set).decide(facts(seen))).startsWith(note == NO_NOTE ? 'in sync' : 'RUN an apply')

        where:
        changes   | when     | note    | age     || outcome
        'nothing' | []       | NO_NOTE | ''      || 'in sync: the service does not run by systemd: it reads its files when it starts'
        'nothing' | []       | NO_NOTE | RUNNING || 'in sync: nothing that it is for has changed since it ran'
        'nothing' | []       | NO_NOTE | NEWER   || "RUN /etc/chrony.conf was written after the service started $RESTART"
        'nothing' | REDHAT   | NO_NOTE | NEWER   || 'in sync: nothing that it is for has changed since it ran'
        'nothing' | DEBIAN   | NO_NOTE | NEWER   || "RUN /etc/chrony.conf was written after the service started $RESTART"
        'content' | REDHAT   | NO_NOTE | NEWER   || 'in sync: nothing that it is for has changed since it ran'
        'content' | []       | NO_NOTE | ''      || "RUN h/copy/etc/chrony.conf changes $RESTART"
        'mode'    | []       | NO_NOTE | RUNNING || "RUN h/copy/etc/chrony.conf changes $RESTART"
        'nothing' | []       | NOTE    | ''      || "RUN an apply that changed what it is for did not get to it $RESTART"
        'nothing' | []       | NOTE    | RUNNING || "RUN an apply that changed what it is for did not get to it $RESTART"
    }

    static final RUNNING = 'running\n'
    static final NEWER = 'running\nnewer /etc/chrony.conf\n'
    static final DEBIAN = ["host.facts.os.family == 'debian'"]
    static final REDHAT = ["host.facts.os.family == 'redhat'"]
    static final RESTART = "[]: [restart chrony on h, note on h that 'Tell' has run]"

    def "of files around the start of a service only those written since are newer, none of the future"() {
        given: 'systemd, as far as it is asked: the service started a minute ago'
        def up = new BigDecimal(Files.readString(Path.of('/proc/uptime')).split(' ')[0])
        def systemctl = directory.resolve('systemctl')
        Files.writeString(systemctl, "#!/bin/sh\ncase \$3 in ActiveState) echo $state ;; *) echo ${((up - 60) * 1000000).toLong()} ;; esac\n")
        systemctl.toFile().executable = true
        def files = [before: -3600, since: -1, future: 3600].collect { name, seconds ->
            def file = Files.createFile(directory.resolve(name))
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)))
            file.toString()
        }
        def query = new ServiceAgeQuery('h', 'chrony', files + '/no/such')

        when:
        def script = query.script().replace('/run/systemd/system', directory.toString())
        def run = new ProcessBuilder('sh', '-c', script).tap { environment().merge('PATH', "$directory:" as String) { old, more -> more + old } }.start()
        def output = run.inputStream.text

        then:
        run.waitFor() == 0
        query.parse(0, output) == new ServiceAgeFact(state == 'active', state == 'active' ? [files[1]] : [])

        where:
        state << ['active', 'failed', 'inactive']
    }

    @TempDir
    Path directory

    def "what notifies a handler notes it first, and only when it changes"() {
        given:
        def notifying = Notifying.of(command(), [OWED])

        expect:
        (notifying.decide(facts([(QUERY): NOT_DONE])) as Decision.Change).steps()*.describe() ==
                ["note on h that 'Tell' is to be run"] * 2 + ["run 'c' on h as me"]
        notifying.decide(facts([(QUERY): DONE])) instanceof Decision.InSync
    }

    def "under no_log nothing is told but what happens"() {
        given:
        def text = new Hushed(command(['work', 'hunter2'])).decide(facts([(QUERY): fact]))

        expect:
        !words(text).contains('hunter2') && !words(text).contains('look')
        words(text).startsWith(outcome)

        where:
        fact                                               || outcome
        NOT_DONE                                           || 'RUN (hidden by no_log)'
        new CommandFact(false, false, OptionalInt.of(0))   || 'in sync: (hidden by no_log)'
        new CommandFact(false, false, OptionalInt.of(127)) || 'conflict: something stands in the way (hidden by no_log)'
    }
}
