package io.jbarman.runtime

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.PgCluster
import io.jbarman.quickstart.PostgresInstance
import io.jbarman.quickstart.PostgresInstance.StopMode
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/** PostgreSQL's own archiver and its own recovery, with our clients between. */
@Requires(value = { Fixtures.hasDebianPostgres15() && Fixtures.hasProgram('sshd') && Fixtures.hasProgram('flock') }, reason = 'needs PostgreSQL 15, sshd and flock (Debian packages: postgresql-15, openssh-server, util-linux)')
class WalRecoverySpec extends Specification {
    @AutoCleanup
    SshHost site = new SshHost()

    @AutoCleanup
    PgCluster pg = PgCluster.debian15().setting('archive_mode', 'on').start()

    Path client = site.client(pg.osUser())

    def cleanup() {
        client.toFile().deleteDir()
    }

    private String command(String script, String words) {
        "PATH=$client:/usr/bin:/bin sh $client/$script -U ${site.ssh.user()} --port ${site.ssh.port()} $words"
    }

    private archiveBy(String more) {
        site.host.server('pg', """
            |conninfo = host=127.0.0.1 port=${pg.port()} user=${pg.superuser()} password=${PostgresInstance.PASSWORD} dbname=postgres
            |archiver = on
            |slot_name = barman
            |compression = gzip
            |$more
            |""".stripMargin())
        assert site.host.run('runtime', 'start').status == 0
        pg.sql("ALTER SYSTEM SET archive_command = '${command('wal-archive', '127.0.0.1 pg %p')}'")
        pg.reload()
    }

    private PgCluster copy(String options) {
        pg.recovering(command('wal-restore', "--spool-dir $client/spool $options 127.0.0.1 pg %f %p"))
    }

    /** The name of the last segment that was closed. */
    private String load(int segments) {
        pg.sql('CREATE TABLE IF NOT EXISTS t (n int)')
        (1..segments).collect {
            pg.sql("INSERT INTO t SELECT generate_series(1, 1000)")
            pg.sql('SELECT pg_walfile_name(pg_switch_wal())')
        }.last()
    }

    private static void recover(PgCluster copy) {
        copy.start()
        Eventually.until(Duration.ofMinutes(2)) { copy.sql('SELECT pg_is_in_recovery()') == 'f' }
    }

    def "archived by the real archiver, recovered to the end with segments fetched ahead"() {
        given:
        archiveBy('streaming_archiver = off')
        def copy = copy('-p 3')
        def last = load(8)
        Eventually.until(Duration.ofMinutes(2)) { Files.exists(site.host.archived('pg', last)) }

        when:
        pg.stop(StopMode.FAST)
        recover(copy)

        then:
        copy.sql('SELECT count(*) FROM t') == '8000'
        copy.sql('SELECT timeline_id FROM pg_control_checkpoint()') != ''
        copy.log().contains("restored log file \"$last\" from archive")

        cleanup:
        copy?.close()
    }

    def "a way to the archive that breaks is no end of WAL: PostgreSQL stops, opens nothing, and goes on when started again"() {
        given: 'a recovery that waits before one of its segments'
        archiveBy('streaming_archiver = off')
        def copy = pg.recovering("if [ %f = \"\$(cat $client/stop-at)\" ]; then touch $client/asked; while [ ! -e $client/gone ]; do sleep 0.1; done; fi; " +
            command('wal-restore', '127.0.0.1 pg %f %p'))
        def fourth = load(4)
        def last = load(4)
        Eventually.until(Duration.ofMinutes(2)) { Files.exists(site.host.archived('pg', last)) }
        pg.stop(StopMode.FAST)
        Files.writeString(client.resolve('stop-at'), fourth)

        when:
        copy.start()
        Eventually.until(Duration.ofMinutes(1)) { Files.exists(client.resolve('asked')) }
        site.ssh.stop()
        Files.createFile(client.resolve('gone'))
        Eventually.until(Duration.ofMinutes(1)) { copy.log().contains("could not restore file \"$fourth\" from archive") }
        Eventually.until(Duration.ofMinutes(1)) { !Files.exists(copy.dataDirectory().resolve('postmaster.pid')) }

        then:
        copy.log().contains('ERROR: Connection problem with ssh')
        copy.log().contains('HINT: PostgreSQL stops, since this is not the end of WAL.')
        !copy.log().contains('selected new timeline')
        Files.exists(copy.dataDirectory().resolve('recovery.signal'))

        when:
        site.ssh.startAgain()
        recover(copy)

        then:
        copy.sql('SELECT count(*) FROM t') == '8000'

        cleanup:
        copy?.close()
    }

    def "the last row of a server that was killed comes from the streamed part of a segment"() {
        given:
        archiveBy('streaming_archiver = on\ncreate_slot = auto')
        Eventually.until { site.host.streaming('pg') }
        def copy = copy('-p 2 -P')
        load(2)
        pg.sql('INSERT INTO t VALUES (-1)')
        def end = pg.sql('SELECT pg_current_wal_flush_lsn()')
        Eventually.until { pg.sql("SELECT flush_lsn >= '$end' FROM pg_stat_replication") == 't' }

        when:
        pg.stop(StopMode.IMMEDIATE)
        recover(copy)

        then:
        copy.sql('SELECT count(*) FROM t WHERE n = -1') == '1'

        cleanup:
        copy?.close()
    }
}
