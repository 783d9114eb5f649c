package io.jbarman.runtime

import io.jbarman.archive.Compressions
import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.PgCluster
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

@Requires(value = { Fixtures.hasDebianPostgres15() && Fixtures.hasProgram('flock') }, reason = 'needs PostgreSQL 15 and flock (Debian packages: postgresql-15, util-linux)')
class BarmanRuntimeSpec extends Specification {
    @Shared
    @AutoCleanup
    PgCluster pg = PgCluster.debian15().start()

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    def cleanup() {
        host.pid().flatMap { ProcessHandle.of(it) }.ifPresent { it.destroyForcibly() }
        Eventually.until { pg.sql("SELECT count(*) FROM pg_replication_slots WHERE active") == '0' }
        pg.sql("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots")
    }

    private String writeAndRemember() {
        pg.sql('CREATE TABLE IF NOT EXISTS t (x text)')
        pg.sql("INSERT INTO t SELECT md5(i::text) FROM generate_series(1, 1000) i")
        pg.sql('SELECT pg_walfile_name(pg_current_wal_lsn())')
    }

    def "the way of the manual: slot, start, check, switch, the same bytes in the archive, status, stop"() {
        given:
        host.server('pg', pg, 'compression = gzip')

        expect: 'the slot'
        with(host.run('receive-wal', '--create-slot', 'pg')) {
            status == 0
            out == "Creating physical replication slot 'barman' on server 'pg'\nReplication slot 'barman' created\n"
        }
        pg.sql("SELECT restart_lsn IS NOT NULL FROM pg_replication_slots") == 't'
        host.run('receive-wal', '--create-slot', 'pg').status == 1
        host.run('receive-wal', '--create-slot', '--if-not-exists', 'pg').status == 0

        and: 'the runtime'
        host.run('runtime', 'status').status == 3
        host.run('runtime', 'start').status == 0
        Eventually.until { host.streaming('pg') }
        Files.readString(host.home().resolve('.jbarman/runtime.json')).contains('conf.d/pg.conf')
        pg.sql("SELECT application_name FROM pg_stat_replication") == 'barman_receive_wal'

        and: 'a second one is refused'
        with(host.run('runtime')) {
            status == 1
            err.contains('already running')
        }
        host.run('receive-wal', 'pg').err.contains('Another receive-wal process is already running for server pg.')

        and: 'a segment arrives, and it is the server\'s'
        def segment = writeAndRemember()
        def bytes = segmentOnServer(segment)
        with(host.run('switch-wal', '--force', '--archive', 'pg', '--format', 'json')) {
            status == 0
            json().get('_INFO').elements()*.asText()[0] == "The WAL file $segment has been closed on server 'pg'"
        }
        RuntimeHost.sha256(Compressions.plain(Files.newInputStream(host.archived('pg', segment)))) ==
            RuntimeHost.sha256(segmentOnServer(segment))
        bytes != null

        and: 'all is well, with evidence'
        with(host.run('check', 'pg', '-f', 'json')) {
            status == 0
            def items = json().get('pg').asObject()
            items.get('postgresql').asObject().get('hint').asText().startsWith('PostgreSQL 15')
            items.get('postgresql_streaming').asObject().get('hint').asText() ==~ /systemid=\d+ timeline=1 xlogpos=.*/
            items.get('receive_wal_running').asObject().get('status').asText() == 'OK'
        }
        host.run('check', '--nagios', 'pg').out.startsWith('BARMAN OK')
        host.run('status', 'pg').out.contains("Last archived WAL: $segment")
        with(host.run('-f', 'json', 'runtime', 'status').json()) {
            get('servers').asObject().get('pg').asObject().get('archiver').asObject().get('last_archived').asText() == segment
        }
        host.run('list-servers').out == 'pg - pg\n'

        and: 'the end'
        host.run('runtime', 'stop').status == 0
        host.left().empty
        !Files.exists(host.home().resolve('.jbarman/runtime.json'))
        !Files.exists(host.home().resolve('.jbarman/control.sock'))
        host.run('check', 'pg').status == 1
        host.run('check', '--nagios', 'pg').status == 2
    }

    private InputStream segmentOnServer(String name) {
        Files.newInputStream(pg.dataDirectory().resolve('pg_wal').resolve(name))
    }

    def "SIGTERM in the foreground: exit 0, nothing left"() {
        given:
        host.server('pg', pg, 'create_slot = auto')
        def runtime = host.start('runtime')
        Eventually.until { host.streaming('pg') }

        when:
        runtime.destroy()

        then:
        runtime.waitFor() == 0
        Eventually.until { host.left().empty }
        pg.sql('SELECT count(*) FROM pg_stat_replication') == '0'
    }

    def "killed at once, it goes on where it was, and the archive is whole"() {
        given:
        host.server('pg', pg, 'create_slot = auto')
        def first = host.start('runtime')
        Eventually.until { host.streaming('pg') }
        def segments = (1..3).collect {
            def name = writeAndRemember()
            pg.sql('SELECT pg_switch_wal()')
            name
        }

        when:
        first.destroyForcibly().waitFor()
        def second = host.start('runtime')
        Eventually.until { host.streaming('pg') }
        Eventually.until { segments.every { Files.exists(host.archived('pg', it)) } }

        then:
        second.alive
        segments.every { RuntimeHost.sha256(Files.newInputStream(host.archived('pg', it))) == RuntimeHost.sha256(segmentOnServer(it)) }
        def names = Files.readAllLines(host.home().resolve('pg/wals/pg-xlog.db'))*.split('\t')*.getAt(0)
        names.containsAll(segments)
        names.size() == names.toSet().size()
    }

    def "a server that is down, one that is described wrongly and one that is well do not disturb each other"() {
        given:
        host.server('pg', pg, 'create_slot = auto')
        host.server('down', 'conninfo = host=127.0.0.1 port=1 user=x dbname=x\nstreaming_archiver = on\nslot_name = s')
        host.server('wrong', 'conninfo = host=127.0.0.1\nstreaming_archiver = on\nslot_name = Not-A-Slot')

        when:
        def started = host.run('runtime', 'start')

        then:
        started.status == 1
        started.err =~ /wrong\.conf:4:\d+: invalid value 'Not-A-Slot' for slot_name/
        Eventually.until { host.streaming('pg') }
        Eventually.until { host.status('down').get('receiver').asObject().get('state').asText() == 'waiting' }
        host.run('check', 'pg').out.contains('receive-wal running: OK')
        with(host.run('check', 'down')) {
            status == 1
            out.contains('PostgreSQL: FAILED')
            out.contains('see that PostgreSQL runs there')
        }
        with(host.run('check', 'wrong')) {
            status == 1
            out.contains('wrong.conf:4')
        }
    }

    def "a missing slot is told in Barman's words, and received from as soon as it is there"() {
        given:
        host.server('pg', pg)
        host.run('runtime', 'start')

        expect:
        Eventually.until { host.status('pg').get('receiver').asObject().find('problem').isPresent() }
        host.run('runtime', 'status').out.contains(
            "replication slot 'barman' doesn't exist. Please execute 'barman receive-wal --create-slot pg'")
        host.run('check', 'pg').out.contains("replication slot: FAILED (replication slot 'barman' doesn't exist.")
        host.run('receive-wal', '--create-slot', 'pg').status == 0
        Eventually.until { host.streaming('pg') }

        and:
        with(host.run('receive-wal', '--drop-slot', 'pg')) {
            status == 1
            err.contains('because it is in use')
        }
        host.run('runtime', 'stop').status == 0
        host.run('receive-wal', '--drop-slot', 'pg').out.endsWith("Replication slot 'barman' dropped\n")
    }

    def "with create_slot = auto, a slot that goes while WAL is received is made anew, and no WAL is missing"() {
        given:
        host.server('pg', pg, 'create_slot = auto')
        host.start('runtime')
        Eventually.until { host.streaming('pg') }

        def first = pg.sql('SELECT pg_walfile_name(pg_current_wal_lsn())')

        when: 'somebody drops it'
        pg.sql('SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots')
        Eventually.until {
            try {
                pg.sql("SELECT pg_drop_replication_slot('barman')")
                true
            } catch (IllegalStateException e) {
                pg.sql('SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active')
                pg.sql('SELECT count(*) FROM pg_replication_slots') == '0'
            }
        }
        def segment = writeAndRemember()
        pg.sql('SELECT pg_switch_wal()')

        then:
        Eventually.until { host.streaming('pg') }
        Eventually.until { Files.exists(host.archived('pg', segment)) }
        pg.sql('SELECT active FROM pg_replication_slots') == 't'
        pg.dataDirectory().resolve('pg_wal').toFile().list().findAll { it >= first && it <= segment && it.length() == 24 }
            .with { it.size() > 0 && it.every { name -> Files.mismatch(host.archived('pg', name), pg.dataDirectory().resolve("pg_wal/$name")) < 0 } }
        host.run('wal-gaps', 'pg').out == 'No WAL is missing in the archive of pg\n'
    }

    def "a password that is changed in its file serves the next connection"() {
        given:
        pg.sql("CREATE ROLE streamer REPLICATION LOGIN PASSWORD 'first'")
        def passfile = host.directory.resolve('pgpass')
        def write = { String password ->
            Files.writeString(passfile, "127.0.0.1:${pg.port()}:replication:streamer:$password\n")
            Files.setPosixFilePermissions(passfile, PosixFilePermissions.fromString('rw-------'))
        }
        write('first')
        host.server('pg', pg, "create_slot = auto\nstreaming_conninfo = host=127.0.0.1 port=${pg.port()} user=streamer passfile=$passfile dbname=postgres")
        host.start('runtime')
        Eventually.until { host.streaming('pg') }

        when:
        pg.sql("ALTER ROLE streamer PASSWORD 'second'")
        pg.sql('SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots')

        then:
        Eventually.until { host.status('pg').get('receiver').toString().contains('wal-authentication') }

        when:
        write('second')

        then:
        Eventually.until(Duration.ofSeconds(60)) { host.streaming('pg') }
        pg.sql('SELECT usename FROM pg_stat_replication') == 'streamer'

        cleanup:
        host.kill()
        pg.sql('DROP ROLE streamer')
    }

    def "reload: a new server is started, the other's stream is not touched, a bad file changes nothing"() {
        given:
        host.server('pg', pg, 'create_slot = auto')
        host.run('runtime', 'start')
        Eventually.until { host.streaming('pg') }
        def walsender = pg.sql('SELECT pid FROM pg_stat_replication')

        when:
        host.server('second', pg, 'create_slot = auto\nslot_name = second'.replace('slot_name = second', ''))
        host.server('second', Files.readString(host.directory.resolve('conf.d/second.conf')).readLines().tail().join('\n').replace('slot_name = barman', 'slot_name = second'))
        def reloaded = host.run('runtime', 'reload')

        then:
        reloaded.out.contains('servers started: second; stopped: none')
        Eventually.until { host.streaming('second') }
        pg.sql("SELECT pid FROM pg_stat_replication WHERE pid = $walsender") == walsender
        Files.readString(host.home().resolve('.jbarman/runtime.json')).contains('second.conf')

        when:
        host.server('third', 'conninfo = host=%')
        def refused = host.run('runtime', 'reload')

        then:
        refused.status == 1
        refused.err.contains('third.conf:2')
        host.streaming('second')

        when: 'a slip of the pen in the description of one that works'
        Files.delete(host.directory.resolve('conf.d/third.conf'))
        def description = host.directory.resolve('conf.d/second.conf')
        Files.writeString(description, Files.readString(description).replace('streaming_archiver = on', 'streaming_archiver = perhaps'))
        def slip = host.run('runtime', 'reload')

        then: 'ends no stream'
        slip.status == 1
        slip.out.contains('servers started: none; stopped: none')
        slip.err =~ /server 'second' goes on as it was: .*second.conf:\d+:1: invalid value 'perhaps' for streaming_archiver/
        host.streaming('second')

        when:
        Files.delete(host.directory.resolve('conf.d/second.conf'))

        then:
        host.run('runtime', 'reload').out.contains('stopped: second')
        pg.sql("SELECT count(*) FROM pg_stat_replication") == '1'
    }

    def "without a runtime the verbs do it themselves, under Barman's locks"() {
        given:
        host.server('pg', pg, 'create_slot = auto')
        def receiver = host.startUnder(['sh', '-c', 'trap "" INT; exec "$@"', 'begun by a script'], 'receive-wal', 'pg')
        Eventually.until { pg.sql("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'") == '1' }
        def segment = writeAndRemember()

        expect:
        host.run('switch-wal', '--archive', 'pg').status == 0
        Files.exists(host.archived('pg', segment))
        host.run('archive-wal', 'pg').status == 0

        when: 'a segment is lost before it is archived'
        def segments = (1..3).collect {
            def name = writeAndRemember()
            pg.sql('SELECT pg_switch_wal()')
            name
        }
        def received = host.home().resolve('pg/streaming')
        Eventually.until { segments.every { Files.exists(received.resolve(it)) } }
        Files.delete(received.resolve(segments[1]))
        def archived = host.run('archive-wal', 'pg')

        then: 'that is written down with its time, and told once; the records of the others are looked at'
        archived.status == 0
        archived.out.contains(segments[2])
        Files.readString(host.directory.resolve('barman.log')).contains("${segments[1]} missing in the archive: it came neither")
        Files.readString(host.home().resolve('pg/.jbarman-gaps.json')).contains(segments[1])
        Files.readString(host.home().resolve('pg/.jbarman-records.json')).contains(segments[2])
        host.run('check', 'pg').out.contains('WAL records: OK\n')

        and: 'the runtime keeps off, and says whose the lock is'
        with(host.run('runtime', 'start')) {
            status == 1
            err.contains("Another receive-wal process for server 'pg' is already running (process ${receiver.pid()})")
        }
        host.run('runtime', 'stop').status == 0

        and:
        host.run('receive-wal', '--stop', 'pg').out == "Stopped process receive-wal(${receiver.pid()})\n"
        receiver.waitFor() == 0
        host.run('receive-wal', '--stop', 'pg').err.contains('no such process for server pg')
    }

    def "#words ends with #status: #said"() {
        given:
        host.server('pg', pg)

        when:
        def ran = host.run(*words.split(' '))

        then:
        ran.status == status
        (ran.out + ran.err).contains(said)
        !(ran.out + ran.err).contains('\tat ')

        where:
        words                        | status | said
        'check nothere'              | 1      | "Unknown server 'nothere'"
        'check pg all'               | 1      | "You cannot use 'all' with other server names"
        'receive-wal all'            | 1      | "You cannot use 'all' in a single server context"
        'check'                      | 2      | 'SERVER'
        'check pg --format xml'      | 2      | 'console, json'
        'runtime reload'             | 1      | 'no jbarman runtime is running'
        'runtime stop'               | 1      | 'jbarman runtime start'
        '-f json check nothere'      | 1      | '{"_ERROR":["Unknown server'
        'show-servers pg'            | 0      | 'password=********'
    }

    def "a run directory that is too long for a socket is told before anything is done"() {
        given:
        host.main("jbarman_run_directory = ${host.directory}/${'x' * 100}")

        when:
        def ran = host.run('runtime', 'start')

        then:
        ran.status == 1
        ran.err.contains('too long for a socket')
        ran.err.contains('jbarman_run_directory')
    }

    def "a wrong account is told with the sudo"() {
        given:
        Files.writeString(host.directory.resolve('barman.conf'), "[barman]\nbarman_home = /tmp/x\nbarman_user = somebody\n")

        expect:
        with(host.run('list-servers')) {
            status == 1
            err.contains("sudo -u somebody jbarman")
        }
    }
}
