package io.jbarman.report

import dev.harrel.jsonschema.ValidatorFactory
import dev.harrel.jsonschema.providers.SnakeYamlNode
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What is printed as JSON is what the schema of reports says; ControlPlaneOnRealServerTest asks the same of real runs. */
class ReportSchemaSpec extends Specification {
    static final CHECKOUT = Path.of(System.getProperty('jbarman.checkout', '.'))

    @TempDir
    Path directory

    def out = new StringWriter()
    def err = new StringWriter()

    int run(String... args) {
        io.jbarman.cli.ReportRuns.run(out, err, args)
    }

    def "the schema is valid by its meta-schema, and is printed"() {
        when:
        new ValidatorFactory().withJsonNodeFactory(new SnakeYamlNode.Factory()).createValidator().registerSchema(ReportSchema.text())

        then:
        noExceptionThrown()
        run('schema', '--report') == 0
        out.toString() == ReportSchema.text()
    }

    def "every kind of report is as the schema says"() {
        expect:
        SampleReports.documents().every { ReportDocuments.checked(it) }
    }

    def "a member that the schema does not know is found"() {
        when:
        ReportDocuments.checked('{"schema": 1, "kind": "error", "problems": [], "more": 1}')

        then:
        thrown(AssertionError)
    }

    def "#args.first() prints the kind #kind"() {
        expect:
        run(*args.collect { it.replace('@', CHECKOUT.toString()) }, '--format', 'json') == status
        ReportDocuments.checked(out.toString()).get('kind').asText() == kind

        where:
        args                                                        || status | kind
        ['validate', '@/playbooks/variables.yml']                   || 0      | 'validation'
        ['validate', '@/src/test/resources/bad-input/settings.yml'] || 1      | 'validation'
        ['explain', '@/playbooks/variables.yml']                    || 0      | 'explanation'
        ['explain', '@/playbooks/streaming.yml', 'pg/role/barman']  || 0      | 'explanation'
        ['doc', 'hosts']                                            || 0      | 'reference'
        ['plan', '@/none.yml']                                      || 1      | 'error'
        ['plan', '@/src/test/resources/bad-input/settings.yml']     || 1      | 'error'
        ['drift', '--evry']                                         || 64     | 'error'
    }

    def "an error is a page where a page was asked for, and text beside it"() {
        expect:
        run('plan', "$CHECKOUT/src/test/resources/bad-input/settings.yml", '--format', 'html') == 1
        out.toString().startsWith('<!DOCTYPE html>') && out.toString().contains('settings.yml:')
        err.toString().contains('error')
    }

    def "a command line that cannot be understood is a page too where one was asked for: #words"() {
        given:
        def page = directory.resolve('usage.html')

        expect:
        run(*words.collect { it.replace('PAGE', page.toString()) }) == 64
        err.toString().contains('error: Unknown option')
        (words.any { it.contains('PAGE') } ? Files.readString(page) : out.toString()).with {
            it.startsWith('<!DOCTYPE html>') && it.contains('Unknown option') && it.contains('--help')
        }

        where:
        words << [['drift', 't.yml', '--evry', '--report', 'PAGE'], ['plan', '--report=PAGE', 't.yml', '--lmit', 'x'], ['plan', 't.yml', '--lmit', '-f', 'html']]
    }

    def "a report goes into a regular file only, through a link that stays"() {
        given:
        def broken = "$CHECKOUT/src/test/resources/bad-input/settings.yml"
        def behind = Files.writeString(directory.resolve('behind.html'), 'the last one')
        def link = Files.createSymbolicLink(directory.resolve('link.html'), behind)

        expect:
        run('plan', broken, '--report', link.toString()) == 1
        Files.isSymbolicLink(link)
        Files.readString(behind).startsWith('<!DOCTYPE html>')
        run('plan', broken, '--report', '/dev/null') == 1
        err.toString().contains('/dev/null: the report cannot be written: it is there, and is no regular file')
        !Files.isRegularFile(Path.of('/dev/null'))
    }
}
