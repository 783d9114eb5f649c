package io.jbarman.runtime

import static io.jbarman.ingest.WalSamples.ONE
import static io.jbarman.ingest.WalSamples.segment
import static io.jbarman.ingest.WalSamples.sent

import io.jbarman.fixture.Fixtures
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/** What is acknowledged, or taken from where it came, is durable before: the system calls say in which order. */
@Requires(value = { Fixtures.hasProgram('strace') && Fixtures.hasProgram('flock') }, reason = 'needs strace and flock (Debian packages: strace, util-linux)')
class SyncOrderSpec extends Specification {
    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    /** One call and the lines of the trace at which it began and ended. */
    static record Call(String name, String arguments, int begun, int ended) {}

    private List<Call> traced(byte[] input, String... words) {
        def trace = host.directory.resolve('trace')
        def process = host.startUnder(['strace', '-f', '-y', '-qqq', '-o', trace.toString(), '-e',
            'trace=fsync,fdatasync,link,linkat,unlink,unlinkat,rename,renameat,renameat2'], words)
        def readers = [process.inputStream, process.errorStream].collect { stream -> Thread.start { stream.transferTo(System.err) } }
        process.outputStream.withCloseable { it.write(input) }
        assert process.waitFor() == 0
        readers*.join()
        calls(Files.readAllLines(trace))
    }

    /** A call that another thread's line interrupted has two lines. */
    private static List<Call> calls(List<String> lines) {
        def open = [:]
        def calls = []
        lines.eachWithIndex { line, number ->
            def (thread, rest) = line.split(/\s+/, 2)
            if (rest.startsWith('<...')) {
                def (name, arguments, begun) = open.remove(thread)
                calls << new Call(name, arguments, begun, number)
            } else if (rest.contains('(')) {
                def name = rest[0..<rest.indexOf('(')]
                if (rest.endsWith('<unfinished ...>')) {
                    open[thread] = [name, rest, number]
                } else if (rest =~ /\) = 0$/) {
                    calls << new Call(name, rest, number, number)
                }
            }
        }
        calls
    }

    private static Call only(List<Call> calls, String name, String arguments) {
        def found = calls.findAll { it.name() ==~ name && it.arguments() =~ arguments }
        assert found.size() == 1: "$name $arguments among $calls"
        found[0]
    }

    private static void assertInOrder(List<Call> calls) {
        calls.collate(2, 1, false).each { before, after -> assert before.ended() < after.begun() }
    }

    private void server(String compression) {
        host.server('pg', "conninfo = host=127.0.0.1 port=1 user=nobody dbname=postgres\narchiver = on\ncompression = $compression")
        Files.createDirectories(host.home().resolve('pg/incoming'))
        Files.writeString(host.home().resolve('pg/identity.json'), '{"systemid": "7", "version": "15"}')
    }

    def "archived with #compression: object, its name, its line, and only then it goes from where it came"() {
        given:
        server(compression)
        Files.write(host.home().resolve("pg/incoming/$ONE"), segment(ONE))

        when:
        def calls = traced(new byte[0], 'archive-wal', 'pg')

        then:
        Files.exists(host.archived('pg', ONE))
        assertInOrder([
            only(calls, 'f(data)?sync', /wals\/$ONE\.[^\/]*\.tmp>/),
            only(calls, 'link(at)?', /wals\/$ONE\.[^\/]*\.tmp", .*wals\/${ONE[0..<16]}\/$ONE"/),
            only(calls, 'f(data)?sync', /wals\/${ONE[0..<16]}>/),
            only(calls, 'f(data)?sync', /xlog\.db>/),
            only(calls, 'unlink(at)?', /incoming\/$ONE"/),
        ])

        where:
        compression << ['none', 'gzip']
    }

    def "put-wal ends with success when the file and its name are durable"() {
        given:
        server('none')

        when:
        def calls = traced(sent(ONE, segment(ONE)), 'put-wal', 'pg')

        then:
        Files.exists(host.home().resolve("pg/incoming/$ONE"))
        assertInOrder([
            only(calls, 'f(data)?sync', /incoming\/\.jbarman-put-[^\/]*$ONE>/),
            only(calls, 'link(at)?', /incoming\/\.jbarman-put-[^\/]*", .*incoming\/$ONE"/),
            only(calls, 'f(data)?sync', /pg\/incoming>/),
        ])
    }
}
