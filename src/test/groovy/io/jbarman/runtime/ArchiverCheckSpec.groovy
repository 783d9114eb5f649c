package io.jbarman.runtime

import static io.jbarman.ingest.WalSamples.segment

import io.jbarman.config.BarmanConfigReader
import io.jbarman.fixture.Eventually
import java.nio.file.Files
import java.nio.file.attribute.FileTime
import java.time.Clock
import java.time.Duration
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Specification

class ArchiverCheckSpec extends Specification {
    static final FIRST = '000000010000000000000001'
    static final SECOND = '000000010000000000000002'

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    private CheckItem check(int minutesLater = 0) {
        def server = BarmanConfigReader.read(host.directory.resolve('barman.conf')).find('pg').get()
        new ArchiverCheck(server, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutesLater))).run()
    }

    private void configured(String more = '') {
        host.server('pg', "conninfo = host=127.0.0.1 port=1 user=nobody dbname=postgres\narchiver = on\n$more")
        ['incoming', 'streaming', 'wals'].each { Files.createDirectories(host.home().resolve("pg/$it")) }
    }

    private void put(String place, String name) {
        def file = Files.write(host.home().resolve("pg/$place/$name"), segment(FIRST))
        // As a sender leaves it: it was written to long before it came.
        Files.setLastModifiedTime(file, FileTime.from(Instant.now() - Duration.ofDays(2)))
    }

    private void archivedNow(int minutesLater) {
        def catalogue = host.home().resolve('pg/wals/pg-xlog.db')
        Files.setLastModifiedTime(Files.exists(catalogue) ? catalogue : Files.createFile(catalogue),
            FileTime.from(Instant.now() + Duration.ofMinutes(minutesLater)))
    }

    def "without a runtime, what waits is #what: #status"() {
        given:
        configured(options)
        files.each { put(*it) }
        archived.each { archivedNow(it) }

        expect:
        with(check(later)) {
            it.name() == 'WAL archiver'
            it.status() == status
            hint().contains(says)
        }

        where:
        what                                   | files                                            | archived | later | options          || status                  | says
        'nothing'                              | []                                               | []       | 999   | ''               || CheckItem.Status.OK     | 'nothing waits'
        'what came this moment'                | [['incoming', FIRST]]                            | []       | 0     | ''               || CheckItem.Status.OK     | '1 file waits'
        'what came a while ago'                | [['incoming', FIRST]]                            | []       | 3     | ''               || CheckItem.Status.OK     | 'WARNING: 1 file waits'
        'what came long ago'                   | [['incoming', FIRST]]                            | [-60]    | 20    | ''               || CheckItem.Status.FAILED | 'nothing was archived for 20 min; no runtime is running'
        'long, but others are archived'        | [['incoming', FIRST]]                            | [599]    | 600   | ''               || CheckItem.Status.OK     | '1 file waits, the first for 10 h'
        'the newest of an idle stream'         | [['streaming', FIRST]]                           | [-60]    | 999   | ''               || CheckItem.Status.OK     | 'nothing waits'
        'what is being received'               | [['streaming', FIRST + '.partial']]              | [-60]    | 999   | ''               || CheckItem.Status.OK     | 'nothing waits'
        'what is being sent'                   | [['incoming', '.' + FIRST]]                      | [-60]    | 999   | ''               || CheckItem.Status.OK     | 'nothing waits'
        'of a server that is not worked on'    | [['incoming', FIRST]]                            | [-60]    | 999   | 'active = false' || CheckItem.Status.OK     | 'active = false'
        'a stream, the newest behind it'       | [['streaming', FIRST], ['streaming', SECOND]]    | [-60]    | 20    | ''               || CheckItem.Status.FAILED | '1 file waits'
    }

    def "an archive-wal that fails time and again makes what waits no younger"() {
        given:
        configured('streaming_archiver = off')
        Files.writeString(host.home().resolve('pg/identity.json'), '{"systemid": "7", "version": "15"}')
        Files.createFile(host.home().resolve('pg/wals/' + FIRST[0..<16]))
        archivedNow(-60)
        put('incoming', FIRST)
        Files.setLastModifiedTime(host.home().resolve('pg/incoming/' + FIRST), FileTime.from(Instant.now() - Duration.ofMinutes(20)))

        expect:
        host.run('archive-wal', 'pg').status != 0
        with(check()) {
            status() == CheckItem.Status.FAILED
            hint().contains('nothing was archived for 20 min; no runtime is running')
        }
    }

    def "a runtime whose archiver fails is told of at once; one that was stopped, or has begun, is well"() {
        given:
        configured('streaming_archiver = off')
        Files.writeString(host.home().resolve('pg/identity.json'), '{"systemid": "7", "version": "15"}')
        def inTheWay = Files.createFile(host.home().resolve('pg/wals/' + FIRST[0..<16]))
        assert host.run('runtime', 'start').status == 0

        when:
        put('incoming', FIRST)

        then:
        Eventually.until { check().status() == CheckItem.Status.FAILED }
        check().hint().contains(inTheWay.toString())
        host.run('check', '--nagios', 'pg').out =~ /(?m)^BARMAN CRITICAL .*pg FAILED: .*WAL archiver.*\|/
        host.run('check', 'pg', '-f', 'json').json().get('pg').asObject().get('wal_archiver').asObject().get('status').asText() == 'FAILED'
        !host.status('pg').get('archiver').asObject().get('since').asText().empty

        when:
        assert control('stop-server')

        then:
        with(check(999)) {
            status() == CheckItem.Status.OK
            hint() == 'it was stopped; to go on: jbarman runtime start pg'
        }

        when:
        Files.delete(inTheWay)
        assert control('resume')

        then:
        Eventually.until { Files.exists(host.archived('pg', FIRST)) }
        Eventually.until { check(999).hint() == 'nothing waits' }
    }

    private boolean control(String command) {
        new ControlClient(new RunDirectory(host.home().resolve('.jbarman'))).ask(command, 'pg').get().get('ok').asFlag()
    }
}
