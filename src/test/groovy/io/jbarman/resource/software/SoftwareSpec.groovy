package io.jbarman.resource.software

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
import spock.lang.Specification

class SoftwareSpec extends Specification {
    static final APT = 'env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install '
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
        Tool.APT | null    || ['apt-get -q update', APT + 'postgresql', 'sh start']
        Tool.APT | 15      || ['apt-get -q update', APT + 'postgresql-15', 'sh start']
        Tool.DNF | null    || ['dnf -q -y install postgresql-server', 'postgresql-setup --initdb', 'systemctl enable --now postgresql']
        Tool.DNF | 16      || ['dnf -q -y install postgresql16-server', '/usr/pgsql-16/bin/postgresql-16-setup initdb', 'systemctl enable --now postgresql-16']
    }

    def "Java by #tool"() {
        expect:
        describe(new PackageResource('backup', new JavaQuery('b'), PackageRecipe.java()).decide(new SoftwareFact(Optional.of(tool), Optional.empty()))) == steps

        where:
        tool     || steps
        Tool.APT || ['apt-get -q update', APT + 'default-jre-headless']
        Tool.DNF || ['dnf -q -y install java-17-openjdk-headless']
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
                return step.arguments().join(' ')
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
        with(new RemovedReleasesResource(made).decide(new ReleasesQuery('b', '/opt/jbarman').parse(0, said))) {
            it.class.simpleName == kind
            kind != 'Conflict' || summary() == 'jbarman in /opt/jbarman on b is started by /etc/cron.d/x, /etc/systemd/system/jbarman-drift-a.service'
            kind != 'Change' || steps()*.arguments()*.first() == ['sh']
        }

        where:
        what      | said || kind
        'gone'    | 'absent\n' || 'InSync'
        'there'   | 'present\n' || 'Change'
        'needed'  | 'present\n/etc/systemd/system/jbarman-drift-a.service\n/etc/cron.d/x\n' || 'Conflict'
    }
}
