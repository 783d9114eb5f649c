package io.jbarman.cli

import io.jbarman.engine.DriftClass
import io.jbarman.engine.DriftReport
import io.jbarman.engine.Finding
import io.jbarman.fixture.Eventually
import io.jbarman.plan.ResourceId
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** What becomes of a report that nobody could be told of. */
class DriftWatchSpec extends Specification {
    @TempDir
    Path directory

    def out = new StringWriter()
    def err = new StringWriter()
    def console = new Console(new PrintWriter(out), new PrintWriter(err))

    def "a program that fails is a warning, once, beside the report and its page"() {
        given:
        def page = directory.resolve('page.html')
        def count = directory.resolve('count')
        def program = ['sh', '-c', 'echo >>"$1"; echo away >&2; exit 3', 'x', count.toString()]
        def report = new DriftReport('shop', [new Finding(new ResourceId('pg', 'role', 'barman'), DriftClass.DRIFT, [], 'x', '', [])], 1)
        def watch = new DriftWatch(console, Duration.ofMillis(1), true, new HtmlReports(console, new ControlOptions(report: page)), new DriftNotice(program))
        def thread = Thread.startDaemon {
            try {
                watch.run { new DriftVerb.Look('now', report, 'the document\n', '', { 'the page' }) }
            } catch (InterruptedException ended) {
                // as a signal would end it
            }
        }

        when:
        Eventually.until { Files.exists(count) && Files.size(count) > 2 }
        def said = err.toString()
        Eventually.until { thread.interrupt(); !thread.alive }

        then:
        Files.readString(page) == 'the page'
        out.toString() == 'the document\n'
        said.startsWith('warning: nobody was told of what was found: sh failed with exit status 3')
        said.count('warning') == 1
    }

    def "who is to be told, and was: #program"() {
        expect:
        def problem = new DriftNotice(program, Duration.ofSeconds(patience)).tell('{}')
        problem.map { it.summary() }.orElse('told') == said
        problem.map { it.hint() }.orElse('') =~ remedy

        where:
        program                    | patience || said                                                                           | remedy
        []                         | 60       || 'told'                                                                         | ''
        ['true']                   | 60       || 'told'                                                                         | ''
        ['false']                  | 60       || 'nobody was told of what was found: false failed with exit status 1'           | 'by hand'
        ['/no/such/program']       | 60       || 'nobody was told of what was found: /no/such/program was not found'            | 'on the PATH'
        ['sh', '-c', 'no-such']    | 60       || 'nobody was told of what was found: sh failed with exit status 127'            | 'what it calls'
        ['sh', '-c', 'exit 124']   | 60       || 'nobody was told of what was found: sh failed with exit status 124'            | 'by hand'
        ['sh', '-c', 'sleep 600']  | 1        || 'nobody was told of what was found: sh did not end within 1 s, and was ended'  | 'sooner'
    }
}
