package io.jbarman.runtime

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.PgCluster
import java.nio.file.Files
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

@Requires(value = { Fixtures.hasDebianPostgres15() && Fixtures.hasProgram('flock') }, reason = 'needs PostgreSQL 15 and flock (Debian packages: postgresql-15, util-linux)')
class ReceiverResetSpec extends Specification {
    @AutoCleanup
    PgCluster pg = PgCluster.debian15().start()

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    private String switched() {
        pg.sql('CREATE TABLE IF NOT EXISTS t (x int)')
        pg.sql('INSERT INTO t VALUES (1)')
        def segment = pg.sql('SELECT pg_walfile_name(pg_current_wal_lsn())')
        pg.sql('SELECT pg_switch_wal()')
        segment
    }

    private String receiverProblem() {
        host.status('pg').get('receiver').asObject().find('problem').map { it.asObject().get('code').asText() }.orElse('none')
    }

    def "a slot that is lost is not made anew, whatever create_slot says, and the gap is written down by itself"() {
        given:
        host.server('pg', pg, 'create_slot = auto\narchiver = on')
        host.start('runtime')
        Eventually.until { host.streaming('pg') }
        def before = switched()
        Eventually.until { Files.exists(host.archived('pg', before)) }
        def client = new ControlClient(new RunDirectory(host.home().resolve('.jbarman')))

        when:
        client.ask('pause', 'pg')
        Eventually.until { pg.sql('SELECT count(*) FROM pg_replication_slots WHERE active') == '0' }
        pg.sql("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'")
        pg.sql('ALTER SYSTEM SET wal_keep_size = 0')
        pg.reload()
        def missing = switched()
        Eventually.until {
            switched()
            pg.sql('CHECKPOINT')
            pg.sql('SELECT wal_status FROM pg_replication_slots') == 'lost'
        }
        client.ask('resume', 'pg')

        then: 'told'
        Eventually.until { receiverProblem() == 'wal-wal-removed' }
        Eventually.until { host.run('wal-gaps', 'pg').out.startsWith(missing + '..') }
        with(host.run('wal-gaps', 'pg').out) {
            it.contains('  open, found ')
            it.endsWith(': the server no longer has it, and archive_command has not brought it\n')
        }
        with(host.run('check', 'pg').out) {
            it.contains("WAL archive without gaps: FAILED (${missing}..")
            it.contains('make a new base backup')
        }

        and: 'neither dropped nor made anew'
        pg.sql('SELECT wal_status FROM pg_replication_slots') == 'lost'
    }

    def "where the server no longer has what comes next, streaming goes on by itself behind what archive_command brought"() {
        given:
        host.server('pg', pg, 'create_slot = auto\narchiver = on')
        host.start('runtime')
        Eventually.until { host.streaming('pg') }
        def before = switched()
        Eventually.until { Files.exists(host.archived('pg', before)) }
        def client = new ControlClient(new RunDirectory(host.home().resolve('.jbarman')))

        when: 'the slot goes, and WAL with it'
        client.ask('pause', 'pg')
        Eventually.until { pg.sql('SELECT count(*) FROM pg_replication_slots WHERE active') == '0' }
        pg.sql("SELECT pg_drop_replication_slot('barman')")
        def missing = (1..3).collect { switched() }
        def kept = Files.createDirectory(host.directory.resolve('kept'))
        missing.each { Files.copy(pg.dataDirectory().resolve("pg_wal/$it"), kept.resolve(it)) }
        pg.sql('CHECKPOINT')
        missing.every { !Files.exists(pg.dataDirectory().resolve("pg_wal/$it")) }
        client.ask('resume', 'pg')

        then: 'it is made anew, and what comes next is not there'
        Eventually.until { receiverProblem() == 'wal-wal-removed' }
        Eventually.until { host.run('wal-gaps', 'pg').out.startsWith(missing[0] + '..') }

        when: 'not all of it comes'
        missing.take(2).each { Files.copy(kept.resolve(it), host.home().resolve("pg/incoming/$it")) }

        then: 'it stands at what is left'
        Eventually.until { Files.exists(host.home().resolve("pg/streaming/${missing[2]}.partial")) }
        receiverProblem() == 'wal-wal-removed'

        when:
        Files.copy(kept.resolve(missing[2]), host.home().resolve("pg/incoming/${missing[2]}"))

        then:
        Eventually.until { host.streaming('pg') }

        when:
        def after = switched()

        then: 'nothing is missing, and every byte is the server\'s'
        Eventually.until { Files.exists(host.archived('pg', after)) }
        missing.every { Files.mismatch(host.archived('pg', it), kept.resolve(it)) < 0 }
        Files.mismatch(host.archived('pg', after), pg.dataDirectory().resolve("pg_wal/$after")) < 0
        Eventually.until { host.run('wal-gaps', 'pg').out.contains('closed') }
        !host.run('wal-gaps', 'pg').out.contains('open')
    }

    def "a lost slot: refused while it receives, reset once it is paused, the gap recorded, and it goes on"() {
        given:
        host.server('pg', pg, 'create_slot = auto\narchiver = on')
        host.start('runtime')
        Eventually.until { host.streaming('pg') }
        def before = switched()
        Eventually.until { Files.exists(host.archived('pg', before)) }
        def client = new ControlClient(new RunDirectory(host.home().resolve('.jbarman')))

        expect: 'not while it runs'
        with(host.run('receive-wal', '--reset', 'pg')) {
            status == 1
            err.contains('Unable to reset the status of receive-wal for server pg. Process is still running')
        }

        when: 'the slot goes, WAL with it, and comes anew'
        client.ask('pause', 'pg')
        Eventually.until { pg.sql('SELECT count(*) FROM pg_replication_slots WHERE active') == '0' }
        pg.sql("SELECT pg_drop_replication_slot('barman')")
        def missing = (1..3).collect { switched() }
        def kept = Files.createDirectory(host.directory.resolve('kept'))
        missing.each { Files.copy(pg.dataDirectory().resolve("pg_wal/$it"), kept.resolve(it)) }
        pg.sql('CHECKPOINT')
        pg.sql("SELECT pg_create_physical_replication_slot('barman', true)")
        def reset = host.run('receive-wal', '--reset', 'pg')

        then:
        reset.status == 0
        reset.out.contains('Resetting receive-wal directory status')
        reset.out.contains("WAL is missing from ${missing[0]} to before")
        with(host.run('wal-gaps', 'pg').out) {
            it.startsWith(missing[0] + '..')
            it.contains('  open, found ')
            it.endsWith(': receive-wal --reset\n')
        }
        host.run('check', 'pg').out.contains("WAL archive without gaps: FAILED (${missing[0]}..")

        and: 'once more there is nothing to do'
        host.run('receive-wal', '--reset', 'pg').out == 'Nothing to do. Position of receive-wal is aligned.\n'

        when:
        client.ask('resume', 'pg')
        Eventually.until { host.streaming('pg') }
        def after = switched()

        then:
        Eventually.until { Files.exists(host.archived('pg', after)) }
        missing.every { !Files.exists(host.archived('pg', it)) }
        host.run('wal-gaps', 'pg').out.readLines().size() == 1
        host.run('wal-gaps', 'pg').out.contains('open')

        when: 'they come by the other road'
        missing.each { Files.copy(kept.resolve(it), host.home().resolve("pg/incoming/$it")) }

        then:
        Eventually.until { missing.every { Files.exists(host.archived('pg', it)) } }
        Eventually.until { host.run('wal-gaps', 'pg').out.contains('closed') }
    }
}
