package io.jbarman.runtime

import static io.jbarman.ingest.WalSamples.names
import static io.jbarman.ingest.WalSamples.segment

import io.jbarman.archive.Compressions
import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

@Requires(value = { Fixtures.hasProgram('sshd') && Fixtures.hasProgram('flock') }, reason = 'needs sshd and flock (Debian packages: openssh-server, util-linux)')
class WalClientsSpec extends Specification {
    @Shared
    @AutoCleanup
    SshHost site

    @Shared
    Path client

    @Shared
    Path temporary

    @Shared
    int last = 0

    def setupSpec() {
        // Whatever they do, the runtime does it, without a JVM.
        site = new SshHost(['pg'], '/bin/false')
        site.host.server('pg', 'conninfo = host=127.0.0.1 port=1 user=nobody dbname=postgres\narchiver = on\ncompression = gzip')
        Files.createDirectories(site.host.home().resolve('pg'))
        Files.writeString(site.host.home().resolve('pg/identity.json'), '{"systemid": "7", "version": "15"}')
        assert site.host.run('runtime', 'start').status == 0
        client = site.client()
        temporary = Files.createTempDirectory(Path.of('/tmp'), 'jbwc')
        Files.createDirectories(client.resolve('global'))
        Files.write(client.resolve('global/pg_control'), [7, 0, 0, 0, 0, 0, 0, 0] as byte[])
    }

    def cleanupSpec() {
        client.toFile().deleteDir()
        temporary.toFile().deleteDir()
    }

    /** A new segment in the client's directory. */
    private String written() {
        def name = String.format('0000000100000000%08X', 1 + last++)
        Files.write(client.resolve(name), segment(name))
        name
    }

    private RuntimeHost.Ran archive(List<String> program, String path, String... options) {
        site.run(client, (own(program) + ['-U', site.ssh.user(), '--port', "${site.ssh.port()}"] + options.toList() + ['127.0.0.1', 'pg', path])*.toString() as String[])
    }

    /** Others archive on this machine meanwhile. */
    private List<String> own(List<String> program) {
        ['env', "TMPDIR=$temporary".toString()] + program
    }

    private RuntimeHost.Ran restore(List<String> program, String name, String to, String... options) {
        site.run(client, (program + ['-U', site.ssh.user(), '--port', "${site.ssh.port()}"] + options.toList() + ['127.0.0.1', 'pg', name, to])*.toString() as String[])
    }

    private static List<List<String>> archivers() {
        [['barman-wal-archive'], ['dash', './wal-archive'], ['busybox', 'sh', './wal-archive']].findAll { Fixtures.hasProgram(it[0]) }
    }

    private static List<List<String>> restorers() {
        [['barman-wal-restore'], ['dash', './wal-restore'], ['busybox', 'sh', './wal-restore']].findAll { Fixtures.hasProgram(it[0]) }
    }

    def "#program archives, is tested, and tells what is wrong as Barman's does"() {
        given:
        def name = written()

        expect:
        with(archive(program, 'DUMMY', '--test')) {
            status == 0
            out.contains('Ready to accept WAL files for the server pg')
        }
        with(archive(program, name)) {
            [status, out, err] == [0, '', '']
        }
        Eventually.until { Files.exists(site.host.archived('pg', name)) }
        archive(program, name).status == 0
        if (program != ['barman-wal-archive']) {
            archive(program, name, '--compression', 'zip').with { assert [status, err] == [2, "ERROR: no such compression: zip; it may be zstd, lz4, gzip or none\n".toString()] }
        }
        with(archive(program, 'global')) {
            status == 2
            err.contains('WAL_PATH cannot be a directory: global')
        }
        with(archive(program, Files.write(client.resolve('000000010000000000000FFF'), segment('000000010000000000000FFF', [system: 9])).toString())) {
            status == 1
            err.contains('it is of the cluster with system identifier 9, not of 7')
            err.contains("Remote 'barman put-wal' command has failed!")
        }
        with(archive(program, name, '-c', '/tmp/other.conf')) {
            // Barman's may still be sending when it is sent away.
            status == 77 || (status == 2 && program == ['barman-wal-archive'])
            err.contains("jbarman: this key may not do that: barman --config='/tmp/other.conf' put-wal pg")
        }
        with(site.run(client, (own(program) + ['-U', site.ssh.user(), '--port', '1', '127.0.0.1', 'pg', name]) as String[])) {
            status == 3 || (status == 2 && program == ['barman-wal-archive'])
            err.contains('Connection problem with ssh') || err.contains('Broken pipe')
        }
        names(temporary).every { !it.startsWith('jbarman-wal-archive') }

        where:
        program << archivers()
    }

    def "#program restores, one by one and ahead"() {
        given:
        def wanted = (1..6).collect { written() }
        wanted.each { assert archive(['dash', './wal-archive'], it).status == 0 }
        def spool = program == ['barman-wal-restore'] ? client.resolve('barman-spool') : client.resolve("spool-${program[0]}")

        expect:
        with(restore(program, 'DUMMY', 'DUMMY', '--test')) {
            status == 0
            out.contains('Ready to retrieve WAL files from the server pg')
        }
        wanted.each { name ->
            with(restore(program, name, 'RECOVERYXLOG', '-p', '3', '--spool-dir', "$spool".toString())) {
                [status, err] == [0, '']
            }
            assert Files.readAllBytes(client.resolve('RECOVERYXLOG')) == segment(name)
        }
        with(restore(program, wanted[0], 'gzipped', '--gzip')) {
            status == 0
        }
        Files.readAllBytes(client.resolve('gzipped')) == segment(wanted[0])
        with(restore(program, '0000000100000000000000EE', 'nothing')) {
            status == 1
            err.contains("ERROR: WAL file '0000000100000000000000EE' not found in server 'pg'")
        }
        restore(program, wanted[0], 'global').status == 3

        where:
        program << restorers()
    }

    def "in a recovery that ends with a primary only what is not in the archive is the end of WAL: #files"() {
        given:
        def data = Files.createTempDirectory(client, 'data')
        files.each { name, text -> Files.writeString(data.resolve(name), text) }
        def unreadable = written()
        def place = Files.createDirectories(site.host.archived('pg', unreadable))
        def quick = Files.createDirectories(client.resolve('quick'))
        Files.writeString(quick.resolve('sleep'), '#!/bin/sh\n').toFile().executable = true
        def asked = { List<String> options, String server, String name ->
            ShellScripts.run([PATH: "$quick:$client:/usr/bin:/bin".toString()], new byte[0], data, (['dash', '../wal-restore', '-U', site.ssh.user(), '--port', "${site.ssh.port()}"]
                + options + ['127.0.0.1', server, name, 'got'])*.toString() as String[])
        }
        def fault = { int otherwise -> stops ? 255 : otherwise }

        expect:
        asked([], 'pg', '0000000100000000000000EE').status == 1
        asked(['--gzip'], 'pg', '000000EE.history').status == 1
        asked(['--port', '1'], 'pg', unreadable).status == fault(2)
        asked(['--what'], 'pg', unreadable).status == fault(2)
        asked([], 'nobody', unreadable).status == fault(77)
        with(asked([], 'pg', unreadable)) {
            status == fault(1)
            err.contains("Remote 'barman get-wal' command has failed!")
            err.contains('HINT: PostgreSQL stops') == stops
        }
        asked(['--gzip'], 'pg', unreadable).status == fault(1)

        when: 'the disk of the archive is not there'
        def wals = site.host.home().resolve('pg/wals')
        def away = Files.move(wals, wals.resolveSibling('away'))
        def unmounted = asked([], 'pg', '0000000100000000000000EE')
        // The runtime may have made it anew meanwhile, with nothing in it.
        wals.toFile().deleteDir()
        Files.move(away, wals)

        then:
        unmounted.status == fault(1)
        unmounted.err.contains('wals_directory mounted?')
        names(data) == files.keySet().toList().sort()

        cleanup:
        Files.delete(place)

        where:
        files                                                                                  || stops
        ['recovery.signal': '']                                                                || true
        ['recovery.signal': '', 'standby.signal': '']                                          || false
        ['recovery.conf': "restore_command = 'x'\n"]                                           || true
        ['recovery.conf': " standby_mode = 'off'\n"]                                           || true
        ['recovery.conf': "standby_mode=ON # or not\nrecovery_target_timeline = 'latest'\n"]   || false
        ['recovery.conf': "standby_mode 'true'\n"]                                             || false
        [:]                                                                                    || false
    }

    def "compressed with #how on the way, it is the same segment there, and so it is where nobody there knows of that"() {
        given: 'an ssh that writes down what it is called with'
        def name = written()
        def bin = Files.createDirectories(client.resolve('bin'))
        def calls = bin.resolve('calls').toFile()
        shadow(bin, 'ssh', "printf '%s\\n' \"\$*\" >>$calls")
        def noted = withFirst(bin, ['dash', './wal-archive'])
        calls.text = ''

        expect:
        with(archive(noted, name, '--compression', how)) {
            [status, out, err] == [0, '', '']
        }
        calls.readLines()*.endsWith('--compressed') == [true]
        Eventually.until { Files.exists(site.host.archived('pg', name)) }
        plain(site.host.archived('pg', name)) == segment(name)

        when: 'a forced command, or a runtime, of before; and a program that does not work'
        calls.text = ''
        def dispatch = site.host.directory.resolve('ssh-dispatch')
        def now = Files.readString(dispatch)
        def old = written()
        Files.writeString(dispatch, now.replace(' | --compressed', ''))
        def asBefore = archive(noted, old, '--compression', how)
        Files.writeString(dispatch, now)
        def broken = bin.resolve(how)
        Files.writeString(broken, '#!/bin/sh\nhead -c 1000; exit 1\n').toFile().executable = true
        def other = written()
        def without = archive(noted, other, '--compression', how)
        Files.delete(broken)

        then:
        [asBefore.status, asBefore.out, asBefore.err] == [0, '', '']
        [without.status, without.out, without.err] == [0, '', '']
        calls.readLines()*.endsWith('--compressed') == [true, false, true, false]
        Eventually.until { Files.exists(site.host.archived('pg', old)) && Files.exists(site.host.archived('pg', other)) }
        plain(site.host.archived('pg', old)) == segment(old)
        plain(site.host.archived('pg', other)) == segment(other)

        where:
        how << ['zstd', 'lz4', 'gzip'].findAll { Fixtures.hasProgram(it) }
    }

    def "#program returns when ssh has, whatever somebody else keeps open of it, and who reads along reads nothing"() {
        given: 'an ssh that leaves behind what an older OpenSSH shares by ControlPersist: a process that keeps its stderr'
        def name = written()
        def bin = Files.createDirectories(client.resolve("persist-${program[0]}"))
        def left = bin.resolve('left')
        shadow(bin, 'ssh', "sleep 60 </dev/null >/dev/null &\necho \$! >$left\nstat -L -c '%F %a' /proc/self/fd/2 >$bin/mode")

        when:
        def ran = archive(withFirst(bin, program), name, '--compression', 'gzip')
        def there = Path.of("/proc/${left.toFile().text.trim()}/cmdline").toFile()

        then:
        [ran.status, ran.out, ran.err] == [0, '', '']
        there.text.startsWith('sleep')
        bin.resolve('mode').toFile().text == 'regular empty file 600\n'

        cleanup:
        ProcessHandle.of(left.toFile().text.trim() as long).ifPresent { it.destroy() }

        where:
        program << archivers() - [['barman-wal-archive']]
    }

    def "a directory that another one has made first, as with the same process id in another container, stays"() {
        given:
        def name = written()
        def bin = Files.createDirectories(client.resolve('both'))
        shadow(bin, 'mkdir', "/bin/mkdir \"\$1\" && touch \"\$1/theirs\" && echo \"\$1\" >$bin/made")

        when:
        def ran = archive(withFirst(bin, ['dash', './wal-archive']), name, '--compression', how)
        def made = Path.of(bin.resolve('made').toFile().text.trim())

        then:
        ran.status == 2
        ran.err.contains("ERROR: cannot make the directory $made")
        names(made) == ['theirs']

        cleanup:
        made.toFile().deleteDir()

        where:
        how << ['gzip', 'none']
    }

    /** A program that does something else before it does what it is called for. */
    private static void shadow(Path bin, String program, String first) {
        Files.writeString(bin.resolve(program), "#!/bin/sh\n$first\nPATH=\${PATH#*:}\nexec $program \"\$@\"\n").toFile().executable = true
    }

    private static List<String> withFirst(Path bin, List<String> program) {
        ['dash', '-c', "PATH=$bin:\$PATH; exec ${program.join(' ')} \"\$@\"".toString(), 'dash']
    }

    private static byte[] plain(Path file) {
        Compressions.plain(Files.newInputStream(file)).withCloseable { it.readAllBytes() }
    }

    def "what is in the spool is delivered without a connection, and only to its own cluster"() {
        given:
        def (one, two) = [written(), written()]
        [one, two].each { assert archive(['dash', './wal-archive'], it).status == 0 }
        def spool = client.resolve('own-spool')

        when:
        restore(['dash', './wal-restore'], one, 'x', '-p', '1', '--spool-dir', "$spool".toString())
        Eventually.until { Files.exists(spool.resolve("7/$two")) }

        then:
        with(site.run(client, 'dash', './wal-restore', '--port', '1', '-p', '1', '--spool-dir', spool.toString(), '127.0.0.1', 'pg', two, 'y')) {
            status == 0
        }
        Files.readAllBytes(client.resolve('y')) == segment(two)

        and: 'not that of another cluster on the same host with a spool of the same name, nor what a crash left of one'
        [segment(two, [system: 9]), Arrays.copyOf(segment(two), 70_000)].each {
            Files.write(spool.resolve("7/$two"), it)
            Files.deleteIfExists(client.resolve('z'))
            assert restore(['dash', './wal-restore'], two, 'z', '-p', '1', '--spool-dir', "$spool".toString()).status == 0
            assert Files.readAllBytes(client.resolve('z')) == segment(two)
        }

        and: 'nor what it left of one whose beginning is well: that was there before the host was booted'
        def torn = segment(two)
        Arrays.fill(torn, torn.length - 8192, torn.length, 0 as byte)
        Files.write(spool.resolve("7/$two"), torn)
        Files.writeString(spool.resolve('7/boot'), 'an earlier one\n')
        assert restore(['dash', './wal-restore'], two, 'z', '-p', '1', '--spool-dir', "$spool".toString()).status == 0
        assert Files.readAllBytes(client.resolve('z')) == segment(two)
    }

    def "rsync writes into the incoming directory, and nowhere else"() {
        given:
        def name = written()
        def remote = { String place -> site.run(client, 'rsync', '-a', '-e', "ssh -p ${site.ssh.port()}".toString(), name, "${site.ssh.user()}@127.0.0.1:$place".toString()) }

        expect:
        remote("${site.host.home()}/pg/incoming/$name").status == 0
        Eventually.until { Files.exists(site.host.archived('pg', name)) }
        remote("${site.host.home()}/pg/wals/$name").status != 0
        remote('/tmp/jbarman-not-here').status != 0
        !Files.exists(Path.of('/tmp/jbarman-not-here'))
    }

    @Requires({ Fixtures.hasProgram('shellcheck') })
    def "shellcheck has nothing to say"() {
        expect:
        ShellScripts.run([:], new byte[0], site.host.directory, 'shellcheck', '-s', 'sh', './barman', './ssh-dispatch',
            client.resolve('wal-archive').toString(), client.resolve('wal-restore').toString()).with { "$status $out" } == '0 '
    }
}
