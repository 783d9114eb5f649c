package io.jbarman.cli

import io.jbarman.facts.Answer
import io.jbarman.facts.RecordedFacts
import io.jbarman.facts.RecordedFactsJson
import io.jbarman.json.Json
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** On facts that were recorded on a real server of version 15. */
class TestCommandSpec extends Specification {
    static final PLANS = Path.of(System.getProperty('jbarman.checkout', '.'), 'src/test/resources/plans')

    /** What the recordings were made with. */
    static final NODE = '''{"schema":1,"kind":"case","launcher":"/srv/golden/jbarman",
            "java_home":"/usr/lib/jvm/java-17","user":"ops","variables":{}}'''

    @TempDir
    Path directory

    def out = new StringWriter()
    def err = new StringWriter()
    Path topology

    def setup() {
        topology = Files.copy(PLANS.resolve('bare-15/topology.yml'), directory.resolve('topology.yml'))
        ['bare-15', 'drifted-13'].each { name ->
            def into = Files.createDirectories(directory.resolve("tests/$name"))
            Files.writeString(into.resolve('facts.json'), withoutSecrets(Files.readString(PLANS.resolve("$name/facts.json"))))
            Files.writeString(into.resolve('case.json'), NODE)
        }
    }

    /** As --record keeps them. */
    static String withoutSecrets(String recorded) {
        def answers = RecordedFactsJson.read(recorded).answers().collectEntries { question, answer ->
            def secret = question.startsWith('PassfileQuery[') || question.startsWith('RolePasswordsQuery[')
            [question, secret ? new Answer.None('was not recorded', 'look at the server itself') : answer]
        }
        RecordedFactsJson.write(new RecordedFacts(answers))
    }

    int run(String... args) {
        out.buffer.length = 0
        err.buffer.length = 0
        Main.commandLine(new PrintWriter(out), new PrintWriter(err), args).execute(args)
    }

    def "what is accepted is expected, until the document plans something else"() {
        expect: 'nothing is expected yet'
        run('test', topology.toString()) == 1
        out.toString().contains('bare-15: differs')
        out.toString().contains('+   + pg/role/barman')
        err.toString().contains('--accept')

        and:
        run('test', topology.toString(), '--accept') == 0
        run('test', topology.toString()) == 0
        out.toString() == 'bare-15: as expected\ndrifted-13: as expected\n'

        when:
        Files.writeString(topology, Files.readString(topology).replace('work_mem: 8MB', 'work_mem: 9MB'))
        def status = run('test', topology.toString(), 'bare-15')

        then:
        status == 1
        out.toString().contains('-       value: 4MB -> 8MB')
        out.toString().contains('+       value: 4MB -> 9MB')
        !out.toString().contains('drifted-13')

        when:
        run('test', topology.toString(), '--format', 'json')
        def cases = Json.parse(out.toString()).asObject().get('cases').elements()*.asObject()

        then:
        cases*.get('name')*.asText() == ['bare-15', 'drifted-13']
        !cases[0].get('passed').asFlag()
    }

    def "passwords are not in it, and need not be there"() {
        when:
        run('test', topology.toString(), '--accept')
        def plan = Files.readString(directory.resolve('tests/bare-15/plan.txt'))

        then:
        plan.contains('pg/role/barman')
        !plan.contains('/passfile/')
        !plan.contains('unknown')
    }

    def "#what is told with a remedy"() {
        given:
        breakIt(directory)

        expect:
        run(*(['test', topology.toString()] + args)) == 1
        err.toString().contains(said)
        !err.toString().contains('\tat ')

        where:
        what                | args       | breakIt                                                                 || said
        'no such case'      | ['bare-1'] | { Path d -> }                                                           || "did you mean 'bare-15'?"
        'no case'           | []         | { Path d -> d.resolve('tests').toFile().deleteDir() }                   || '--record NAME'
        'broken facts'      | []         | { Path d -> d.resolve('tests/bare-15/facts.json').toFile().text = '{' } || 'facts.json: not JSON'
        'no case.json'      | []         | { Path d -> Files.delete(d.resolve('tests/bare-15/case.json')) }        || 'case.json cannot be read'
        'a broken document' | []         | { Path d -> d.resolve('topology.yml').toFile().text = 'version: 2' }    || "needs the key 'name'"
    }
}
