package io.jbarman.watch

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.PgCluster
import io.jbarman.quickstart.PostgresInstance
import io.jbarman.postgres.jdbc.JdbcSession
import io.jbarman.postgres.jdbc.Login
import io.jbarman.postgres.jdbc.SessionSettings
import io.jbarman.secret.Secret
import java.time.Clock
import java.time.Duration
import spock.lang.Specification

class ServerFactsQuerySpec extends Specification {
    private static JdbcSession session(PgCluster pg, String user) {
        JdbcSession.tcp('127.0.0.1', pg.port(), new Login(user, Optional.of(Secret.of(PostgresInstance.PASSWORD)), 'postgres', 'disable',
            'watch', Duration.ofSeconds(20), SessionSettings.CONTROL, [:]))
    }

    def "PostgreSQL #major tells its slots, its archiver and its clock; a plain role what it may see"() {
        given: 'an archive_command that fails, a slot that holds WAL and a role without rights'
        def builder = PgCluster.embedded(major).setting('archive_mode', 'on').setting('archive_command', 'false').setting('max_wal_size', '64MB')
        if (major >= 13) {
            builder = builder.setting('max_slot_wal_keep_size', '512MB')
        }
        if (major >= 18) {
            builder = builder.setting('idle_replication_slot_timeout', '1d')
        }
        def pg = builder.start()
        pg.sql("SELECT pg_create_physical_replication_slot('barman', true)")
        pg.sql("CREATE ROLE plain LOGIN PASSWORD '${PostgresInstance.PASSWORD}'")
        pg.sql("ALTER ROLE plain SET synchronous_commit = 'remote_apply'")
        pg.sql("ALTER ROLE plain IN DATABASE postgres SET synchronous_commit = 'remote_apply'")
        pg.sql("ALTER SYSTEM SET synchronous_commit = 'remote_apply'")
        pg.sql('CREATE TABLE t AS SELECT 1')
        pg.sql('SELECT pg_switch_wal()')

        when:
        def query = new ServerFactsQuery(Clock.systemUTC())
        def facts = session(pg, pg.superuser()).withCloseable { query.ask(it, Optional.of('barman'), 'barman_receive_wal') }

        then:
        facts.major() == major
        facts.segmentSize().bytes() == 16 << 20
        facts.maxWalBytes() == 64L << 20
        facts.slotKeepBytes() == (major >= 13 ? Optional.of(512L << 20) : Optional.empty())
        facts.idleSlotTimeout() == (major >= 18 ? Optional.of(Duration.ofDays(1)) : Optional.empty())
        with(facts.slot('barman').get()) {
            physical()
            !active()
            held() > 0
            walStatus() == (major >= 13 ? Optional.of('reserved') : Optional.empty())
            safeBytes().present == (major >= 13)
        }
        Duration.between(facts.asked(), facts.clock()).abs() < Duration.ofSeconds(60)
        facts.archiving().on()
        facts.archiving().ready().get() >= 1
        facts.archiving().oldest().present
        facts.lag().empty
        facts.synchronous().names() == ''
        facts.synchronous().filesSeen()
        facts.synchronous().remoteApply()*.replaceFirst('.*/', '').toSet() == ['role plain', 'role plain in database postgres', 'postgresql.auto.conf'].toSet()
        Eventually.until { session(pg, pg.superuser()).withCloseable { query.ask(it, Optional.empty(), '') }.archiving().failing() }

        when: 'the slot takes too much'
        if (major >= 13) {
            pg.sql("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'")
            pg.reload()
            (1..6).each {
                pg.sql('CREATE TABLE IF NOT EXISTS u (x int)')
                pg.sql('INSERT INTO u VALUES (1)')
                pg.sql('SELECT pg_switch_wal()')
            }
            pg.sql('CHECKPOINT')
        }
        def later = session(pg, 'plain').withCloseable { query.ask(it, Optional.of('barman'), 'barman_receive_wal') }

        then: 'also a plain role sees that it is lost, and that it may not list archive_status'
        major < 13 || later.slot('barman').get().isLost()
        later.archiving().ready().empty
        !later.synchronous().filesSeen()
        later.synchronous().remoteApply().every { it.startsWith('role plain') }
        later.archiving().failing()

        cleanup:
        pg?.close()

        where:
        major << [10, 12, 13, 15, 17, 18]
    }
}
