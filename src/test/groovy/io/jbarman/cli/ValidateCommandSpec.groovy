package io.jbarman.cli

import io.jbarman.json.Json
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ValidateCommandSpec extends Specification {
    static final CHECKOUT = Path.of(System.getProperty('jbarman.checkout', '.'))
    static final GOOD = CHECKOUT.resolve('playbooks/streaming.yml').toString()
    static final BAD = CHECKOUT.resolve('src/test/resources/bad-input/unknown-key.yml').toString()

    @TempDir
    Path directory

    StringWriter out = new StringWriter()
    StringWriter err = new StringWriter()

    int run(String... args) {
        Main.commandLine(new PrintWriter(out), new PrintWriter(err), args).execute(args)
    }

    def "a good topology is summed up in two lines"() {
        expect:
        run('validate', GOOD) == 0
        out.toString() == '''\
            streaming: 2 hosts, 1 PostgreSQL server, 1 barmanhost, 2 secrets
              backup archives 1 server to /var/lib/barman on barmanhost
            '''.stripIndent()
        err.toString() == ''
    }

    def "a bad one is told with places, and exits 1"() {
        expect:
        run('validate', BAD) == 1
        out.toString() == ''
        err.toString().startsWith("$BAD:12:5: error: unknown key 'prot'")
        err.toString().endsWith('\n3 errors\n')
    }

    def "programs get one JSON document, good or bad"() {
        expect:
        run('validate', '--format', 'json', GOOD) == 0
        def good = Json.parse(out.toString()).asObject()
        good.get('schema').asLong() == 1
        good.get('valid').asFlag()
        good.get('topology').asObject().get('servers').elements()*.asText() == ['pg']

        when:
        out.buffer.setLength(0)

        then:
        run('validate', BAD, '-f', 'json') == 1
        err.toString() == ''
        def bad = Json.parse(out.toString()).asObject()
        !bad.get('valid').asFlag()
        def problem = bad.get('problems').elements().first().asObject()
        problem.get('code').asText() == 'unknown-key'
        problem.get('line').asLong() == 12
        problem.get('column').asLong() == 5
        problem.get('hint').asText() == "did you mean 'port'?"
    }

    def "#what: #summary"() {
        given:
        Files.createFile(directory.resolve('empty.yml'))

        expect:
        run('validate', directory.resolve(name).toString()) == 1
        err.toString().startsWith("${directory.resolve(name)}: error: $summary")
        err.toString().contains('hint: ')
        !err.toString().contains('Exception')

        where:
        what               | name          || summary
        'a missing file'   | 'missing.yml' || 'no such file'
        'an empty file'    | 'empty.yml'   || 'nothing in it'
        'a directory'      | ''            || 'a directory'
    }

    def "usage errors exit 64: #args"() {
        expect:
        run(*args) == 64
        err.toString().startsWith('error: ')

        where:
        args << [['validate'], ['validate', GOOD, '--formt'], ['validate', GOOD, '--format', 'xml'], ['schema', 'x']]
    }

    def "a program that asks for JSON gets its usage errors as JSON: #args"() {
        expect:
        run(*args) == 64
        err.toString() == ''
        def problem = Json.parse(out.toString()).asObject().get('problems').elements().first().asObject()
        problem.get('code').asText() == 'usage'
        problem.get('hint').asText().contains('--help')

        where:
        args << [['validate', '--format', 'json'], ['validate', '--format=json', 'a', 'b'], ['validate', '-f', 'json', '--nope']]
    }

    def "schema prints a JSON Schema"() {
        expect:
        run('schema') == 0
        Json.parse(out.toString()).asObject().get('$schema').asText().contains('2020-12')
    }
}
