package io.jbarman.runtime

import io.jbarman.facts.barman.HopsFact
import io.jbarman.facts.barman.HopsQuery
import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.PgCluster
import io.jbarman.transport.Account
import java.nio.file.Files
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

@Requires(value = { Fixtures.hasDebianPostgres15() && Fixtures.hasProgram('flock') }, reason = 'needs PostgreSQL 15 and flock (Debian packages: postgresql-15, util-linux)')
class CheckSpec extends Specification {
    @AutoCleanup
    PgCluster pg = PgCluster.debian15().setting('archive_mode', 'on').setting('archive_command', 'sleep 1000').start()

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    def "the watchdogs in check: evidence, remedies, unknown where nothing can be seen"() {
        given: 'a server that is received from, an orphan slot beside it'
        host.server('pg', pg, 'create_slot = auto\nmax_incoming_wals_queue = 10\nlast_wal_maximum_age = 1 DAY\npath_prefix = ' + clientOf14())
        pg.sql("SELECT pg_create_physical_replication_slot('orphan', true)")
        host.start('runtime')
        Eventually.until { host.streaming('pg') }
        host.run('switch-wal', '--force', '--archive', 'pg')

        when:
        def checked = host.run('check', 'pg', '-f', 'json')
        def items = checked.json().get('pg').asObject()
        def item = { String name -> items.get(name).asObject().with { [it.get('status').asText(), it.get('hint').asText()] } }

        then:
        checked.status == 0
        item('slot_retention')[0] == 'OK'
        item('slot_retention')[1].startsWith("slot 'barman' holds")
        item('orphan_slots')[0] == 'OK'
        item('orphan_slots')[1].startsWith("WARNING: slot 'orphan' is not in use and holds")
        item('orphan_slots')[1].contains("SELECT pg_drop_replication_slot('orphan')")
        item('wal_lag')[0] == 'OK'
        item('clock_skew')[0] == 'OK'
        item('archive_command_backlog')[1].contains('files wait')
        item('disk_space')[1].contains('free of')
        item('postgresql_client')[0] == 'OK'
        item('postgresql_client')[1].endsWith('/pg_basebackup 14.2 is older than the server, which is 15: the receiver does without it, but it takes no base backup there; install the client of 15 or later')
        item('disk_space_of_postgresql')[0] == 'UNKNOWN'
        item('wal_maximum_age')[1].startsWith('interval provided: 1 DAY, latest wal age: ')

        and: 'its hops: WAL arrives while it is received, and not when it is not'
        hop('wal').holds()
        hop('streaming').holds()
        control('pause')
        with(hop('wal')) {
            !holds()
            said().startsWith('the receiver is paused')
        }
        control('resume')

        and: 'a server that is gone, for Nagios'
        pg.stop(io.jbarman.quickstart.PostgresInstance.StopMode.IMMEDIATE)
        with(host.run('check', '--nagios', 'pg')) {
            status == 2
            out.startsWith('BARMAN CRITICAL - server pg has issues * pg FAILED: PostgreSQL, PostgreSQL streaming, receive-wal running|')
            out.contains('\npg.PostgreSQL: FAILED (')
        }
    }

    private HopsFact.Hop hop(String name) {
        def query = new HopsQuery('here', Account.named('barman'), host.home().resolve('.jbarman').toString(), 'pg', ['false'])
        query.parse(0, ShellScripts.run([:], new byte[0], host.directory, '/bin/sh', '-c', query.script()).out).find(name).get()
    }

    private void control(String command) {
        def directory = RunDirectory.of(io.jbarman.config.BarmanConfigReader.read(host.directory.resolve('barman.conf')).global())
        assert new ControlClient(directory).ask(command, 'pg').get().get('ok').asFlag()
    }

    /** No older one is at hand: a program that says that it is one. */
    private String clientOf14() {
        def bin = Files.createDirectories(host.directory.resolve('bin'))
        def program = Files.writeString(bin.resolve('pg_basebackup'), '#!/bin/sh\necho "pg_basebackup (PostgreSQL) 14.2"\n')
        program.toFile().setExecutable(true)
        bin
    }

    def "PostgreSQL's client of #said beside a server of 17: #status #hint"() {
        expect:
        with(ClientCheck.compare(java.nio.file.Path.of('/bin/pg_basebackup'), said, 17)) {
            it.status().name() == status
            it.hint().startsWith(hint)
        }

        where:
        said                                         || status    | hint
        'pg_basebackup (PostgreSQL) 17.2 (Debian 1)' || 'OK'      | '/bin/pg_basebackup 17.2'
        'pg_basebackup (PostgreSQL) 18beta1'         || 'OK'      | '/bin/pg_basebackup 18beta1'
        'pg_basebackup (PostgreSQL) 16.9'            || 'OK'      | 'WARNING: /bin/pg_basebackup 16.9 is older'
        'not found'                                  || 'UNKNOWN' | '/bin/pg_basebackup does not say'
    }

    def "archive_mode #mode, command #command, archiver #archiver, streaming #streams: #said"() {
        expect:
        new ArchiverSettings(mode, command, true).items(archiver, streams).collect { "${it.name()} ${it.status()}${it.hint() ? ' ' + it.hint()[0..6] : ''}".toString() } == said

        where:
        mode     | command      | archiver | streams || said
        'on'     | 'scp %p h:%f'| true     | false   || ['archive_mode OK', 'archive_command OK', 'continuous archiving OK']
        'on'     | ''           | true     | false   || ['archive_mode OK', 'archive_command FAILED please ', 'continuous archiving FAILED']
        'off'    | '(disabled)' | true     | false   || ['archive_mode FAILED please ', 'archive_command FAILED please ', 'continuous archiving FAILED']
        'on'     | '/bin/true'  | true     | false   || ['archive_mode OK', "archive_command FAILED '/bin/t", 'continuous archiving FAILED']
        'always' | ':'          | true     | true    || ['archive_mode OK', 'archive_command OK WARNING', 'continuous archiving OK']
        'on'     | '/bin/true'  | false    | true    || ['archive_command OK WARNING']
        'on'     | 'scp %p h:%f'| false    | true    || []
        'off'    | '(disabled)' | false    | true    || []
    }

    def "a server that archives by a command that only succeeds"() {
        given:
        host.server('pg', pg)
        pg.sql("ALTER SYSTEM SET archive_command = '/bin/true'")
        pg.sql('SELECT pg_reload_conf()')
        Eventually.until { pg.sql('SHOW archive_command') == '/bin/true' }

        expect:
        host.run('check', 'pg').out.contains("\tarchive_command: OK (WARNING: '/bin/true' succeeds and archives nothing, while the server counts each file as archived: WAL comes by streaming alone)\n")
    }

    def "a server whose archive_command never succeeded"() {
        given:
        host.server('pg', pg)
        pg.sql("ALTER SYSTEM SET archive_command = 'false'")
        pg.sql('SELECT pg_reload_conf()')
        Eventually.until { pg.sql('SHOW archive_command') == 'false' }
        pg.sql("SELECT pg_stat_reset_shared('archiver')")
        pg.sql("SELECT pg_switch_wal() FROM pg_logical_emit_message(false, 'x', 'y')")
        Eventually.until { pg.sql('SELECT last_failed_time IS NOT NULL AND last_archived_time IS NULL FROM pg_stat_archiver') == 't' }

        when:
        def check = host.run('check', 'pg')

        then:
        check.out.contains('\tPostgreSQL: OK')
        check.out.contains('\tWAL records: ')
        check.err.empty
    }

    def "a disk that hangs ends a check in time, with what was seen before it hung"() {
        given:
        host.server('pg', pg)
        def catalogue = host.home().resolve('pg/wals/pg-xlog.db')
        Files.createDirectories(catalogue.parent)
        assert ['mkfifo', catalogue.toString()].execute().waitFor() == 0

        when:
        def checked = host.run('check', '--check-timeout', '2', 'pg')

        then:
        checked.status == 1
        checked.out == 'Server pg:\n\tcheck timeout: FAILED (barman check command timed out)\n'
    }
}
