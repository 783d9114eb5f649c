package io.jbarman.runtime

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.PgCluster
import java.nio.file.Files
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

@Requires(value = { Fixtures.hasDebianPostgres15() && Fixtures.hasProgram('barman') }, reason = 'needs Barman and PostgreSQL 15 (Debian packages: barman, postgresql-15)')
class BarmanInteropSpec extends Specification {
    @AutoCleanup
    PgCluster pg = PgCluster.debian15().start()

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    private barman(String... words) {
        def process = new ProcessBuilder(['barman', '-c', host.directory.resolve('barman.conf').toString()] + words.toList())
            .redirectErrorStream(true).start()
        def out = process.inputStream.readAllBytes()
        [process.waitFor(), out]
    }

    def "Barman reads our configuration and our archive, and is kept off while the runtime works"() {
        given:
        host.server('pg', pg, "create_slot = auto\ncompression = gzip\nbackup_method = postgres")
        Files.createDirectories(host.home().resolve('pg/wals'))
        Files.writeString(host.home().resolve('pg/wals/xlog.db'), '')
        host.run('runtime', 'start')
        Eventually.until { host.streaming('pg') }
        pg.sql('CREATE TABLE t AS SELECT 1')
        def segment = pg.sql('SELECT pg_walfile_name(pg_current_wal_lsn())')
        host.run('switch-wal', '--archive', 'pg').status == 0

        expect: 'its locks are ours'
        new String(barman('receive-wal', 'pg')[1]).contains('Another receive-wal process is already running')
        new String(barman('archive-wal', 'pg')[1]).contains('Another archive-wal process is already running')

        and: 'it reads what we wrote'
        def (status, bytes) = barman('get-wal', 'pg', segment)
        status == 0
        bytes == Files.readAllBytes(pg.dataDirectory().resolve('pg_wal').resolve(segment))
        new String(barman('show-server', 'pg')[1]).contains('slot_name: barman')

        and: 'its catalogue of our archive is ours'
        def ours = Files.readString(host.home().resolve('pg/wals/xlog.db'))
        ours.startsWith(segment)
        barman('rebuild-xlogdb', 'pg')[0] == 0
        columns(Files.readString(host.home().resolve('pg/wals/xlog.db'))) == columns(ours)
    }

    private static columns(String catalogue) {
        catalogue.readLines()*.split('\t').collect { [it[0], it[1], Math.round(Double.parseDouble(it[2])), it[3]] }
    }
}
