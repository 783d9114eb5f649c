package io.jbarman.cli

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.Jbarman
import io.jbarman.fixture.PgCluster
import io.jbarman.quickstart.PostgresInstance
import io.jbarman.transport.Command
import io.jbarman.transport.CommandResult
import io.jbarman.transport.local.LocalTransport
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Unroll

/** The cases of PostgreSQL's own test of pg_receivewal, each for its program and for ours. */
@Requires({ Fixtures.hasDebianPostgres15() })
class PgReceivewalSpec extends Specification {
    static final String MEGABYTE = 'SELECT pg_logical_emit_message(true, \'test\', repeat(\'x\', 1100000))'

    static final String BEYOND = 'SELECT pg_logical_emit_message(true, \'test\', \'so that the end is passed\')'

    @TempDir
    @Shared
    Path scratch

    @Shared
    PgCluster pg = PgCluster.debian15().segmentMegabytes(1).setting('wal_level', 'replica').setting('max_wal_senders', '10')
        .hbaFirst('local replication all scram-sha-256').start()

    @Shared
    Map<String, List<String>> programs

    def setupSpec() {
        programs = [
            theirs: ['/usr/lib/postgresql/15/bin/pg_receivewal'],
            ours  : [Jbarman.in(scratch, [:]).launcher() as String, 'pg_receivewal'],
        ]
    }

    def cleanupSpec() {
        pg.close()
    }

    CommandResult run(String who, List<String> arguments) {
        new LocalTransport('here', false).withCloseable {
            it.run(Command.of(programs[who] + arguments).with([PGPASSWORD: PostgresInstance.PASSWORD]).within(Duration.ofMinutes(2)))
        }
    }

    CommandResult connected(String who, List<String> arguments) {
        run(who, ['-h', '127.0.0.1', '-p', pg.port() as String, '-U', pg.superuser()] + arguments)
    }

    static List<String> files(Path directory) {
        directory.toFile().list().findAll { !it.startsWith('.') }.sort()
    }

    @Unroll("#who #arguments ends with #status and says '#says'")
    def "options that cannot be"() {
        when:
        def result = run(who, arguments*.replace('DIR', scratch as String))

        then:
        result.status() == status
        (result.output() + result.errors()).contains(says)

        where:
        [who, arguments, status, says] << [['theirs', 'ours'], [
            [['--nonesuch'], 1, 'Try "pg_receivewal --help"'],
            [['--help'], 0, '--directory'],
            [['--version'], 0, 'pg_receivewal (PostgreSQL) 1'],
            [[], 1, 'no target directory specified'],
            [['-D', 'DIR', '--create-slot', '--drop-slot'], 1, 'cannot use --create-slot together with --drop-slot'],
            [['-D', 'DIR', '--create-slot'], 1, '--create-slot needs a slot to be specified using --slot'],
            [['-D', 'DIR', '--synchronous', '--no-sync'], 1, 'cannot use --synchronous together with --no-sync'],
            [['-D', 'DIR', '--compress', 'none:1'], 1, 'invalid compression specification'],
            [['-D', 'DIR', '--compress', 'zstd'], 1, 'compression with ZSTD is not yet supported'],
            [['-D', 'DIR', '--compress', 'LZ4'], 1, 'unrecognized compression algorithm: "LZ4"'],
            [['-D', 'DIR', '--compress', 'gzip:77'], 1, 'algorithm "gzip" expects a compression level between 1 and 9 (default at -1)'],
            [['-D', 'DIR', '--compress', 'lz4:level=13'], 1, 'algorithm "lz4" expects a compression level between 1 and 12 (default at 0)'],
            [['-D', 'DIR', '--compress', 'lz4:workers=2'], 1, 'algorithm "lz4" does not accept a worker count'],
            [['-D', 'DIR', '--compress', 'lz4:x'], 1, 'unrecognized compression option: "x"'],
            [['-D', 'DIR', '--no-loop', '-p', '1', '-U', 'x', '-Z', 'lz4'], 1, '/var/run/postgresql/.s.PGSQL.1'],
            [['-D', 'DIR/none'], 1, 'could not open directory'],
            [['-D', 'DIR', '-E', 'nonsense'], 1, 'could not parse end position'],
            [['-D', 'DIR', '-s', '-5'], 1, 'status-interval'],
        ]].combinations().collect { [it[0]] + it[1] }
    }

    @Unroll
    def "#who: a slot is created without WAL reserved, not twice, and dropped"() {
        given:
        def slot = who + '_slot'

        expect:
        connected(who, ['--slot', slot, '--create-slot']).status() == 0
        pg.sql("SELECT slot_type, restart_lsn FROM pg_replication_slots WHERE slot_name = '$slot'") == 'physical|'
        connected(who, ['--slot', slot, '--create-slot']).status() == 1
        connected(who, ['--slot', slot, '--create-slot', '--if-not-exists']).status() == 0
        connected(who, ['--slot', slot, '--drop-slot']).status() == 0
        connected(who, ['--slot', slot, '--drop-slot']).status() == 1

        where:
        who << ['theirs', 'ours']
    }

    @Unroll
    def "#who: plain, gzip, lz4, then #other plain again, each going on where the one before ended, in files for their owner only"() {
        given:
        def directory = Files.createDirectory(scratch.resolve(who))
        def receive = { List<String> more, String by = who ->
            pg.sql(MEGABYTE)
            def end = pg.sql('SELECT pg_current_wal_insert_lsn()')
            pg.sql(BEYOND)
            connected(by, ['-D', directory as String, '--no-loop', '--verbose', '--endpos', end] + more)
        }

        when:
        def plain = receive(['--synchronous'])
        def afterPlain = files(directory)

        then:
        plain.status() == 0
        afterPlain.count { it.endsWith('.partial') } == 1

        when:
        def gzip = receive(['--compress', 'gzip:1'])
        def afterGzip = files(directory)
        def first = afterPlain.find { it.endsWith('.partial') } - '.partial'

        then:
        gzip.status() == 0
        afterGzip.contains(first + '.gz')
        afterGzip.count { it.endsWith('.gz.partial') } == 1
        afterGzip.findAll { it.endsWith('.gz') }.every { name ->
            new LocalTransport('here', false).withCloseable { it.run(Command.of(['gzip', '--test', directory.resolve(name) as String])).status() } == 0
        }

        when:
        def lz4 = receive(['--compress', 'lz4:3'])
        def afterLz4 = files(directory)
        def second = afterGzip.find { it.endsWith('.gz.partial') } - '.gz.partial'
        def last = afterLz4.find { it.endsWith('.lz4.partial') } - '.lz4.partial'

        then:
        lz4.status() == 0
        afterLz4.contains(second + '.lz4')
        new LocalTransport('here', false).withCloseable {
            it.run(Command.of(['sh', '-c', "lz4 -dc $directory/${second}.lz4 | cmp - ${pg.dataDirectory()}/pg_wal/$second".toString()])).status()
        } == 0

        when: 'the other reads how far that came'
        def again = receive([], other)

        then:
        again.status() == 0
        again.errors().contains('starting log streaming at ' + start(last))
        files(directory).contains(last)
        directory.toFile().listFiles().findAll { it.file }.every {
            PosixFilePermissions.toString(Files.getPosixFilePermissions(it.toPath())) == 'rw-------'
        }
        Files.mismatch(pg.dataDirectory().resolve('pg_wal/' + last), directory.resolve(last)) == -1

        where:
        who      | other
        'theirs' | 'ours'
        'ours'   | 'theirs'
    }

    /** Where a segment of a megabyte begins. */
    static String start(String segment) {
        long number = Long.parseLong(segment[8..<16], 16) * 4096 + Long.parseLong(segment[16..<24], 16)
        String.format('%X/%X', number >> 12, (number & 0xFFF) << 20)
    }

    def "ours: by a Unix socket; a second one is kept out of the directory, which theirs would write into"() {
        given:
        def directory = Files.createDirectory(scratch.resolve('locked'))
        def socket = ['-h', pg.socketDirectory() as String, '-p', pg.port() as String, '-U', pg.superuser(), '-D', directory as String]
        def builder = new ProcessBuilder(programs.ours + socket + ['-v']).redirectErrorStream(true)
            .redirectOutput(scratch.resolve('locked.log').toFile())
        builder.environment().put('PGPASSWORD', PostgresInstance.PASSWORD)
        def first = builder.start()
        Eventually.until { pg.sql("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND client_addr IS NULL") == '1' }

        when:
        def second = run('ours', socket + ['--no-loop'])

        then:
        second.status() == 1
        second.errors().startsWith("pg_receivewal: error: another receiver writes into $directory\npg_receivewal: hint: end that one")

        when:
        pg.sql(MEGABYTE)
        def segment = pg.sql("SELECT pg_walfile_name(pg_current_wal_lsn() - 1048576)")
        Eventually.until { Files.exists(directory.resolve(segment)) }
        first.destroy()

        then: 'told to end, it ends well, and the next may'
        first.waitFor() == 0
        Files.mismatch(pg.dataDirectory().resolve('pg_wal/' + segment), directory.resolve(segment)) == -1
        run('ours', socket + ['--no-loop', '--endpos', '0/1']).status() == 0

        cleanup:
        first.destroyForcibly()
    }

    @Unroll
    def "#who: a standby's slot leads across its promotion: both segments and the history"() {
        given:
        def standby = pg.standby()
        def directory = Files.createDirectory(scratch.resolve(who + '-promoted'))
        standby.sql("SELECT pg_create_physical_replication_slot('promoted', true)")
        def before = pg.sql("SELECT pg_walfile_name('${standby.sql('SELECT restart_lsn FROM pg_replication_slots')}')")
        2.times { pg.sql(MEGABYTE) }
        def written = pg.sql('SELECT pg_current_wal_lsn()')
        Eventually.until { standby.sql("SELECT pg_last_wal_replay_lsn() >= '$written'") == 't' }

        when:
        standby.promote()
        Eventually.until { standby.sql('SELECT pg_is_in_recovery()') == 'f' }
        2.times { standby.sql(MEGABYTE) }
        def end = standby.sql('SELECT pg_current_wal_insert_lsn()')
        def after = standby.sql('SELECT pg_walfile_name(pg_current_wal_insert_lsn() - 1048576)')
        standby.sql(BEYOND)
        def result = run(who, ['-h', '127.0.0.1', '-p', standby.port() as String, '-U', standby.superuser(), '-D', directory as String,
            '--slot', 'promoted', '--no-loop', '--verbose', '--endpos', end])

        then:
        result.status() == 0
        result.errors().contains('switched to timeline 2')
        files(directory).containsAll([before, after, '00000002.history'])
        after.startsWith('00000002')

        cleanup:
        standby?.close()

        where:
        who << ['theirs', 'ours']
    }

    @Unroll
    def "#who: a slot that is not there fails; one that is says where to begin"() {
        given:
        def directory = Files.createDirectory(scratch.resolve(who + '-slot'))
        def slot = who + '_begin'

        expect:
        connected(who, ['-D', directory as String, '--slot', 'nonesuch', '--no-loop', '--endpos', '0/1000000']).status() == 1

        when:
        pg.sql("SELECT pg_create_physical_replication_slot('$slot', true)")
        def begin = pg.sql("SELECT pg_walfile_name(restart_lsn) FROM pg_replication_slots WHERE slot_name = '$slot'")
        pg.sql(MEGABYTE)
        def end = pg.sql('SELECT pg_current_wal_insert_lsn()')
        pg.sql(MEGABYTE)
        def result = connected(who, ['-D', directory as String, '--slot', slot, '--no-loop', '--verbose', '--endpos', end])

        then:
        result.status() == 0
        files(directory).contains(begin)

        where:
        who << ['theirs', 'ours']
    }

    @Unroll("#who receives with #how, and it is the server's WAL")
    def "other ways to the same"() {
        given:
        def slot = "${who}_${options.size()}".toString()
        def directory = Files.createDirectory(scratch.resolve(slot))
        pg.sql("SELECT pg_create_physical_replication_slot('$slot', true)")
        def segment = pg.sql('SELECT pg_walfile_name(pg_current_wal_insert_lsn())')
        2.times { pg.sql(MEGABYTE) }
        def end = pg.sql('SELECT pg_current_wal_insert_lsn()')
        pg.sql(BEYOND)

        expect:
        run(who, connection(pg) + options + ['-D', directory as String, '--slot', slot, '--no-loop', '--endpos', end]).status() == 0
        Files.mismatch(pg.dataDirectory().resolve('pg_wal/' + segment), directory.resolve(segment)) == -1

        cleanup:
        pg.sql("SELECT pg_drop_replication_slot('$slot')")

        where:
        [who, how, connection, options] << [['theirs', 'ours'], [
            ['--dbname', { ['-d', "host=127.0.0.1 port=${it.port()} user=${it.superuser()} dbname=nonsense application_name=other".toString()] }, []],
            ['--no-sync', { ['-h', '127.0.0.1', '-p', it.port() as String, '-U', it.superuser()] }, ['--no-sync']],
            ['options over the string', { ['-d', "host=127.0.0.1 port=1 user=nobody".toString(), '-p', it.port() as String, '-U', it.superuser()] }, ['-v', '--no-sync']],
        ]].combinations().collect { [it[0]] + it[1] }
    }

    @Unroll
    def "#who: with a status interval of a second it tells how far it is, although nothing happens"() {
        given:
        def directory = Files.createDirectory(scratch.resolve(who + '-idle'))
        def builder = new ProcessBuilder(programs[who] + ['-h', '127.0.0.1', '-p', pg.port() as String, '-U', pg.superuser(), '-D', directory as String, '-s', '1'])
            .redirectErrorStream(true).redirectOutput(scratch.resolve(who + '-idle.log').toFile())
        builder.environment().put('PGPASSWORD', PostgresInstance.PASSWORD)
        def process = builder.start()
        def told = { pg.sql('SELECT reply_time FROM pg_stat_replication') }

        expect: 'two in a row much nearer than the ten seconds without the option, once it has settled'
        Eventually.until { told() != '' }
        def begun = pg.sql('SELECT now()')
        Eventually.until { pg.sql("SELECT now() > timestamptz '$begun' + interval '5 s'") == 't' }
        def last = told()
        Eventually.until {
            def next = told()
            def near = next != last && pg.sql("SELECT timestamptz '$next' - timestamptz '$last' < interval '5 s'") == 't'
            last = next
            near
        }

        cleanup:
        process?.destroy()
        process?.waitFor()

        where:
        who << ['theirs', 'ours']
    }

    /** At a terminal, without a password anywhere; types one where it is asked for one. Gives what is seen there. */
    String typed(String who, List<String> options) {
        def command = (programs[who] + ['-h', '127.0.0.1', '-p', pg.port() as String, '-U', pg.superuser(), '--slot', "typed_$who".toString()] + options).join(' ')
        def builder = new ProcessBuilder('script', '-qec', command, '/dev/null').redirectErrorStream(true)
        builder.environment().remove('PGPASSWORD')
        builder.environment().put('PGPASSFILE', scratch.resolve('no-such-file') as String)
        def process = builder.start()
        def seen = new StringBuilder()
        for (int next = process.inputStream.read(); next >= 0; next = process.inputStream.read()) {
            seen.append((char) next)
            if (seen.toString().endsWith('assword: ') || seen.toString().endsWith("assword for user ${pg.superuser()}: ")) {
                process.outputStream.write((PostgresInstance.PASSWORD + '\n').bytes)
                process.outputStream.flush()
            }
        }
        "${process.waitFor()}: $seen"
    }

    @Requires(value = { Fixtures.hasProgram('script') }, reason = 'needs script (Debian package: bsdutils)')
    @Unroll
    def "#who: a password that the server wants is asked for at a terminal, unless that is forbidden"() {
        expect:
        typed(who, ['-w', '--create-slot']).with { it.startsWith('1:') && !it.contains('assword: ') }
        typed(who, ['--create-slot']).startsWith('0:')
        typed(who, ['-W', '--drop-slot']).startsWith('0:')

        where:
        who << ['theirs', 'ours']
    }

    @Unroll
    def "#who: without a server it ends with 1"() {
        expect:
        run(who, ['-h', '127.0.0.1', '-p', '1', '-U', 'x', '-D', scratch as String]).status() == 1

        where:
        who << ['theirs', 'ours']
    }
}
