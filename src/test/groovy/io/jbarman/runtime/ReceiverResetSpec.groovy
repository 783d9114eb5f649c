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
