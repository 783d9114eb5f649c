package io.jbarman.metrics

import io.jbarman.diagnostics.Diagnostic
import io.jbarman.diagnostics.ProblemException
import io.jbarman.pg.Lsn
import io.jbarman.pg.TimelineId
import io.jbarman.pg.WalSegmentSize
import io.jbarman.runtime.ArchiverStatus
import io.jbarman.runtime.DesiredState
import io.jbarman.runtime.ReceiverHealth
import io.jbarman.runtime.ServerStatus
import io.jbarman.runtime.WatchReport
import io.jbarman.watch.Finding
import io.jbarman.watch.HostFacts
import io.jbarman.watch.ServerFacts
import io.jbarman.watch.SlotFact
import io.jbarman.wal.ReceiverState
import io.jbarman.wal.ReceiverStatus
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Specification

class MetricsServerSpec extends Specification {
    static final NOW = Instant.parse('2026-01-01T00:00:00Z')
    List<ServerStatus> servers = [well('pg')]

    @AutoCleanup
    MetricsServer server = MetricsServer.open(MetricsAddress.parse('0'), { servers }, '1.2.3', Clock.systemUTC())

    static ServerStatus well(String name) {
        def receiver = new ReceiverStatus(ReceiverState.STREAMING, NOW, Optional.of(new TimelineId(2)), new Lsn(30), new Lsn(20), new Lsn(40),
            Optional.of(NOW), Optional.empty(), Optional.empty())
        def facts = new ServerFacts(NOW.plusMillis(1500), NOW, NOW, WalSegmentSize.DEFAULT, 1 << 30, Optional.of(5L), 17, Optional.empty(),
            [new SlotFact('ba"rman\\', true, true, false, Optional.of(7L), Optional.of('reserved'), Optional.of(8L), Optional.empty())],
            Optional.of(new ServerFacts.Lag('streaming', Optional.of(9L), Duration.ofSeconds(3))),
            new ServerFacts.Archiving(true, Optional.of(2L), Optional.of(Duration.ofSeconds(11)), false, ''), new ServerFacts.Synchronous('', [], true), '/data')
        def host = new HostFacts(NOW, [new HostFacts.Disk('/var/lib', 100, 1000)], new HostFacts.WalRate(Duration.ofHours(1), 1, 50), Optional.of(NOW), 50, 0, 0)
        new ServerStatus(name, true, DesiredState.RUNNING, Optional.empty(), Optional.of(receiver),
            Optional.of(new ReceiverHealth(ReceiverHealth.Verdict.MOVING, new Lsn(20), NOW)),
            Optional.of(new ArchiverStatus(Optional.of('W'), 3, Optional.empty(), Optional.empty(), NOW)), 4,
            Optional.of(new WatchReport(NOW, Optional.of(facts), Optional.of(new HostFacts.Disk('/data', 8 << 20, 1 << 30)), Optional.of(host), [new Finding('slot retention', Finding.Level.WARNING, 'x', 'y')])))
    }

    private HttpResponse<String> ask(String path, String method = 'GET') {
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:${server.address().port}$path"))
            .method(method, HttpRequest.BodyPublishers.noBody()).timeout(Duration.ofSeconds(25)).build(), HttpResponse.BodyHandlers.ofString())
    }

    def "every metric is well formed, documented, and carries what the runtime knows"() {
        when:
        def answer = ask('/metrics')
        def problems = MetricsFormat.problems(answer.body())

        then:
        answer.statusCode() == 200
        answer.headers().firstValue('Content-Type').get().startsWith('text/plain; version=0.0.4')
        problems.empty
        answer.body().contains('jbarman_server_up{server="pg"} 1.0')
        answer.body().contains('jbarman_server_desired{server="pg",state="paused"} 0.0')
        answer.body().contains('jbarman_receiver_lag_bytes{server="pg"} 20.0')
        answer.body().contains('jbarman_worker_restarts_total{server="pg"} 4.0')
        answer.body().contains('jbarman_watch_level{item="slot_retention",level="warning",server="pg"} 1.0')
        answer.body().contains('jbarman_slot_held_bytes{server="pg",slot="ba\\"rman\\\\"} 7.0')
        answer.body().contains('jbarman_clock_skew_seconds{server="pg"} 1.5')
        answer.body().contains('jbarman_disk_full_seconds{directory="/var/lib",server="pg"} 7200.0')
        answer.body().contains('jbarman_server_disk_full_seconds{server="pg"} 1800.0')
        answer.body().contains('jbarman_slot_wal_status{server="pg",slot="ba\\"rman\\\\",status="reserved"} 1.0')
        answer.body().contains('jbarman_archive_command_failing{server="pg"} 0.0')

        and: 'the documentation has every name'
        def documented = Files.readString(Path.of(System.getProperty('jbarman.checkout', '.'), 'docs/metrics.md'))
        answer.body().readLines().findAll { it.startsWith('# TYPE ') }.collect { it.split(' ')[2] }.findAll { !documented.contains("`$it`") }.empty
    }

    def "a format that is broken is told: #text"() {
        expect:
        !MetricsFormat.problems(text).empty

        where:
        text << ['x 1\n', '# HELP x h\n# TYPE x gauge\nx one\n', '# HELP x h\n# TYPE x gauge\nx 1\nx 2\n', '# HELP x h\n# TYPE x gauge\nx{a="b} 1\n',
            '# HELP x h\n# TYPE x counter\nx 1\n', '# HELP x h\n# TYPE x gauge\nx 1']
    }

    def "healthz, readyz, what is not there and what is not allowed"() {
        expect:
        ask('/healthz').with { [statusCode(), body()] } == [200, 'ok\n']
        ask('/readyz').with { [statusCode(), body()] } == [200, 'ok\n']
        ask('/').statusCode() == 404
        ask('/metrics', 'POST').statusCode() == 405
        ask('/metrics', 'HEAD').with { [statusCode(), body()] } == [200, '']

        when:
        servers = [well('pg'), new ServerStatus('bad', true, DesiredState.RUNNING, Optional.of(Diagnostic.error('x', 'no', 'h')), Optional.empty(),
            Optional.empty(), Optional.empty(), 0, Optional.empty())]

        then:
        ask('/readyz').with { [statusCode(), body()] } == [503, 'not ready: bad\n']
        ask('/healthz').statusCode() == 200
        ask('/metrics').body().contains('jbarman_server_up{server="bad"} 0.0')
    }

    def "whoever #abuse keeps nobody from the metrics"() {
        given:
        def sockets = (1..200).collect { new Socket('127.0.0.1', server.address().port) }
        sockets.each {
            try {
                it.outputStream.write(bytes)
            } catch (IOException gone) {
                assert gone
            }
        }

        expect:
        ask('/metrics').statusCode() == 200

        cleanup:
        sockets.each { it.close() }

        where:
        abuse                                | bytes
        'sends half a header and waits'      | 'GET /metrics HTTP/1.1\r\nX: y'.bytes
        'says nothing'                       | new byte[0]
        'sends no HTTP'                      | new byte[3000]
        'asks and does not read'             | ('GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n' * 50).bytes
    }

    def "a header without an end is cut off"() {
        given:
        def socket = new Socket('127.0.0.1', server.address().port)
        socket.soTimeout = 20_000

        when: 'far more than a header may have'
        def line = "X: ${'y' * (1 << 20)}\r\n".bytes
        socket.outputStream.write('GET /metrics HTTP/1.1\r\n'.bytes)
        (1..200).each { socket.outputStream.write(line) }
        if (socket.inputStream.read() < 0) {
            throw new EOFException()
        }
        def status = 'x' + socket.inputStream.newReader().readLine()
        if (status.contains(' 4')) {
            throw new IOException('refused')
        }

        then:
        thrown(IOException)
        ask('/metrics').statusCode() == 200

        cleanup:
        socket.close()
    }

    def "#text is #address"() {
        expect:
        MetricsAddress.parse(text).with { "${it.address.hostAddress}:${it.port}".toString() } == address

        where:
        text             || address
        '9187'           || '127.0.0.1:9187'
        '127.0.0.1:80'   || '127.0.0.1:80'
        'localhost:9187' || '127.0.0.1:9187'
        '[::1]:9187'     || '0:0:0:0:0:0:0:1:9187'
    }

    def "#text is refused, since others could ask there"() {
        when:
        MetricsAddress.parse(text)

        then:
        thrown(ProblemException)

        where:
        text << ['0.0.0.0:9187', '*:9187', '10.0.0.1:9187', 'barman.example.com:9187', ':9187', '70000', 'x', '127.0.0.1', '[::]:9187']
    }
}
