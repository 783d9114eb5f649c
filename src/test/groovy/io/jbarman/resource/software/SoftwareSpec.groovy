package io.jbarman.resource.software

import io.jbarman.facts.server.IdentityQuery
import io.jbarman.facts.server.ServerSystemQuery
import io.jbarman.facts.software.ClientFact
import io.jbarman.facts.software.ClientQuery
import io.jbarman.facts.software.JavaQuery
import io.jbarman.facts.software.PostgresQuery
import io.jbarman.facts.software.ReleaseFact
import io.jbarman.facts.software.ReleaseQuery
import io.jbarman.facts.software.ReleasesQuery
import io.jbarman.facts.software.SoftwareFact
import io.jbarman.facts.software.SoftwareFact.Tool
import io.jbarman.plan.Decision
import io.jbarman.plan.Release
import io.jbarman.plan.Step
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification

class SoftwareSpec extends Specification {
    static final APT = 'env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l apt-get -q -y -o DPkg::Lock::Timeout=300 --no-install-recommends install '
    static final RELEASE = new Release('1.0', [new Release.ShippedFile('jbarman', '/src/jbarman', 'a' * 64)])

    def "PostgreSQL #version by #tool"() {
        given:
        def server = new PackageResource('pg', new PostgresQuery('p'), PackageRecipe.postgresql(Optional.ofNullable(version)))

        expect:
        describe(server.decide(new SoftwareFact(Optional.of(tool), Optional.empty()))) == steps
        server.id().toString() == 'pg/package/postgresql'
        server.reveals()

        where:
        tool     | version || steps
        Tool.APT | null    || ['sh update', APT + 'postgresql', 'sh start']
        Tool.APT | 15      || ['sh update', APT + 'postgresql-15', 'sh start']
        Tool.DNF | null    || ['dnf -q -y install postgresql-server', 'postgresql-setup --initdb', 'systemctl enable --now postgresql']
        Tool.DNF | 16      || ['dnf -q -y install postgresql16-server', '/usr/pgsql-16/bin/postgresql-16-setup initdb', 'systemctl enable --now postgresql-16']
    }

    def "a standby's host that has #found, by #tool: #outcome"() {
        given:
        def server = new StandbyServerResource('pg2', new PostgresQuery('h2'), new ServerSystemQuery('pg'))
        def decision = server.decide(new StandbyServerState(new SoftwareFact(Optional.ofNullable(tool), Optional.ofNullable(found)), 15))

        expect:
        (decision instanceof Decision.Change ? decision.steps()*.describe() : describe(decision)) == outcome
        server.id().toString() == 'pg2/package/postgresql'
        server.after()*.toString() == ['pg/server/postgresql']
        server.reveals()

        where:
        tool     | found   || outcome
        Tool.APT | null    || ['let APT see what there is on h2', 'install postgresql-common on h2', 'see that its packages make no cluster on h2', 'install postgresql-15 on h2']
        Tool.APT | '/a/17' || ['in sync: /a/17']
        Tool.DNF | null    || ['conflict: there is no PostgreSQL server on h2, and no apt-get to install it']
        null     | '/a/15' || ['in sync: /a/15']
    }

    @Requires({ Files.isExecutable(Path.of('/usr/bin/pg_conftool')) })
    def "the package makes no cluster of its own where its configuration says #said"() {
        given:
        def directory = Files.createTempDirectory('createcluster')
        def conf = Files.writeString(directory.resolve('createcluster.conf'), said)
        def step = PackageRecipe.withoutCluster('h2', 15).find { it instanceof Step.RunCommand } as Step.RunCommand

        when:
        def shell = new ProcessBuilder(step.arguments()[0..3] + [conf.toString()]).start()

        then:
        shell.waitFor() == 0
        ['pg_conftool', conf.toString(), 'show', '-bs', 'create_main_cluster'].execute().text == 'off\n'
        Files.exists(directory.resolve('createcluster.d/jbarman.conf')) == ofOurOwn
        (Files.readString(conf) == said) == untouched

        cleanup:
        directory.toFile().deleteDir()

        where:
        said                                                                || ofOurOwn | untouched
        "ssl = on\ninclude_dir 'createcluster.d'\n"                         || true     | true
        'create_main_cluster = false\n'                                     || false    | true
        "include_dir 'createcluster.d'\ncreate_main_cluster = true\n"       || false    | false
        '# nothing\n'                                                       || false    | false
    }

    def "Java by #tool"() {
        expect:
        describe(new PackageResource('backup', new JavaQuery('b'), PackageRecipe.java()).decide(new SoftwareFact(Optional.of(tool), Optional.empty()))) == steps

        where:
        tool     || steps
        Tool.APT || ['sh update', APT + 'default-jre-headless']
        Tool.DNF || ['dnf -q -y install java-17-openjdk-headless']
    }

    def "PostgreSQL's client for a server of #server, where #installed is there and #available can be had: #outcome"() {
        given:
        def client = new ClientResource('backup', new ClientQuery('b', ['/opt/pg/bin']), [pg: new IdentityQuery('pg')])
        def fact = new ClientFact(Optional.ofNullable(tool), installed, available)

        expect:
        describe(client.decide(new ClientState(fact, server))) == outcome
        client.id().toString() == 'backup/package/postgresql-client'
        client.after()*.toString() == ['pg/server/postgresql']

        where:
        tool     | installed | available || server | outcome
        Tool.APT | []        | []        || 17     | ['sh update', 'sh 17']
        Tool.APT | [15, 18]  | [15]      || 17     | ['in sync: PostgreSQL client 18']
        Tool.APT | [15]      | [15, 18]  || 17     | ['sh update', 'sh 17']
        Tool.APT | [15]      | [15]      || 17     | ['in sync: PostgreSQL client 15 is older than server 17; no later one is to be had on b']
        Tool.DNF | []        | []        || 17     | ['sh 17']
        null     | []        | []        || 17     | ['conflict: there is no PostgreSQL client on b, and neither apt-get nor dnf to install it']
        null     | [16]      | []        || 17     | ['in sync: PostgreSQL client 16 is older than server 17; no later one is to be had on b']
    }

    def "the client's version that APT has, of the server's or later: #has for #server"() {
        given: 'programs that stand for APT'
        def bin = Files.createTempDirectory('apt')
        program(bin, 'apt-cache', 'printf "postgresql-client-%s\\n" ' + has)
        program(bin, 'env', 'echo "$@"')
        def install = PackageRecipe.client(server).steps('b', Tool.APT)[1].arguments()

        when:
        def shell = new ProcessBuilder(install).tap { environment().merge('PATH', bin.toString(), (old, more) -> more + ':' + old) }.start()

        then:
        shell.inputStream.text.split(' ').last().strip() == named
        shell.waitFor() == 0

        cleanup:
        bin.toFile().deleteDir()

        where:
        has              | server || named
        '15 common 17 9' | 15     || 'postgresql-client-15'
        '15 common 17 9' | 16     || 'postgresql-client-17'
        '15 common 17 9' | 18     || 'postgresql-client'
    }

    def "APT that is at work is waited for: #what"() {
        given: 'a program that stands for APT'
        def bin = Files.createTempDirectory('apt')
        program(bin, 'sleep', 'echo x >>' + bin + '/waited')
        program(bin, 'apt-get', "[ ! -e $bin/waited ] || [ \$(wc -l <$bin/waited) -lt $after ] || exit 0; echo \"$says\" >&2; exit 100")
        def update = PackageRecipe.rsync().steps('b', Tool.APT)[0].arguments()

        when:
        def shell = new ProcessBuilder(update).tap { environment().merge('PATH', bin.toString(), (old, more) -> more + ':' + old) }.start()

        then:
        shell.errorStream.text.strip() == said
        (shell.waitFor() == 0) == done
        (Files.exists(bin.resolve('waited')) ? Files.readAllLines(bin.resolve('waited')).size() : 0) == waited

        cleanup:
        bin.toFile().deleteDir()

        where:
        what           | says                                                | after || done  | waited | said
        'it ends'      | 'E: Could not get lock /var/lib/apt/lists/lock.'    | 3     || true  | 3      | ''
        'it never does'| 'E: Could not get lock /var/lib/apt/lists/lock.'    | 99    || false | 59     | 'E: Could not get lock /var/lib/apt/lists/lock.'
        'no network'   | 'E: Failed to fetch http://deb.example/'            | 1     || false | 0      | 'E: Failed to fetch http://deb.example/'
    }

    static void program(directory, name, script) {
        Files.writeString(directory.resolve(name), '#!/bin/sh\n' + script + '\n').toFile().setExecutable(true)
    }

    def "what a host says of PostgreSQL's client"() {
        expect:
        new ClientQuery('b', []).parse(0, said) == fact

        where:
        said << ['apt\nfound pg_basebackup (PostgreSQL) 18.1\nfound pg_basebackup (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\nhas 17\nhas common\nhas 15', 'none\nfound ']
        fact << [new ClientFact(Optional.of(Tool.APT), [15, 18], [15, 17]), new ClientFact(Optional.empty(), [], [])]
    }

    def "what is there is left alone; without a package manager an operator installs"() {
        given:
        def java = new PackageResource('backup', new JavaQuery('b'), PackageRecipe.java())

        expect:
        describe(java.decide(new SoftwareFact(Optional.empty(), Optional.of('Java 21, /usr/bin/java')))) == ['in sync: Java 21, /usr/bin/java']
        describe(java.decide(new SoftwareFact(Optional.empty(), Optional.empty()))) == ['conflict: there is no Java 17 or later on b, and neither apt-get nor dnf to install it']
    }

    def "what a host says of its programs: #output"() {
        expect:
        new JavaQuery('b').parse(0, output) == fact

        where:
        output                                || fact
        'apt\n'                               || new SoftwareFact(Optional.of(Tool.APT), Optional.empty())
        'dnf\nfound Java 17, /j\nfound other' || new SoftwareFact(Optional.of(Tool.DNF), Optional.of('Java 17, /j'))
        'none\n'                              || new SoftwareFact(Optional.empty(), Optional.empty())
    }

    def "the fragments run on this machine's shell"() {
        expect:
        def shell = new ProcessBuilder('sh', '-c', query.script()).start()
        query.parse(shell.waitFor(), shell.inputStream.text).toString().startsWith(answer)

        where:
        query                          || answer
        new JavaQuery('here')          || 'SoftwareFact[tool='
        new PostgresQuery('here')      || 'SoftwareFact[tool='
        new ClientQuery('here', ["a'b"]) || 'ClientFact[tool='
        new ReleaseQuery('b', RELEASE) || 'ReleaseFact[current='
    }

    def "a release in use as #current, whole #whole: #outcome"() {
        expect:
        describe(new ReleaseResource('backup', new ReleaseQuery('b', RELEASE)).decide(new ReleaseFact(current, whole))) == outcome

        where:
        current                     | whole || outcome
        ''                          | false || ['install']
        '/opt/jbarman/releases/0.9' | false || ['install']
        '/opt/jbarman/releases/0.9' | true  || ['install']
        RELEASE.directory()         | false || ['install']
        RELEASE.directory()         | true  || ["in sync: ${RELEASE.id()} is installed and whole".toString()]
    }

    def "loose classes cannot be shipped"() {
        expect:
        describe(new ReleaseResource('backup', new ReleaseQuery('b', new Release('development', []))).decide(new ReleaseFact('', false)))
            == ['conflict: this jbarman runs from loose classes, which cannot be put on b']
    }

    static List<String> describe(Decision decision) {
        if (decision instanceof Decision.InSync) {
            return ['in sync: ' + decision.reason()]
        }
        if (decision instanceof Decision.Conflict) {
            return ['conflict: ' + decision.summary()]
        }
        (decision as Decision.Change).steps().collect { step ->
            if (step instanceof Step.InstallPackages) {
                return step.arguments()[0] == 'sh' ? 'sh ' + (step.arguments()[4] ?: 'update') : step.arguments().join(' ')
            }
            if (step instanceof Step.RunCommand) {
                return step.arguments()[0] == 'sh' ? 'sh start' : step.arguments().join(' ')
            }
            'install'
        }
    }

    def "jbarman goes again unless something relies on it: #what"() {
        given:
        def made = new ReleaseResource('backup', new ReleaseQuery('b', RELEASE))

        expect:
        with(new RemovedReleasesResource(made, ends).decide(new ReleasesQuery('b', '/opt/jbarman').parse(0, said))) {
            it.class.simpleName == kind
            kind != 'Conflict' || summary() == 'jbarman in /opt/jbarman on b is started by /etc/cron.d/x, /etc/systemd/system/jbarman-drift-a.service'
            kind != 'Change' || steps()*.arguments()*.first() == ['sh']
        }

        where:
        what               | ends  | said || kind
        'gone'             | true  | 'absent\n' || 'InSync'
        'there'            | false | 'present\n' || 'Change'
        'runtime ends'     | true  | 'present\n/etc/systemd/system/jbarman.service\nprocess 7\n' || 'Change'
        'runtime goes on'  | false | 'present\nprocess 7\n' || 'Pending'
        'its unit does'    | false | 'present\n/etc/systemd/system/jbarman.service\n' || 'Pending'
        'needed'           | true  | 'present\n/etc/systemd/system/jbarman-drift-a.service\n/etc/cron.d/x\n' || 'Conflict'
    }
}
