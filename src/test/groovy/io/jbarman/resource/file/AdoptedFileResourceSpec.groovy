package io.jbarman.resource.file

import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.barman.BarmanFilesQuery
import io.jbarman.facts.file.PathFact
import io.jbarman.facts.file.PathQuery
import io.jbarman.plan.Decision
import io.jbarman.plan.Step
import io.jbarman.resource.Before
import io.jbarman.transport.Account
import spock.lang.Specification

/** What people wrote is left as it is, or left to them. */
class AdoptedFileResourceSpec extends Specification {
    static final USER = Account.named('barman')
    static final MAIN = '[barman]\nbarman_home = /home\nconfiguration_files_directory = /etc/barman.d/\n'
    static final OURS = '; Written by jbarman from the topology shop. Edit the topology: what is changed here is undone.\n'
    static final WRITTEN = OURS + '[pg]\nconninfo = host=a\nslot_name = barman\nparallel_jobs = 4\n'
    static final THEIRS = '[pg]\nconninfo = host=a\nslot_name = barman\nparallel_jobs = 2\n'
    static final SWITCHED = THEIRS + '[night]\nmodel = on\ncluster = pg\nparallel_jobs = '
    static final SAME = THEIRS.replace('2', '4')
    static final LATER = '/etc/barman.d/zz.conf'
    static final OTHERS = '[pg]\nparallel_jobs = 3\n'
    static final MODEL = '/home/pg/.active-model.auto'
    static final HIDDEN = new PathFact(PathFact.Kind.FILE, 0600, 'root', false, Optional.empty())

    def "#what: #expected"() {
        given:
        def texts = [:]
        [(resource().main().path()): main, '/etc/barman.d/pg.conf': own].each { path, text -> if (text instanceof String) { texts[path] = text } }
        def state = new AdoptedFileResource.State(
                new FileState(fact(own), new PathFact(PathFact.Kind.DIRECTORY, 0755, 'root', true, Optional.empty())), fact(main), texts + others)

        when:
        def decision = resource().decide(state)

        then:
        said(decision).contains(expected)
        !said(decision).contains('canary')

        where:
        what                                    | main                   | own            | others                                     || expected
        'nothing says anything of it'           | MAIN                   | null           | [:]                                        || 'CREATE'
        'nothing is there'                      | null                   | null           | [:]                                        || 'CREATE'
        'ours is as written'                    | MAIN                   | WRITTEN        | [:]                                        || 'content is as rendered'
        'ours is otherwise'                     | MAIN                   | OURS + 'x'     | [:]                                        || 'UPDATE'
        'theirs is otherwise'                   | MAIN                   | THEIRS         | [:]                                        || 'UPDATE'
        'it stands in the main file'            | MAIN + THEIRS          | null           | [:]                                        || "/etc/barman.conf describes 'pg' otherwise than the topology: parallel_jobs"
        'a model makes it so'                   | MAIN                   | SWITCHED + '4' | [(MODEL): 'night\n']                       || '/etc/barman.d/pg.conf says the same'
        'a model makes it otherwise'            | MAIN                   | SWITCHED + '8' | [(MODEL): 'night\n']                       || "was switched to model 'night', with which it is otherwise than in the topology: parallel_jobs"
        'a line is no INI'                      | MAIN                   | null           | ['/etc/barman.d/x.conf': 'canary']         || 'cannot be understood (/etc/barman.d/x.conf:1'
        'the main file is hidden'               | HIDDEN                 | null           | [:]                                        || '/etc/barman.conf is there and barman may not read it'
        'the own file is hidden'                | MAIN                   | HIDDEN         | [:]                                        || '/etc/barman.d/pg.conf is there and barman may not read it'
        'their file has more, and is otherwise' | MAIN                   | SWITCHED + '4' | [:]                                        || 'UPDATE'
        'their file has only others'            | MAIN                   | '[a]\n'        | [:]                                        || 'has other sections: a'
        'the directory is not included'         | MAIN.replace('.d', '') | null           | [:]                                        || 'does not include /etc/barman.d'
        'it is not, and ours is there'          | MAIN.replace('.d', '') | WRITTEN        | [:]                                        || 'does not include /etc/barman.d'
        'it is not, and need not be'            | MAIN.replace('.d', '') + THEIRS.replace('2', '4') | null | [:]                       || 'says the same'
        'another file has its way'              | MAIN                   | THEIRS         | [(LATER): OTHERS]                          || "another file that Barman reads later has 'pg' otherwise than the topology: parallel_jobs (/etc/barman.d/zz.conf:2)Take"
        'it has, whatever theirs says'          | MAIN                   | SAME           | [(LATER): OTHERS]                          || 'parallel_jobs (/etc/barman.d/zz.conf:2)'
        'it has, whatever ours says'            | MAIN                   | WRITTEN        | [(LATER): OTHERS]                          || 'parallel_jobs (/etc/barman.d/zz.conf:2)'
        'Barman itself has it otherwise'        | MAIN                   | THEIRS         | ['/home/.barman.auto.conf': OTHERS]        || 'parallel_jobs (/home/.barman.auto.conf:2)barman config-update wrote that'
        'a file that is read before'            | MAIN                   | THEIRS         | ['/etc/barman.d/aa.conf': OTHERS]          || 'UPDATE'
        'it is read before, and says the same'  | MAIN                   | SAME           | ['/etc/barman.d/aa.conf': OTHERS]          || 'says the same'
        'a model says nothing of what differs'  | MAIN                   | SWITCHED.replace('=a', '=b') + '4' | [(MODEL): 'night\n'] || 'UPDATE'
        'a model waits for the server'          | MAIN                   | WRITTEN        | ['/etc/barman.d/x.conf': '[night]\nmodel = on\ncluster = pg\nparallel_jobs = 9', (MODEL): 'night'] || "was switched to model 'night'"
        'the main file is missing, others not'  | null                   | null           | ['/etc/barman.d/x.conf': THEIRS]           || "x.conf describes 'pg' otherwise"
    }

    def "in a file of theirs only what the topology names is changed: #what"() {
        given:
        def files = { text -> new AdoptedFileResource.State(
                new FileState(fact(text), new PathFact(PathFact.Kind.DIRECTORY, 0755, 'root', true, Optional.empty())), fact(MAIN), ['/etc/barman.conf': MAIN, '/etc/barman.d/pg.conf': text]) }
        def decision = resource().decide(files(theirs))

        when:
        def text = written(decision)

        then:
        text == after
        decision.differences()*.attribute() == names
        resource().decide(files(text)) instanceof Decision.InSync

        where:
        what              | theirs                                                                                                     || names               | after
        'another value'   | '# why\n[pg]\n  ; mine\nConninfo: host=a\nslot_name = barman\nparallel_jobs=2\npre_archive_script = /mine\n' || ['parallel_jobs'] | '# why\n[pg]\n  ; mine\nConninfo: host=a\nslot_name = barman\nparallel_jobs = 4\npre_archive_script = /mine\n'
        'over two lines'  | '[pg]\nconninfo = host=b\n  user=c\n# after\nslot_name = barman\nparallel_jobs = 4\n'                          || ['conninfo']        | '[pg]\nconninfo = host=a\n# after\nslot_name = barman\nparallel_jobs = 4\n'
        'not said yet'    | '[pg]\nconninfo = host=a\nslot_name = barman\n\n# next\n[night]\nmodel = on\ncluster = pg\nparallel_jobs = 9\n' || ['parallel_jobs']   | '[pg]\nconninfo = host=a\nslot_name = barman\nparallel_jobs = 4\n; Added by jbarman: parallel_jobs\n\n# next\n[night]\nmodel = on\ncluster = pg\nparallel_jobs = 9\n'
        'no longer said'  | '[pg]\nconninfo = host=a\nslot_name = barman\nparallel_jobs = 4\ncompression = gzip\ntablespace_bandwidth_limit = 5\n; Added by jbarman: compression, parallel_jobs\n' || ['compression'] | '[pg]\nconninfo = host=a\nslot_name = barman\nparallel_jobs = 4\ntablespace_bandwidth_limit = 5\n; Added by jbarman: parallel_jobs\n'
    }

    def "beside a runtime of ours it is noted, and nothing waits for it: #what"() {
        given:
        def adopted = resource()
        def file = new HeededFile(adopted.written(), 'pg', adopted.main(), adopted.files())
        def facts = new Facts([(path('/etc/barman.d/pg.conf')): new Fact.Known(fact(WRITTEN)), (path('/etc/barman.d')): new Fact.Known(new PathFact(PathFact.Kind.DIRECTORY, 0755, 'root', true, Optional.empty())),
                               (adopted.main()): new Fact.Known(fact(main)), (adopted.files()): others])

        expect:
        file.decide(facts) instanceof Decision.InSync
        file.notes(facts)*.summary().join() =~ said

        where:
        what                        | main | others                                            || said
        'a file that is read later' | MAIN | new Fact.Known([(LATER): OTHERS])                 || /^whatever .*pg.conf says, .*: parallel_jobs \(.*zz.conf:2\)$/
        'a model'                   | MAIN | new Fact.Known(['/etc/barman.d/x.conf': '[night]\nmodel = on\ncluster = pg\nparallel_jobs = 9', (MODEL): 'night']) || /switched to model 'night'/
        'none'                      | MAIN | new Fact.Known(['/etc/barman.d/aa.conf': OTHERS]) || /^$/
        'none that can be read'     | MAIN | new Fact.Known(['/etc/barman.d/aa.conf': 'x'])    || /^$/
        'not seen'                  | MAIN | new Fact.Unknown('away', '')                      || /^$/
        'no main file yet'          | null | new Fact.Known([:])                               || /^$/
    }

    def "what was said in a file of theirs is taken back, and nothing else: #what"() {
        given:
        def files = { text -> new AdoptedFileResource.State(
                new FileState(fact(text), new PathFact(PathFact.Kind.DIRECTORY, 0755, 'root', true, Optional.empty())), fact(MAIN), ['/etc/barman.conf': MAIN, '/etc/barman.d/pg.conf': text]) }
        def edit = resource().decide(files(theirs))
        def before = new Before(false,
                edit.differences().findAll { it.before() }.collectEntries { [it.attribute(), it.before()] },
                edit.differences().findAll { !it.before() }.collect { new Before.Addition(it.attribute(), it.after()) })
        def text = written(edit).replace(now[0], now[1])
        def back = new FormerSectionResource(resource(), before, false)

        when:
        def decision = back.decide(files(text))

        then:
        (decision instanceof Decision.Change ? written(decision) : said(decision)).contains(left)
        !(decision instanceof Decision.Change) || back.decide(files(written(decision))) instanceof Decision.InSync
        !(decision instanceof Decision.Conflict) || written(back.agreed().decide(files(text))) == theirs

        where:
        what                        | theirs                                                   | now                                       || left
        'added'                     | '[pg]\nconninfo = host=a\nslot_name = barman\n\n# b\n'   | ['', '']                                  || theirs
        'changed'                   | '[pg]\nconninfo = host=b\n  user=c\n# b\nslot_name = x\n' | ['', '']                                  || theirs
        'beside what has come'      | '[pg]\nconninfo = host=a\nslot_name = barman\n'          | ['[pg]', '; new\n[pg]\nactive = off']     || '; new\n[pg]\nactive = off\n' + theirs.substring(5)
        'taken out since'           | '[pg]\nconninfo = host=a\nslot_name = barman\n'          | ['parallel_jobs = 4\n', '']               || "nothing in it is jbarman's"
        'put back by somebody'      | '[pg]\nconninfo = host=a\nslot_name = b\nparallel_jobs = 4\n' | ['= barman', '= b']                   || "nothing in it is jbarman's"
        'changed by somebody'       | '[pg]\nconninfo = host=a\nslot_name = barman\n'          | ['jobs = 4', 'jobs = 5']                  || 'somebody has changed since: parallel_jobsKeep'
        'with a password'           | '[pg]\nconninfo = host=a password=canary\nslot_name = x\nparallel_jobs = 4\n' | ['', '']             || '[pg]\nconninfo = host=a\nslot_name = x\nparallel_jobs = 4\n'
    }

    def "a password where connections are people's own is theirs: #what"() {
        given:
        def own = SAME.replace('host=a', conninfo)
        def state = new AdoptedFileResource.State(
                new FileState(fact(own), new PathFact(PathFact.Kind.DIRECTORY, 0755, 'root', true, Optional.empty())), fact(MAIN),
                ['/etc/barman.conf': MAIN, '/etc/barman.d/pg.conf': own])

        expect:
        said(resource(ownPasswords as Set).decide(state)) == expected

        where:
        what                 | ownPasswords | conninfo                    || expected
        'beside the same'    | ['conninfo'] | "password='a canary' host=a" || '/etc/barman.d/pg.conf says the same and stays as it is'
        'beside another'     | ['conninfo'] | 'host=b password=canary'    || "/etc/barman.d/pg.conf has a password that would be lost with its line, which the topology has otherwise: conninfo (/etc/barman.d/pg.conf:2)Write the line there as the topology has it, with the password for that login; or give the password to .pgpass of barman and take it out there. Then plan again."
        'without a user'     | ['conninfo'] | 'host=a user=barman'        || '/etc/barman.d/pg.conf says the same and stays as it is'
        'with a role of ours' | []          | 'host=a password=canary'    || 'UPDATE'
    }

    def "a line that is written anew keeps a password of people's: #what"() {
        given:
        def files = { text -> new AdoptedFileResource.State(
                new FileState(fact(text), new PathFact(PathFact.Kind.DIRECTORY, 0755, 'root', true, Optional.empty())), fact(MAIN), ['/etc/barman.conf': MAIN, '/etc/barman.d/pg.conf': text]) }
        def adopted = new AdoptedFileResource(resource().written().saying(OURS + wanted), 'pg', ['conninfo', 'streaming_conninfo'] as Set, resource().main(), resource().files())
        def edit = adopted.decide(files(theirs))
        def before = new Before(false, edit.differences().findAll { it.before() }.collectEntries { [it.attribute(), it.before()] }, [])

        expect:
        written(edit) == after
        !edit.differences().toString().contains('canary')
        adopted.decide(files(after)) instanceof Decision.InSync
        new FormerSectionResource(adopted, before, false).decide(files(after)) instanceof Decision.InSync

        where:
        what                    | wanted                                                | theirs                                                                        || after
        'another port'          | '[pg]\nconninfo = host=a user=u port=2\n'             | "[pg]\nconninfo = password='a canary' host=a user=u port=1\n"                 || "[pg]\nconninfo = host=a user=u port=2 password='a canary'\n"
        'and no user'           | '[pg]\nconninfo = host=a user=barman\n'               | '[pg]\nconninfo = host=a password=canary%% connect_timeout=5\n'               || '[pg]\nconninfo = host=a user=barman password=canary%%\n'
        'that stands elsewhere' | '[pg]\nconninfo = host=a user=u port=2\n'             | '[pg]\npw = canary\nconninfo = host=a user=u password=%(pw)s\n'               || '[pg]\npw = canary\nconninfo = host=a user=u port=2 password=%(pw)s\n'
        'of a key'              | '[pg]\nconninfo = host=a user=u port=2\n'             | '[pg]\nconninfo = host=a user=u sslpassword=canary\n'                         || '[pg]\nconninfo = host=a user=u port=2 sslpassword=canary\n'
    }

    def "a line that was by default is written with the password"() {
        given:
        def own = '[pg]\nconninfo = host=a user=u password=canary%%\n'
        def state = new AdoptedFileResource.State(
                new FileState(fact(own), new PathFact(PathFact.Kind.DIRECTORY, 0755, 'root', true, Optional.empty())), fact(MAIN),
                ['/etc/barman.conf': MAIN, '/etc/barman.d/pg.conf': own])
        def wanted = '[pg]\nconninfo = host=a user=u\nstreaming_conninfo = host=a user=u dbname=x\n'
        def adopted = new AdoptedFileResource(resource().written().saying(OURS + wanted), 'pg', ['conninfo', 'streaming_conninfo'] as Set, resource().main(), resource().files())

        expect:
        written(adopted.decide(state)) == own + 'streaming_conninfo = host=a user=u dbname=x password=canary%%\n; Added by jbarman: streaming_conninfo\n'
    }

    def "a line that was added once does not go with a password that people gave it"() {
        given:
        def own = '[pg]\nconninfo = host=a user=u\nstreaming_conninfo = host=a user=s password=canary\n; Added by jbarman: streaming_conninfo\n'
        def state = new AdoptedFileResource.State(
                new FileState(fact(own), new PathFact(PathFact.Kind.DIRECTORY, 0755, 'root', true, Optional.empty())), fact(MAIN),
                ['/etc/barman.conf': MAIN, '/etc/barman.d/pg.conf': own])
        def adopted = new AdoptedFileResource(resource().written().saying(OURS + '[pg]\nconninfo = host=a user=u\n'), 'pg', ['conninfo'] as Set, resource().main(), resource().files())

        expect:
        said(adopted.decide(state)).contains('would be lost with its line, which the topology has otherwise: streaming_conninfo (/etc/barman.d/pg.conf:3)')
    }

    private static String written(Decision decision) {
        decision.steps().find { it instanceof Step.WriteFile }.content().display()
    }

    private static AdoptedFileResource resource(Set<String> ownPasswords = []) {
        new AdoptedFileResource(
                new FileResource('backup', 'barman', path('/etc/barman.d/pg.conf'), path('/etc/barman.d'), WRITTEN, [] as Set),
                'pg', ownPasswords, path('/etc/barman.conf'), new BarmanFilesQuery('b', USER, '/etc/barman.conf', '/etc/barman.d', '/home', []))
    }

    private static PathQuery path(String path) {
        new PathQuery('b', USER, path, true)
    }

    private static PathFact fact(Object content) {
        content instanceof PathFact ? content :
                content == null ? PathFact.absent(true) : new PathFact(PathFact.Kind.FILE, 0640, 'barman', true, Optional.of(content))
    }

    private static String said(Decision decision) {
        decision instanceof Decision.Conflict ? decision.summary() + decision.remedy() :
                decision instanceof Decision.InSync ? decision.reason() : "$decision.action"
    }
}
