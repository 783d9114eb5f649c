package io.jbarman.playbook

import io.jbarman.report.DiagnosticText
import io.jbarman.schema.ControlNode
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/**
 * Every document of bad-input with exactly what is said about it. After a change of wording: run once with
 * -Dgolden.write=true, and read the difference.
 */
class BadInputSpec extends Specification {
    static final DIRECTORY = Path.of(System.getProperty('jbarman.checkout', '.'), 'src/test/resources/bad-input')
    static final NODE = new ControlNode(DIRECTORY, Path.of('/home/ops'))

    static List<Path> documents() {
        Files.list(DIRECTORY).withCloseable { files -> files.filter { it.toString() ==~ /.*[.](yml|groovy)/ }.sorted().toList() }
    }

    def "#document.fileName is told what is wrong"() {
        given:
        def golden = document.resolveSibling(document.fileName.toString().replaceAll(/[.](yml|groovy)$/, '.txt'))

        when:
        def parsed = TopologyFile.parse(document.fileName.toString(), Files.readAllBytes(document), NODE)
        def text = DiagnosticText.of(parsed.problems())
        if (Boolean.getBoolean('golden.write')) {
            Files.writeString(golden, text)
        }

        then:
        text == Files.readString(golden)
        !parsed.problems().empty
        parsed.topology().present == parsed.problems().every { !it.error }
        parsed.problems().every { it.origin().present && it.summary() && it.hint() != null }

        and: 'every error says what to do'
        parsed.problems().every { it.hint() }

        and: 'no secret is repeated'
        !text.contains('hunter2')
        !text.contains('s3cret')

        where:
        document << documents()
    }

    def "the corpus is there"() {
        expect:
        documents().size() >= 90
    }
}
