package io.jbarman.resource.host

import io.jbarman.facts.host.CrontabFact
import io.jbarman.facts.host.CrontabQuery
import io.jbarman.facts.host.EntryFact
import io.jbarman.facts.host.EntryFact.Kind
import io.jbarman.facts.host.EntryQuery
import io.jbarman.facts.host.GroupFact
import io.jbarman.facts.host.GroupQuery
import io.jbarman.facts.host.PathWay
import io.jbarman.facts.host.InitScriptQuery
import io.jbarman.facts.host.ServiceFact
import io.jbarman.facts.host.ServiceFact.Keeper
import io.jbarman.facts.host.ServiceQuery
import io.jbarman.facts.host.UserFact
import io.jbarman.facts.host.UserQuery
import io.jbarman.plan.Decision
import io.jbarman.plan.Fingerprint
import io.jbarman.plan.Step
import io.jbarman.resource.Before
import io.jbarman.topology.HostSystem.Cron
import io.jbarman.topology.HostSystem.FileDemand
import io.jbarman.topology.HostSystem.Group
import io.jbarman.topology.HostSystem.PathState
import io.jbarman.topology.HostSystem.ServiceDemand
import io.jbarman.topology.HostSystem.User
import io.jbarman.transport.Account
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What is observed of a host's system and what is declared -> what is done. */
class HostKindsSpec extends Specification {
    @TempDir
    Path directory

    def "group #wanted, observed #fact: #outcome"() {
        expect:
        describe(new GroupResource(new GroupQuery('h', 'dba'), wanted, ['clerk'] as Set).decide(Optional.ofNullable(fact))) == outcome

        where:
        wanted               | fact                            || outcome
        group(null)          | null                            || ['CREATE [gid]', 'groupadd dba']
        group(900)           | null                            || ['CREATE [gid]', 'groupadd --gid 900 dba']
        group(900)           | new GroupFact(900, [], [])          || ['in sync: group exists']
        group(900)           | new GroupFact(901, [], [])          || ['conflict: group dba has the number 901, the topology says 900: its files would be another group\'s']
        group(null, true)    | null                            || ['in sync: group does not exist, as declared']
        group(null, true)    | new GroupFact(900, ['clerk'], ['clerk']) || ['REMOVE [group]', 'groupdel dba']
        group(null, true)    | new GroupFact(900, ['a', 'b'], []) || ['conflict: group dba is the own group of a, b']
        group(null, true)    | new GroupFact(900, [], ['clerk', 'a', 'b']) || ['conflict: group dba has members: a, b would lose what it allows them']
    }

    def "user, #title: #outcome"() {
        expect:
        describe(new UserResource(new UserQuery('h', 'clerk'), user(wanted)).decide(Optional.ofNullable(fact))) == outcome

        where:
        title                 | wanted                                          | fact                     || outcome
        'not there'           | [:]                                             | null                     || ['CREATE [group, home]', 'useradd --user-group --create-home clerk']
        'with everything'     | [uid: 7, group: 'dba', groups: ['adm', 'x'], home: '/h', shell: '/s', comment: 'c d'] | null || ['CREATE [uid, group, member of, home, shell, comment]', 'useradd --uid 7 --gid dba --groups adm,x --create-home --home-dir /h --shell /s --comment c d clerk']
        'there'               | [:]                                             | fact()                   || ['in sync: user is as declared']
        'as declared'         | [uid: 7, group: 'dba', groups: ['adm'], home: '/h', shell: '/s', comment: 'c'] | fact() || ['in sync: user is as declared']
        'another shell'       | [shell: '/bin/zsh']                             | fact()                   || ['UPDATE [shell]', 'usermod --shell /bin/zsh clerk']
        'not in a group'      | [groups: ['adm', 'new', 'newer']]               | fact()                   || ['UPDATE [member of]', 'usermod --append --groups new,newer clerk']
        'another number'      | [uid: 8]                                        | fact()                   || ['conflict: user clerk has the number 7, the topology says 8: its files would be another\'s']
        'to go'               | [absent: true, uid: 7]                          | fact()                   || ['REMOVE [user]', 'userdel clerk']
        'to go, the system\'s' | [absent: true]                                  | fact()                   || ['conflict: user clerk has the number 7: an account of the system']
        'to go, at work'      | [absent: true, uid: 7]                          | fact(3)                  || ['conflict: as user clerk 3 processes run: it is not removed under them']
        'gone'                | [absent: true]                                  | null                     || ['in sync: user does not exist, as declared']
    }

    def "path, #title: #outcome"() {
        expect:
        describe(new PathResource(new EntryQuery('h', '/p', false), wanted, [] as Set).decide(fact)) == outcome

        where:
        title               | wanted                                                   | fact                           || outcome
        'no directory'      | path(state: PathState.DIRECTORY)                         | EntryFact.ABSENT               || ['CREATE [directory]', 'mkdir /p 0755 -']
        'no directory'      | path(state: PathState.DIRECTORY, mode: 0700, owner: 'a', group: 'b') | EntryFact.ABSENT   || ['CREATE [directory]', 'mkdir /p 0700 a:b']
        'as declared'       | path(state: PathState.DIRECTORY, mode: 0750, owner: 'root', group: 'root') | entry(Kind.DIRECTORY) || ['in sync: is as declared']
        'another owner'     | path(state: PathState.DIRECTORY, owner: 'a')             | entry(Kind.DIRECTORY)          || ['UPDATE [owner]', 'chown --no-dereference -- a /p']
        'another group'     | path(group: 'b', mode: 0750)                             | entry(Kind.FILE)               || ['UPDATE [group]', 'chown --no-dereference -- :b /p', 'chmod -- 0750 /p']
        'another mode'      | path(mode: 0600)                                         | entry(Kind.FILE)               || ['UPDATE [mode]', 'chmod -- 0600 /p']
        'no such file'      | path(mode: 0600)                                         | EntryFact.ABSENT               || ['conflict: /p does not exist, and the topology says nothing of its content']
        'no directory'      | path(state: PathState.DIRECTORY)                         | entry(Kind.FILE)               || ['conflict: /p is there and is no directory']
        'a link'            | path(mode: 0600)                                         | entry(Kind.LINK)               || ['conflict: /p is there and is no file']
        'gone'              | path(state: PathState.ABSENT)                            | EntryFact.ABSENT               || ['in sync: nothing is there, as declared']
        'a file to go'      | path(state: PathState.ABSENT)                            | entry(Kind.FILE)               || ['REMOVE [file]', 'rm /p']
        'a link to go'      | path(state: PathState.ABSENT)                            | entry(Kind.LINK)               || ['REMOVE [link]', 'rm /p']
        'an empty one'      | path(state: PathState.ABSENT)                            | entry(Kind.DIRECTORY)          || ['REMOVE [directory]', 'rmdir -- /p']
        'a full one'        | path(state: PathState.ABSENT)                            | entry(Kind.DIRECTORY, 2)       || ['conflict: directory /p has 2 entries: it is not removed with them']
        'a socket'          | path(state: PathState.ABSENT)                            | entry(Kind.OTHER)              || ['conflict: /p is neither a file nor a directory']
    }

    def "file with content, #title: #outcome"() {
        expect:
        describe(new CopyResource(new EntryQuery('h', '/p', true), wanted, 'ours', [TextWords.of('ours once')], [] as Set).decide(fact)) == outcome

        where:
        title               | wanted                                        | fact                                    || outcome
        'not there'         | path([:])                                     | EntryFact.ABSENT                        || ['CREATE [content]', 'write /p 0644 root:root ours']
        'not there'         | path(owner: 'a', group: 'b', mode: 0600)      | EntryFact.ABSENT                        || ['CREATE [content]', 'write /p 0600 a:b ours']
        'as declared'       | path(mode: 0750)                              | entry(Kind.FILE, 0, 'ours')             || ['in sync: content is as declared']
        'another mode'      | path(mode: 0600)                              | entry(Kind.FILE, 0, 'ours')             || ['UPDATE [mode]', 'chmod -- 0600 /p']
        'other content'     | path([:])                                     | entry(Kind.FILE, 0, 'theirs, secret')   || ['UPDATE [content]', KEPT, 'write /p 0750 root:root ours']
        'too much content'  | path(owner: 'a')                              | large()                                 || ['UPDATE [content, owner]', "sh keep /p /p.before-jbarman-${'ab' * 6}~".toString(), 'write /p 0750 a:root ours']
        'not to be read'    | path([:])                                     | entry(Kind.FILE)                        || ['conflict: what is in /p cannot be read, and would be lost']
        'given before'      | path([:])                                     | entry(Kind.FILE, 0, 'ours once')        || ['UPDATE [content]', 'write /p 0750 root:root ours']
        'a directory'       | path([:])                                     | entry(Kind.DIRECTORY)                   || ['conflict: /p is there and is no file']
    }

    def "what is there is kept once, and no other text written over: #title"() {
        given:
        def file = directory.resolve('file')
        def resource = new CopyResource(new EntryQuery('h', file.toString(), true), path(path: file.toString()), 'ours', [] as Set)
        def step = resource.decide(entry(Kind.FILE, 0, 'theirs')).steps()[0] as Step.RunCommand
        there(file)
        kept(Path.of(step.arguments().last()))

        expect:
        new ProcessBuilder(step.arguments()).start().waitFor() == status

        where:
        title                | there                                | kept                                 || status
        'for the first time' | { Files.writeString(it, 'theirs') }  | { }                                  || 0
        'kept already'       | { Files.writeString(it, 'theirs') }  | { Files.writeString(it, 'theirs') }  || 0
        'another there'      | { Files.writeString(it, 'theirs') }  | { Files.writeString(it, 'more') }    || 1
        'neither is read'    | { Files.createDirectory(it) }        | { Files.createDirectory(it) }        || 1
    }

    static final KEPT = "sh keep /p ${KeptText.path('/p', Fingerprint.of('theirs, secret').substring(0, 12))}".toString()

    static large() {
        new EntryFact(Kind.FILE, 0750, 'root', 'root', 0, PathWay.OF_ROOT, Optional.empty(), Optional.of('ab' * 32))
    }

    def "what somebody else wrote into a file is told to nobody"() {
        given:
        def fact = entry(Kind.FILE, 0, 'a secret of theirs')

        expect:
        !new CopyResource(new EntryQuery('h', '/p', true), path([:]), 'ours', [] as Set).decide(fact).toString().contains('secret')
        !fact.toString().contains('secret')
        new EntryQuery('h', '/p', true).confidential
    }

    def "service to run #running, at boot #enabled; #load #active #isEnabled: #outcome"() {
        given:
        def wanted = new ServiceDemand('chrony', Optional.ofNullable(running), Optional.ofNullable(enabled))

        expect:
        describe(new ServiceResource(new ServiceQuery('h', 'chrony'), wanted, [] as Set).decide(new ServiceFact(systemd ? Keeper.SYSTEMD : Keeper.NOBODY, load, active, isEnabled))) == outcome

        where:
        running | enabled | systemd | load        | active       | isEnabled  || outcome
        true    | true    | true    | 'loaded'    | 'active'     | 'enabled'  || ['in sync: service is active, as declared']
        true    | true    | true    | 'loaded'    | 'inactive'   | 'disabled' || ['UPDATE [starts at boot, state]', 'systemctl enable chrony', 'systemctl start chrony']
        true    | null    | true    | 'loaded'    | 'failed'     | 'disabled' || ['UPDATE [state]', 'systemctl start chrony']
        true    | null    | true    | 'loaded'    | 'activating' | 'disabled' || ['in sync: service is activating, as declared']
        false   | false   | true    | 'loaded'    | 'active'     | 'enabled'  || ['UPDATE [starts at boot, state]', 'systemctl disable chrony', 'systemctl stop chrony']
        false   | false   | true    | 'not-found' | 'inactive'   | ''         || ['in sync: service is inactive, as declared']
        true    | null    | true    | 'not-found' | 'inactive'   | ''         || ['conflict: no service chrony is known to systemd on h']
        true    | null    | true    | 'masked'    | 'inactive'   | 'masked'   || ['conflict: service chrony is masked: somebody does not want it to run']
        true    | null    | false   | ''          | ''           | ''         || ['conflict: systemd is not process 1 on h, and there is no /etc/init.d/chrony']
        false   | false   | false   | ''          | ''           | ''         || ['in sync: there is no such service, as declared']
    }

    def "without systemd, service to run #running, at boot #enabled; its init script says #said: #outcome"() {
        given:
        def wanted = new ServiceDemand('chrony.service', Optional.ofNullable(running), Optional.ofNullable(enabled))

        expect:
        describe(new ServiceResource(new ServiceQuery('h', 'chrony.service'), wanted, [] as Set).decide(new InitScriptQuery('h', 'chrony').parse(0, said))) == outcome

        where:
        running | enabled | said            || outcome
        true    | true    | '0\nenabled\n'  || ['in sync: service is active, as declared']
        true    | true    | '3\ndisabled\n' || ['UPDATE [starts at boot, state]', 'update-rc.d chrony defaults', 'update-rc.d chrony enable', 'service chrony start']
        true    | null    | '1\nenabled\n'  || ['UPDATE [state]', 'service chrony start']
        false   | false   | '0\nenabled\n'  || ['UPDATE [starts at boot, state]', 'update-rc.d chrony defaults', 'update-rc.d chrony disable', 'service chrony stop']
        false   | null    | '3\nenabled\n'  || ['in sync: service is inactive, as declared']
        true    | null    | '4\nenabled\n'  || ['conflict: /etc/init.d/chrony on h does not say whether it runs']
        null    | true    | '4\nenabled\n'  || ['in sync: service is unknown, as declared']
        true    | null    | ''              || ['conflict: systemd is not process 1 on h, and there is no /etc/init.d/chrony']
    }

    def "crontab #title: #outcome"() {
        given:
        def resource = new CronEntryResource(new CrontabQuery('h', Account.named('postgres')), 'shop', new Cron('night', 'postgres', '0 3 * * *', 'true', absent), [] as Set)

        expect:
        describe(resource.decide(crontab == null ? CrontabFact.NO_CRON : crontab instanceof CrontabFact ? crontab : CrontabFact.of(crontab.toString()))) == outcome

        where:
        title             | absent | crontab                                                       || outcome
        'none'            | false  | null                                                          || ['conflict: there is no cron on h']
        'none'            | true   | null                                                          || ['in sync: no cron, no entry, as declared']
        'empty'           | false  | ''                                          || ['CREATE [entry]', CRONTAB + MARK + '0 3 * * * true\n']
        'of others'       | false  | 'MAILTO=x\n\n1 2 * * * y\n'                 || ['CREATE [entry]', CRONTAB + 'MAILTO=x\n\n1 2 * * * y\n' + MARK + '0 3 * * * true\n']
        'without an end'  | false  | '1 2 * * * y'                               || ['CREATE [entry]', CRONTAB + '1 2 * * * y\n' + MARK + '0 3 * * * true\n']
        'as declared'     | false  | "a\n${MARK}0 3 * * * true\n"                || ['in sync: entry is as declared']
        'declared, older' | false  | 'a\n# jbarman: night\n0 3 * * * true\n'     || ['UPDATE [marked]', CRONTAB + 'a\n' + MARK + '0 3 * * * true\n']
        'of no topology'  | false  | "${MARK4.replace(', topology shop', '')}0 4 * * * true\n" || ['UPDATE [entry]', CRONTAB + MARK + '0 3 * * * true\n']
        "another's"       | false  | "${BILLS}0 4 * * * true\n"                  || ['conflict: cron entry night in the crontab of postgres on h is of the topology bills']
        "the same of it"  | false  | "${BILLS}0 3 * * * true\n"                  || ['conflict: cron entry night in the crontab of postgres on h is of the topology bills']
        "rid of its"      | true   | "${BILLS}0 4 * * * true\n"                  || ['conflict: cron entry night in the crontab of postgres on h is of the topology bills']
        'of another hour' | false  | "${MARK4}0 4 * * * true\nb\n"               || ['UPDATE [entry]', CRONTAB + MARK + '0 3 * * * true\nb\n']
        'by hand since'   | false  | "${MARK4}0 5 * * * mine\nb\n"               || ["conflict: the line after \"# jbarman: night\" in the crontab of postgres on h is not as jbarman wrote it: 0 5 * * * mine; declared is 0 3 * * * true"]
        'an older mark'   | false  | '# jbarman: night\n0 4 * * * true\n'        || ["conflict: the line after \"# jbarman: night\" in the crontab of postgres on h is not as jbarman wrote it: 0 4 * * * true; declared is 0 3 * * * true"]
        'cut short'       | false  | "a\n$MARK4".toString()                      || ['CREATE [entry]', CRONTAB + 'a\n' + MARK + '0 3 * * * true\n']
        'to be rid of it' | true   | "a\n${MARK4}0 4 * * * true\nb\n"            || ['REMOVE [entry]', CRONTAB + 'a\nb\n']
        'rid of another'  | true   | "a\n${MARK4}0 5 * * * mine\n"               || ["conflict: the line after \"# jbarman: night\" in the crontab of postgres on h is not as jbarman wrote it: 0 5 * * * mine; declared is none"]
        'rid of it'       | true   | 'a\n'                                       || ['in sync: no such entry, as declared']
        'not readable'    | false  | refused('You are not allowed')              || ['conflict: the crontab of postgres on h cannot be read: You are not allowed']
    }

    def "of a file that was written, destroy: #title, a copy of #kept: #outcome"() {
        given:
        def copy = new CopyResource(new EntryQuery('h', '/srv/x', true), new FileDemand('/srv/x', PathState.FILE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of('ours')), 'ours', [] as Set)
        def undone = new UndoneCopyResource(copy, before, false)
        def state = new UndoneCopyResource.State(fact, KeptText.paths('/srv/x', Optional.ofNullable(before.changed().content)).collectEntries { [it, it.endsWith(where) ? entry(Kind.FILE, 0, kept) : EntryFact.ABSENT] })

        expect:
        describe(undone.decide(state)) == outcome
        describe(undone.agreed().decide(state)) == agreed

        where:
        title                     | before | fact                             | kept    | where     || outcome               | agreed
        'made'                    | MADE   | entry(Kind.FILE, 0, 'ours')      | null    | '~'       || GONE                  | GONE
        'made, the document new'  | MADE   | entry(Kind.FILE, 0, 'ours once') | null    | '~'       || GONE                  | GONE
        'made, changed since'     | MADE   | entry(Kind.FILE, 0, 'a hand')    | null    | '~'       || [CHANGED]             | GONE
        'made, gone'              | MADE   | EntryFact.ABSENT                 | null    | '~'       || NOTHING               | NOTHING
        'made, no file any more'  | MADE   | entry(Kind.DIRECTORY)            | null    | '~'       || NO_FILE               | NO_FILE
        'written over'            | OVER   | entry(Kind.FILE, 0, 'ours')      | 'first' | '~'       || back(COPY)            | back(COPY)
        'over, by an older one'   | OVER   | entry(Kind.FILE, 0, 'ours')      | 'first' | 'jbarman' || back(OLD)             | back(OLD)
        'over, the document new'  | OVER   | entry(Kind.FILE, 0, 'ours once') | 'first' | '~'       || back(COPY)            | back(COPY)
        'over, of another life'   | OVER   | entry(Kind.FILE, 0, 'ours')      | 'other' | 'jbarman' || [LOST]                | STAYS
        'over, the copy gone'     | OVER   | entry(Kind.FILE, 0, 'ours')      | null    | '-'       || [LOST]                | STAYS
        'over, changed since'     | OVER   | entry(Kind.FILE, 0, 'a hand')    | 'first' | '~'       || [CHANGED]             | back(COPY)
        'over, both'              | OVER   | entry(Kind.FILE, 0, 'a hand')    | null    | '-'       || [CHANGED]             | STAYS
        'over, back already'      | OVER   | entry(Kind.FILE, 0, 'first')     | null    | '-'       || AS_IT_WAS             | AS_IT_WAS
        'over, gone'              | OVER   | EntryFact.ABSENT                 | 'first' | '~'       || ["in sync: file does not exist; what it was before is in $COPY".toString()] | outcome
    }

    static final MADE = new Before(true, [:], ['ours once', 'ours'].collect { new Before.Addition('content', TextWords.of(it)) })
    static final OVER = new Before(false, [content: TextWords.of('first')], MADE.added())
    static final COPY = KeptText.path('/srv/x', Fingerprint.of('first').substring(0, 12))
    static final OLD = '/srv/x.before-jbarman'
    static final GONE = ['REMOVE [file]', 'rm /srv/x']
    static final CHANGED = 'conflict: /srv/x is not as jbarman wrote it'
    static final NOTHING = ['in sync: file does not exist']
    static final NO_FILE = ['in sync: is no file any more, and stays']
    static final LOST = "conflict: there is no copy, by its digest, of what was in /srv/x before jbarman wrote into it (${TextWords.of('first')})".toString()
    static final STAYS = ['in sync: stays as it is: nothing is left of what was there before']
    static final AS_IT_WAS = ['in sync: is what it was before']

    static List<String> back(String copy) {
        ['UPDATE [content]', "sh back $copy /srv/x".toString()]
    }

    def "of an entry of a crontab, destroy leaves nothing but what others wrote"() {
        given:
        def entry = new CronEntryResource(new CrontabQuery('h', Account.named('postgres')), 'shop', new Cron('night', 'postgres', '0 3 * * *', 'true', false), [] as Set)

        expect:
        describe(new RemovedCronEntryResource(entry).decide(crontab)) == outcome

        where:
        crontab                                                               || outcome
        CrontabFact.of("a\n${MARK}0 3 * * * true\n".toString())               || ['REMOVE [entry]', CRONTAB + 'a\n']
        CrontabFact.of("a\n${BILLS}0 4 * * * true\n".toString())              || ['in sync: it is of the topology bills by now']
        CrontabFact.of("a\n${MARK4}0 5 * * * mine\n".toString())              || ['conflict: the line after "# jbarman: night" in the crontab of postgres on h is not as jbarman wrote it: 0 5 * * * mine; declared is none']
        CrontabFact.NO_CRON                                                   || ['in sync: no cron, no entry, as declared']
    }

    static final MARK = "# jbarman: night (${Fingerprint.of('0 3 * * * true').substring(0, 12)}, topology shop)\n".toString()
    static final MARK4 = "# jbarman: night (${Fingerprint.of('0 4 * * * true').substring(0, 12)}, topology shop)\n".toString()
    static final BILLS = MARK4.replace('topology shop', 'topology bills')

    def "what a host says is read"() {
        expect:
        new GroupQuery('h', 'dba').parse(0, output) == Optional.ofNullable(fact)

        where:
        output             || fact
        ''                 || null
        '900\n\n'          || new GroupFact(900, [], [])
        '900\n\na\nb\n'    || new GroupFact(900, ['a', 'b'], [])
        '900\nc,d\na\n'    || new GroupFact(900, ['a'], ['c', 'd'])
    }

    def "what a host says of users, paths, services and crontabs is read"() {
        expect:
        new UserQuery('h', 'clerk').parse(0, '') == Optional.empty()
        new UserQuery('h', 'clerk').parse(0, 'clerk:x:7:8:c::/s\ndba\ndba adm\n      2\n').get() == new UserFact(7, 'dba', ['dba', 'adm'] as Set, 'c', '', '/s', 2)
        seen('') == EntryFact.ABSENT
        seen('750 a b 3 directory\n') == new EntryFact(Kind.DIRECTORY, 0750, 'a', 'b', 3, PathWay.OF_ROOT, Optional.empty())
        seen('4755 a b 0 regular empty file\ncontent\n') == new EntryFact(Kind.FILE, 04755, 'a', 'b', 0, PathWay.OF_ROOT, Optional.of(''))
        seen("640 a b 0 regular file\nsha256 ${'0a' * 32}\ncontent\nx\n") == new EntryFact(Kind.FILE, 0640, 'a', 'b', 0, PathWay.OF_ROOT, Optional.of('x\n'), Optional.of('0a' * 32))
        seen("640 a b 0 regular file\nsha256 ${'0a' * 32}\n").with { it.content().empty && it.sha256().get() == '0a' * 32 }
        seen('640 a b 0 regular file\nsha256 \ncontent\n').with { it.content().empty && it.sha256().empty }
        describe(new CopyResource(new EntryQuery('h', '/p', true), path([:]), '', [] as Set).decide(seen('640 a b 0 regular file\nsha256 \ncontent\n'))) == ['conflict: what is in /p cannot be read, and would be lost']
        seen('777 a b 0 symbolic link\n').kind() == Kind.LINK
        new EntryQuery('h', '/p', true).parse(0, 'way 0\n').way().problem().get().contains('namei')
        new ServiceQuery('h', 'x').parse(0, '') == ServiceFact.NOBODYS
        new ServiceQuery('h', 'x').parse(0, 'LoadState=loaded\nActiveState=active\nUnitFileState=enabled\n') == new ServiceFact(Keeper.SYSTEMD, 'loaded', 'active', 'enabled')
        new CrontabQuery('h', Account.LOGIN).parse(0, '') == CrontabFact.NO_CRON
        new CrontabQuery('h', Account.LOGIN).parse(0, 'cron\n') == CrontabFact.of('')
        new CrontabQuery('h', Account.LOGIN).parse(0, 'refused\nYou may not\n') == refused('You may not')
    }

    private static EntryFact seen(String entry) {
        new EntryQuery('h', '/p', true).parse(0, 'way 2\nf: /\n drwxr-xr-x root root /\n' + entry)
    }

    def "who changes what is behind #directories: #account, #problem"() {
        given:
        def way = PathWay.of(['f: /srv/x'] + directories)

        expect:
        way.account() == account
        way.problem().orElse('-') == problem

        where:
        directories                                                       || account    | problem
        [SLASH]                                                           || 'root'     | '-'
        [SLASH, ' drwxrwxr-x root root srv']                              || 'root'     | '-'
        [SLASH, ' drwxrwxrwt root root tmp', ' drwx------ root root x']   || 'root'     | '-'
        [SLASH, ' drwxr-xr-x clerk dba srv']                              || 'clerk'    | '-'
        [SLASH, ' drwxr-xr-x clerk dba srv', ' lrwxrwxrwx root root x -> /etc', '   drwxr-xr-x root root /'] || 'clerk' | '-'
        [SLASH, ' lrwxrwxrwx clerk dba srv -> /etc', '   drwxr-xr-x root root /'] || 'clerk' | '-'
        [SLASH, ' drwxrwxr-x root dba srv']                               || 'root'     | 'others than root may write to directory srv on its way'
        [SLASH, ' drwxr-xrwx root root srv']                              || 'root'     | 'others than root may write to directory srv on its way'
        [SLASH, ' drwxr-xr-x a a srv', ' drwxr-xr-x b b x']               || 'root'     | 'directories on its way belong to a and b'
    }

    def "behind a directory of clerk's, #title: #outcome"() {
        given:
        def place = (fact ?: EntryFact.ABSENT).at(new PathWay('clerk', Optional.empty()))
        def decision = content
            ? new CopyResource(new EntryQuery('h', '/p', true), wanted, 'ours', [] as Set).decide(place)
            : new PathResource(new EntryQuery('h', '/p', false), wanted, [] as Set).decide(place)

        expect:
        describe(decision) == outcome
        !(decision instanceof Decision.Change) || decision.steps().every { it.account() == 'clerk' }

        where:
        title                | content | wanted                                         | fact                              || outcome
        'a new file'         | true    | path([:])                                      | null                              || ['CREATE [content]', 'write /p 0644 - ours']
        'a new one of its'   | true    | path(owner: 'clerk', group: 'g')               | null                              || ['CREATE [content]', 'write /p 0644 :g ours']
        'a new one of root'  | true    | path(owner: 'root')                            | null                              || [CONFLICT]
        'one of root'        | true    | path([:])                                      | entry(Kind.FILE, 0, 'theirs')     || [CONFLICT]
        'one as declared'    | true    | path([:])                                      | entry(Kind.FILE, 0, 'ours')       || ['in sync: content is as declared']
        'a mode'             | false   | path(mode: 0600)                               | clerks(Kind.FILE)                 || ['UPDATE [mode]', 'chmod -- 0600 /p']
        'an owner'           | false   | path(owner: 'root')                            | clerks(Kind.FILE)                 || [CONFLICT]
        'a directory'        | false   | path(state: PathState.DIRECTORY, owner: 'clerk') | null                            || ['CREATE [directory]', 'mkdir /p 0755 -']
        'one to go'          | false   | path(state: PathState.ABSENT)                  | clerks(Kind.LINK)                 || ['REMOVE [link]', 'rm /p']
    }

    static final SLASH = ' drwxr-xr-x root root /'
    static final CONFLICT = 'conflict: nothing is changed at /p: directories on its way belong to clerk, and it is to be or is another\'s, so that a link there could lead root elsewhere'

    static EntryFact clerks(Kind kind) {
        new EntryFact(kind, 0750, 'clerk', 'dba', 0, PathWay.OF_ROOT, Optional.empty())
    }

    static CrontabFact refused(String why) {
        new CrontabFact(true, '', Optional.of(why))
    }

    static final CRONTAB = 'crontab '

    static Group group(Integer gid, boolean absent = false) { new Group('dba', Optional.ofNullable(gid), absent) }

    static User user(Map<String, Object> has) {
        new User('clerk', Optional.ofNullable(has.uid as Integer), Optional.ofNullable(has.group as String), (has.groups ?: []) as List<String>,
                Optional.ofNullable(has.home as String), Optional.ofNullable(has.shell as String), Optional.ofNullable(has.comment as String), has.absent as boolean)
    }

    static UserFact fact(int processes = 0) { new UserFact(7, 'dba', ['dba', 'adm'] as Set, 'c', '/h', '/s', processes) }

    static FileDemand path(Map<String, Object> has) {
        new FileDemand((has.path ?: '/p') as String, (has.state ?: PathState.FILE) as PathState, Optional.ofNullable(has.owner as String), Optional.ofNullable(has.group as String),
                Optional.ofNullable(has.mode as Integer), Optional.empty())
    }

    static EntryFact entry(Kind kind, int entries = 0, String content = null) {
        new EntryFact(kind, 0750, 'root', 'root', entries, PathWay.OF_ROOT, Optional.ofNullable(content))
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
        ["${change.action()} ${change.differences()*.attribute()}".toString()] + change.steps().collect { words(it) }
    }

    static String words(Step step) {
        if (step instanceof Step.RunCommand) {
            return step.arguments()[0, 1] == ['sh', '-c'] ? (['sh'] + step.arguments().drop(3)).join(' ') : step.arguments().join(' ')
        }
        if (step instanceof Step.SetCrontab) {
            return 'crontab ' + step.content().display()
        }
        if (step instanceof Step.MakeDirectory) {
            return "mkdir ${step.path()} ${PathOwnership.text(step.mode())} ${step.owner().orElse('-')}"
        }
        if (step instanceof Step.RemoveFile) {
            return "rm ${step.path()}"
        }
        def write = step as Step.WriteFile
        "write ${write.path()} ${PathOwnership.text(write.mode())} ${write.owner().orElse('-')} ${write.content().display()}"
    }
}
