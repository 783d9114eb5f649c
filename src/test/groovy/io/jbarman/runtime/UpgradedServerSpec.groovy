package io.jbarman.runtime

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.FaultProxy
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.PgCluster
import io.jbarman.quickstart.PostgresInstance
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/** What pg_upgrade leaves: the same address and slot name, another cluster of another release. */
@Requires(value = { Fixtures.hasDebianPostgres15() && Fixtures.hasProgram('flock') }, reason = 'needs PostgreSQL 15 and flock (Debian packages: postgresql-15, util-linux)')
class UpgradedServerSpec extends Specification {
    @AutoCleanup
    PgCluster old = PgCluster.debian15().segmentMegabytes(1).start()

    @AutoCleanup
    PgCluster upgraded = PgCluster.embedded(18).segmentMegabytes(1).start()

    @AutoCleanup
    FaultProxy address = new FaultProxy(old.port())

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    private static String switched(PgCluster pg) {
        pg.sql("SELECT pg_logical_emit_message(true, 'test', 'x')")
        pg.sql('SELECT pg_walfile_name(pg_switch_wal())')
    }

    private Set<String> wal() {
        ['streaming', 'wals', 'incoming'].collectMany { directory ->
            Files.walk(host.home().resolve("pg/$directory")).withCloseable { it.filter(Files::isRegularFile).map { "$it ${Files.size(it)}".toString() }.toList() }
        } as Set
    }

    private String receiverProblem() {
        host.status('pg').get('receiver').asObject().find('problem').map { it.asObject().get('code').asText() }.orElse('')
    }

    def "an upgraded server is refused before a byte is written, its slot stays where it is, and the way that is told leads on"() {
        given:
        host.server('pg', """conninfo = host=127.0.0.1 port=${address.port()} user=${old.superuser()} password=${PostgresInstance.PASSWORD} dbname=postgres
            |streaming_archiver = on
            |create_slot = auto
            |slot_name = barman""".stripMargin())
        host.start('runtime')
        Eventually.until { host.streaming('pg') }
        def archived = switched(old)
        Eventually.until { Files.exists(host.archived('pg', archived)) }
        upgraded.sql("SELECT pg_create_physical_replication_slot('barman', true)")
        def reserved = upgraded.sql('SELECT restart_lsn FROM pg_replication_slots')

        when:
        old.stop(PostgresInstance.StopMode.FAST)
        Eventually.until { !host.streaming('pg') }
        def before = wal()
        address.leadTo(upgraded.port())
        switched(upgraded)

        then:
        Eventually.until { receiverProblem() == 'wal-wrong-cluster' }
        wal() == before
        upgraded.sql("SELECT restart_lsn || ' ' || active FROM pg_replication_slots") == "$reserved false"
        with(host.run('check', 'pg')) {
            status == 1
            out.contains('systemid coherence: FAILED')
        }

        when: 'nothing but the archive knows any more whose it is'
        host.status('pg').toString().contains('move the old backup_directory away')
        assert host.run('runtime', 'stop', 'pg').status == 0
        def identity = host.home().resolve('pg/identity.json')
        def wasKnown = Files.readString(identity)
        Files.writeString(identity, '{}')
        Files.delete(host.home().resolve('pg/.jbarman-stream.json'))
        assert host.run('runtime', 'start', 'pg').status == 0

        then:
        Eventually.until { receiverProblem() == 'systemid-changed' }
        Files.readString(identity) == '{}'

        when:
        assert host.run('runtime', 'stop', 'pg').status == 0
        Files.writeString(identity, '')
        assert host.run('runtime', 'start', 'pg').status == 0

        then:
        Eventually.until { receiverProblem() == 'systemid-changed' }
        Files.readString(identity) == ''
        host.run('check', 'pg').out.contains("identity file: FAILED ($identity cannot be understood: ")

        when: 'the old server comes back for a while'
        old.start()
        address.leadTo(old.port())

        then:
        Eventually.until { host.streaming('pg') }
        Files.readString(identity) == wasKnown

        when: 'neither file that says whose it is can be used'
        assert host.run('runtime', 'stop', 'pg').status == 0
        Files.delete(identity)
        Files.createDirectory(identity)
        Files.writeString(host.home().resolve('pg/.jbarman-stream.json'), '')
        assert host.run('runtime', 'start', 'pg').status == 0

        then:
        Eventually.until { host.streaming('pg') }
        Files.isDirectory(identity)
        host.run('check', 'pg').out.contains("identity file: FAILED ($identity cannot be read: ")

        when: 'what the hint says'
        old.stop(PostgresInstance.StopMode.FAST)
        address.leadTo(upgraded.port())
        assert host.run('runtime', 'stop', 'pg').status == 0
        Files.move(host.home().resolve('pg'), host.home().resolve('pg-15'))
        assert host.run('runtime', 'start', 'pg').status == 0
        Eventually.until { host.streaming('pg') }
        def first = switched(upgraded)

        then:
        Eventually.until { Files.exists(host.archived('pg', first)) }
        Arrays.equals(Files.readAllBytes(host.archived('pg', first)), Files.readAllBytes(upgraded.dataDirectory().resolve("pg_wal/$first")))
        host.run('check', 'pg').out.contains('systemid coherence: OK')
        Files.exists(host.home().resolve("pg-15/wals/${archived[0..<16]}/$archived"))
    }
}
