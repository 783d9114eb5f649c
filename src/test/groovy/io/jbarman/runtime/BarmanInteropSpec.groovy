package io.jbarman.runtime

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.Jbarman
import io.jbarman.fixture.PgCluster
import io.jbarman.json.Json
import io.jbarman.json.JsonValue
import io.jbarman.quickstart.PostgresInstance
import java.nio.file.Files
import java.util.concurrent.TimeUnit
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
        host.server('pg', pg, "create_slot = auto\ncompression = gzip\nbackup_method = postgres\n" +
            'last_backup_maximum_age = 1 DAY\nlast_backup_minimum_size = 1Mi\nminimum_redundancy = 1')
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

        and: 'what it shows of a server, we show under the same names'
        def (shown, own) = seenByBoth('show-server', 'show-servers')
        (shown.keySet() - own.keySet()).findAll { !it.startsWith('pg_basebackup_') } == [] as Set
        // The server may write of itself between one look and the other, into the next segment then.
        Eventually.until { disagreeing(*seenByBoth('show-server', 'show-servers')) == [] }

        and: 'who streams from it'
        def (clients, ownClients) = seenByBoth('replication-status', 'replication-status')
        clients.keySet() == ownClients.keySet()
        clients.streaming_clients.values()[0].members().keySet() == ownClients.streaming_clients.values()[0].members().keySet()
        ['name', 'application_name', 'communication', 'ip_address', 'host', 'user_name', 'current_state', 'replication_slot', 'wal_sender_pid'].every {
            clients.streaming_clients.values()[0].members()[it] == ownClients.streaming_clients.values()[0].members()[it]
        }
        lines(new String(barman('replication-status', 'pg')[1])) == lines(host.run('replication-status', 'pg').out)
        lines(new String(barman('replication-status', '--minimal', 'pg')[1])) == lines(host.run('replication-status', '--minimal', 'pg').out)
        host.run('replication-status', '--target', 'hot-standby', 'pg').out.contains('No hot standby servers attached')

        and: 'of its base backups we tell what it tells'
        aboutBackups(new String(barman('check', 'pg')[1])) == aboutBackups(host.run('check', 'pg').out)
        barman('backup', '--wait', 'pg')[0] == 0
        def afterwards = aboutBackups(host.run('check', 'pg').out)
        afterwards == aboutBackups(new String(barman('check', 'pg')[1]))
        afterwards == ['backup maximum age: OK', 'backup minimum size: OK', 'failed backups: OK', 'minimum redundancy requirements: OK']

        and: 'and all of it for whoever is to help'
        def diagnosed = Json.parse(new String(barman('diagnose')[1])).asObject()
        def ownDiagnosed = Json.parse(host.run('diagnose').out).asObject()
        shape(diagnosed) - shape(ownDiagnosed) == [] as Set
        !host.run('diagnose').out.contains(PostgresInstance.PASSWORD)
    }

    /** Values that both must have, and have alike. */
    static final SAME = ['active', 'archiver', 'streaming_archiver', 'slot_name', 'compression', 'backup_directory', 'passive_node',
        'data_directory', 'wal_level', 'hot_standby', 'max_wal_senders', 'data_checksums', 'max_replication_slots', 'wal_compression',
        'wal_keep_size', 'config_file', 'hba_file', 'ident_file', 'server_txt_version', 'is_superuser', 'has_backup_privileges',
        'is_in_recovery', 'archive_timeout', 'checkpoint_timeout', 'xlog_segment_size', 'postgres_systemid', 'version_supported',
        'replication_slot_support', 'replication_slot', 'streaming', 'streaming_supported', 'streaming_systemid', 'timeline',
        'current_xlog', 'pg_receivexlog_compatible', 'pg_receivexlog_supports_slots', 'pg_receivexlog_synchronous']

    private List<Map> seenByBoth(String theirs, String ours) {
        [members(new String(barman('-f', 'json', theirs, 'pg')[1]), 'pg'), members(host.run('-f', 'json', ours, 'pg').out, 'pg')]
    }

    private static List<String> disagreeing(Map shown, Map own) {
        SAME.findAll { shown[it] != own[it] }
    }

    private static Map members(String text, String server) {
        Json.parse(text).asObject().get(server).asObject().members()
    }

    private static List<String> aboutBackups(String checked) {
        checked.readLines()*.trim().findAll { it ==~ /(backup|failed backups|minimum redundancy).*/ }*.replaceAll(/ \(.*/, '')
    }

    /** Without what changes from moment to moment. */
    private static List<String> lines(String text) {
        text.readLines()*.replaceAll('[0-9A-F]+/[0-9A-F]+|diff: .*|Started at.*|[23]/3 .*', '')
    }

    /** The members of a report, to the third level. */
    private static Set<String> shape(JsonValue.JsonObject report) {
        report.members().collectMany { name, value ->
            value.asObject().members().collectMany { inner, second ->
                second.members().keySet().collect { "$name.$inner.$it" as String }
            }
        }.toSet()
    }

    def "Barman receives by our pg_receivewal, found by path_prefix, through a restart of the server"() {
        given:
        Files.createDirectories(host.home())
        def programs = Files.createDirectory(host.directory.resolve('programs'))
        Jbarman.in(programs, [:])
        Files.writeString(programs.resolve('pg_receivewal'), '#!/bin/sh\nexec "${0%/*}/jbarman" pg_receivewal "$@"\n').toFile().setExecutable(true)
        host.server('pg', pg, "create_slot = auto\npath_prefix = $programs\nbackup_method = postgres")

        expect: 'it is asked for its version'
        with(new String(barman('show-server', 'pg')[1])) {
            contains("pg_receivexlog_path: $programs/pg_receivewal\n")
            contains('pg_receivexlog_compatible: True\n')
            contains('pg_receivexlog_supports_slots: True\n')
        }

        when:
        def receiver = barmanStarted('receive-wal', 'pg')
        Eventually.until { !receiver.alive || pg.sql("SELECT application_name FROM pg_stat_replication WHERE state = 'streaming'") == 'barman_receive_wal' }
        assert receiver.alive: Files.readString(host.directory.resolve('barman.log'))
        pg.sql('CREATE TABLE t AS SELECT 1')
        def segment = pg.sql('SELECT pg_walfile_name(pg_current_wal_lsn())')
        pg.sql('SELECT pg_switch_wal()')
        Eventually.until { Files.exists(host.home().resolve('pg/streaming').resolve(segment)) }
        // Barman leaves the newest file of the stream where it is.
        pg.sql('CREATE TABLE u AS SELECT 1')
        Eventually.until { Files.list(host.home().resolve('pg/streaming')).withCloseable { it.anyMatch { "$it".endsWith('.partial') } } }

        then: 'what it received is archived by Barman'
        new String(barman('check', 'pg')[1]).contains('receive-wal running: OK')
        barman('archive-wal', 'pg')[0] == 0
        Files.mismatch(host.archived('pg', segment), pg.dataDirectory().resolve('pg_wal').resolve(segment)) == -1

        when: 'the server is stopped, which ends it as the real one, and Barman says so'
        pg.stop(PostgresInstance.StopMode.FAST)

        then:
        receiver.waitFor(30, TimeUnit.SECONDS)
        Files.readString(host.directory.resolve('barman.log')).contains('pg_receivewal terminated with error code: 1')

        when: 'and the next one goes on'
        pg.start()
        def next = barmanStarted('receive-wal', 'pg')
        Eventually.until { pg.sql("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'") == '1' }
        barman('receive-wal', '--stop', 'pg')

        then:
        next.waitFor(30, TimeUnit.SECONDS)
        Eventually.until { pg.sql('SELECT count(*) FROM pg_stat_replication') == '0' }

        cleanup:
        receiver?.destroyForcibly()
        next?.destroyForcibly()
    }

    private Process barmanStarted(String... words) {
        new ProcessBuilder(['barman', '-c', host.directory.resolve('barman.conf').toString()] + words.toList())
            .redirectErrorStream(true).redirectOutput(host.directory.resolve('receive.log').toFile()).start()
    }

    private static columns(String catalogue) {
        catalogue.readLines()*.split('\t').collect { [it[0], it[1], Math.round(Double.parseDouble(it[2])), it[3]] }
    }
}
