package io.jbarman.runtime

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.PgCluster
import io.jbarman.json.JsonValue.JsonObject
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

@Requires(value = { Fixtures.hasDebianPostgres15() && Fixtures.hasProgram('flock') }, reason = 'needs PostgreSQL 15 and flock (Debian packages: postgresql-15, util-linux)')
class SupervisorSpec extends Specification {
    @Shared
    @AutoCleanup
    PgCluster pg = PgCluster.debian15().setting('max_replication_slots', '20').setting('max_wal_senders', '20').start()

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    def cleanup() {
        host.kill()
        Eventually.until { pg.sql("SELECT count(*) FROM pg_replication_slots WHERE active") == '0' }
        pg.sql("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots")
    }

    private void configure(String name, String more = '', PgCluster of = pg) {
        host.server(name, of, "create_slot = auto\nslot_name = slot_$name\n$more")
    }

    private String receiver(String server) {
        host.status(server)?.get('receiver')?.asObject()?.get('state')?.asText()
    }

    private JsonObject ask(String command, String server = '') {
        def client = new ControlClient(new RunDirectory(host.home().resolve('.jbarman')))
        (server ? client.ask(command, server) : client.ask(command)).orElseThrow()
    }

    private String walsender(String server) {
        pg.sql("SELECT active_pid FROM pg_replication_slots WHERE slot_name = 'slot_$server'")
    }

    private String switched() {
        pg.sql('CREATE TABLE IF NOT EXISTS t (x text)')
        pg.sql("INSERT INTO t VALUES (clock_timestamp()::text)")
        def segment = pg.sql('SELECT pg_walfile_name(pg_current_wal_lsn())')
        pg.sql('SELECT pg_switch_wal()')
        segment
    }

    /** Opening it never returns: what a disk that hangs does to whoever touches it. */
    private static void hang(Path file) {
        Files.createDirectories(file.parent)
        assert ['mkfifo', file.toString()].execute().waitFor() == 0
    }

    def "a hung disk, a hung server, a broken section and a lock of others stop nobody else"() {
        given: 'a server whose catalogue hangs, one whose stream record hangs, one that hangs itself'
        hang(host.home().resolve('badwals/wals/badwals-xlog.db'))
        hang(host.home().resolve('badstream/.jbarman-stream.json'))
        def stopped = PgCluster.debian15().start()
        signal(stopped, 'STOP')
        configure('badwals')
        configure('badstream')
        configure('stopped', '', stopped)
        host.server('broken', 'conninfo = host=127.0.0.1\nstreaming_archiver = on\nslot_name = Not-A-Slot')
        configure('busy')
        def lock = FileLocks.take([host.home().resolve('.busy-receive-wal.lock')], false).locks()
        configure('well')

        when:
        host.start('runtime')
        Eventually.until { host.streaming('well') }
        def segment = switched()

        then: 'the one that is well receives and archives'
        Eventually.until { Files.exists(host.archived('well', segment)) }

        and: 'the one whose archive hangs still receives'
        Eventually.until { host.streaming('badwals') }

        and: 'the others say what is wrong, each for itself'
        host.status('broken').get('problem').asObject().get('summary').asText().contains('Not-A-Slot')
        host.status('busy').get('problem').asObject().get('code').asText() == 'runtime-locked'
        receiver('badstream') in ['idle', 'connecting']
        receiver('stopped') in ['idle', 'connecting', 'waiting']

        when: 'each is told something while others hang'
        lock.close()

        then:
        Eventually.until { host.streaming('busy') }
        ask('pause', 'well').get('failed').asObject().find('well').empty
        receiver('well') == 'paused'
        ask('resume', 'well')
        Eventually.until { host.streaming('well') }

        and: 'the end comes in time, hung disk or not'
        ask('stop')
        Eventually.until { host.pid().empty }

        cleanup:
        lock?.close()
        if (stopped != null) {
            signal(stopped, 'CONT')
            stopped.close()
        }
    }

    private static void signal(PgCluster cluster, String signal) {
        def pid = Files.readAllLines(cluster.dataDirectory().resolve('postmaster.pid'))[0]
        assert ['sh', '-c', "kill -$signal $pid"].execute().waitFor() == 0
    }

    @Requires(value = { Fixtures.isRoot() && Fixtures.hasProgram('mount') }, reason = 'needs root, to mount a small file system')
    def "a full disk stops one server only, and what was there before it filled goes on when there is space again"() {
        given:
        def small = Files.createDirectories(host.directory.resolve('small'))
        assert ['mount', '-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', small.toString()].execute().waitFor() == 0
        configure('full', "backup_directory = $small/full")
        configure('well')
        host.start('runtime')
        Eventually.until { host.streaming('well') && host.streaming('full') }

        when: 'more WAL than fits'
        def segments = (1..3).collect { switched() }

        then:
        Eventually.until { segments.every { Files.exists(host.archived('well', it)) } }
        Eventually.until { host.status('full').toString().toLowerCase(Locale.ROOT).contains('no space left') }
        host.streaming('well')

        when: 'the same disk, larger'
        assert ['mount', '-o', 'remount,size=200m', small.toString()].execute().waitFor() == 0

        then:
        Eventually.until { segments.every { Files.exists(small.resolve("full/wals/${it[0..<16]}/$it")) } }
        segments.every {
            RuntimeHost.sha256(Files.newInputStream(small.resolve("full/wals/${it[0..<16]}/$it"))) ==
                RuntimeHost.sha256(Files.newInputStream(host.archived('well', it)))
        }

        cleanup:
        host.kill()
        ['umount', small.toString()].execute().waitFor()
    }

    def "what is wanted of a server is kept over the death of the runtime"() {
        given:
        configure('one')
        configure('two')
        def first = host.start('runtime')
        Eventually.until { host.streaming('one') && host.streaming('two') }

        when: 'one is paused, the other stopped'
        def paused = host.run('runtime', 'pause', 'one')
        def stopped = host.run('runtime', 'stop', 'two')

        then:
        paused.out == 'The runtime no longer receives from server one, until: jbarman runtime start one\n'
        stopped.out == 'The runtime leaves server two alone, until: jbarman runtime start two\n'
        receiver('one') == 'paused'
        receiver('two') == 'stopped'
        host.status('one').get('archiver').asObject().get('state').asText() == 'running'
        host.status('two').get('archiver').asObject().get('state').asText() == 'stopped'
        pg.sql('SELECT count(*) FROM pg_replication_slots WHERE active') == '0'

        and: "the stopped one's locks are free for others, the paused one's are not"
        FileLocks.take([host.home().resolve('.two-archive-wal.lock')], false).with { it.locks().close(); true }
        FileLocks.take([host.home().resolve('.one-archive-wal.lock')], false) instanceof FileLocks.Attempt.Busy

        when:
        first.destroyForcibly().waitFor()
        host.start('runtime')
        Eventually.until { host.status('two') != null }

        then:
        receiver('one') == 'paused'
        receiver('two') == 'stopped'

        when:
        ask('resume', 'one')
        ask('resume', 'two')

        then:
        Eventually.until { host.streaming('one') && host.streaming('two') }
        Files.readString(host.home().resolve('.jbarman-desired.json')).contains('"one":"running"')
    }

    def "a reload drops no stream that need not be dropped, and tells the truth"() {
        given:
        configure('one')
        configure('two')
        host.start('runtime')
        Eventually.until { host.streaming('one') && host.streaming('two') }
        def before = walsender('one')

        when: 'what only checks read'
        configure('one', 'description = the first\nminimum_redundancy = 2')
        def nothing = ask('reload')

        then:
        nothing.get('started').elements().empty
        nothing.get('stopped').elements().empty
        walsender('one') == before

        when: 'what only the archiver reads'
        configure('one', 'compression = gzip')
        def archiver = ask('reload')
        def segment = switched()

        then:
        archiver.get('started').elements()*.asText() == ['one']
        Eventually.until { Files.exists(host.archived('one', segment)) }
        Files.newInputStream(host.archived('one', segment)).withCloseable { it.readNBytes(2) } == [0x1f, 0x8b] as byte[]
        walsender('one') == before

        when: 'what the receiver reads, a server that is down, one whose directory cannot be made'
        configure('two', 'streaming_archiver_name = another')
        host.server('down', 'conninfo = host=127.0.0.1 port=1 user=x dbname=x\nstreaming_archiver = on\nslot_name = s')
        Files.writeString(host.directory.resolve('file'), '')
        configure('nodir', "backup_directory = ${host.directory}/file/nodir")
        def said = host.run('runtime', 'reload')

        then:
        said.status == 1
        said.out.contains('servers started: down, nodir, two; stopped: two')
        said.err.contains("ERROR: server 'nodir'")
        said.err.contains("WARNING: server 'down' does not stream yet")
        walsender('one') == before
        pg.sql("SELECT count(*) FROM pg_stat_replication WHERE application_name = 'another'") == '1'
    }

    def "a file of wanted states that cannot be read lets every server run"() {
        given:
        configure('one')
        Files.createDirectories(host.home())
        Files.writeString(host.home().resolve('.jbarman-desired.json'), '{"one": "pau')

        when:
        host.start('runtime')

        then:
        Eventually.until { host.streaming('one') }
        Files.readString(host.directory.resolve('barman.log')).contains('.jbarman-desired.json cannot be read')
    }
}
