package io.jbarman.runtime

import static io.jbarman.ingest.WalSamples.ONE
import static io.jbarman.ingest.WalSamples.TWO
import static io.jbarman.ingest.WalSamples.names
import static io.jbarman.ingest.WalSamples.segment
import static io.jbarman.ingest.WalSamples.sent

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.Jbarman
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

@Requires(value = { Fixtures.hasProgram('flock') }, reason = 'needs flock (Debian package: util-linux)')
class WalSocketSpec extends Specification {
    static final GREAT = '000000010000000000000003'

    @Shared
    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    @Shared
    Path shim

    /** Without a jbarman behind it: what it does, it does by the socket. */
    @Shared
    Path relaying

    def setupSpec() {
        host.server('pg', 'conninfo = host=127.0.0.1 port=1 user=nobody dbname=postgres\narchiver = on\ncompression = gzip')
        host.server('streamed', 'conninfo = host=127.0.0.1 port=1 user=nobody dbname=postgres\nstreaming_archiver = on\nslot_name = s')
        Files.createDirectories(host.home().resolve('pg'))
        Files.writeString(host.home().resolve('pg/identity.json'), '{"systemid": "7", "version": "15"}')
        assert host.run('runtime', 'start').status == 0
        shim = shim(host.directory, Jbarman.in(host.directory, [:]).launcher().toString())
        relaying = shim(Files.createDirectory(host.directory.resolve('relaying')), '/bin/false')
    }

    private Path shim(Path directory, String launcher) {
        ShellScripts.write(directory, 'barman-shim', [launcher: launcher, config: host.directory.resolve('barman.conf').toString(),
            socket: host.home().resolve('.jbarman/wal.sock').toString()])
    }

    private RuntimeHost.Ran barman(String relay, byte[] input, String... words) {
        run(relaying, path(relay), input, words)
    }

    private Path path(String relay) {
        def path = host.directory.resolve("path-$relay")
        Files.exists(path) ? path : ShellScripts.path(path, relay == 'none' ? [] : [relay])
    }

    private RuntimeHost.Ran run(Path script, Path path, byte[] input, String... words) {
        ShellScripts.run([PATH: path.toString(), SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22'], input, host.directory,
            ([script.toString()] + words.toList()) as String[])
    }

    private static byte[] zipped(byte[] content) {
        def out = new ByteArrayOutputStream()
        new java.util.zip.GZIPOutputStream(out).withCloseable { it.write(content) }
        out.toByteArray()
    }

    private Path archived(String name = ONE) {
        host.archived('pg', name)
    }

    def "over #relay: put, get, peek, and the exit status of each"() {
        given:
        def none = new byte[0]
        def name = "0000000100000000000000${number}0"
        def content = segment(name)

        expect:
        with(barman(relay, none, 'put-wal', 'pg', '--test')) {
            [status, out, err] == [0, 'Ready to accept WAL files for the server pg\n', '']
        }
        with(barman(relay, sent(name, content), 'put-wal', 'pg')) {
            [status, out, err] == [0, '', '']
        }
        Eventually.until { Files.exists(archived(name)) }
        with(barman(relay, zipped(sent(name, content)), 'put-wal', 'pg', '--compressed')) {
            [status, out, err] == [0, '', '']
        }
        with(barman(relay, none, 'get-wal', 'pg', name)) {
            status == 0
            bytes == content
        }
        with(barman(relay, none, 'get-wal', '--peek', '3', 'pg', name)) {
            [status, out] == [0, name + '\n']
        }
        with(barman(relay, none, 'get-wal', 'pg', '00000001000000000000FFFF')) {
            [status, out, err] == [1, '', "ERROR: WAL file '00000001000000000000FFFF' not found in server 'pg'\n".toString()]
        }
        with(barman(relay, none, 'get-wal', 'pg', 'nonsense')) {
            [status, out, err] == [3, '', "ERROR: 'nonsense' is not a valid wal file name\n"]
        }
        with(barman(relay, sent(name, content)[0..<600000] as byte[], 'put-wal', 'pg')) {
            status == 1
            err.startsWith("ERROR: Nothing is taken in put-wal for server 'pg' (SSH host: 10.0.0.1)")
        }
        with(barman(relay, sent(name, segment(name, [system: 8])), 'put-wal', 'pg')) {
            status == 1
            err.contains('it is of the cluster with system identifier 8, not of 7')
        }
        with(barman(relay, none, 'put-wal', 'nobody')) {
            [status, err.readLines()[0]] == [1, "ERROR: Unknown server 'nobody'"]
        }
        with(barman(relay, none, 'put-wal', '--test', 'streamed')) {
            status == 1
            err.contains('archiver = off')
        }
        names(host.home().resolve('pg/incoming')) == []

        where:
        relay << ['socat', 'perl', 'python3'].findAll { Fixtures.hasProgram(it) }
        number = relay == 'socat' ? 'A' : relay == 'perl' ? 'B' : 'C'
    }

    def "of #there the way to the runtime is #taken"() {
        given: 'programs that say that they were called'
        def path = ShellScripts.path(host.directory.resolve("path-of-${there.join('-')}"), [])
        def mark = path.resolve('called')
        there.each {
            def real = ['/usr/bin', '/bin', '/usr/local/bin'].collect { directory -> Path.of(directory, it) }.find { Files.isExecutable(it) }
            Files.writeString(path.resolve(it), "#!/bin/sh\necho $it >>$mark\nexec $real \"\$@\"\n").toFile().executable = true
        }

        expect:
        with(run(relaying, path, new byte[0], 'put-wal', 'pg', '--test')) {
            [status, out, err] == [0, 'Ready to accept WAL files for the server pg\n', '']
        }
        Files.readAllLines(mark).toSet() == [taken].toSet()

        where:
        there << ['socat', 'perl', 'python3'].findAll { Fixtures.hasProgram(it) }.with { all -> all.indices.collect { all.drop(it) } }
        taken = there[0]
    }

    def "a segment with bad pages is taken, set aside and alarmed"() {
        expect:
        barman('perl', sent(TWO, new byte[1 << 20]), 'put-wal', 'pg').status == 0
        Eventually.until { names(host.home().resolve('pg/errors')).any { it.startsWith(TWO) && it.endsWith('.invalid') } }
        with(host.run('check', 'pg')) {
            out.contains('archiver errors: FAILED (invalid: 1')
        }
    }

    def "no relay program, no runtime, or one that does not answer: a JVM does it"() {
        given:
        def runtime = host.pid().get()
        if (frozen) {
            assert new ProcessBuilder('sh', '-c', "kill -STOP $runtime").start().waitFor() == 0
        }

        expect:
        with(run(shim, path(relay), zipped(sent(name, segment(name))), 'put-wal', 'pg', '--compressed')) {
            [status, out, err] == [0, '', '']
        }
        frozen || Files.exists(archived(name)) || Files.exists(host.home().resolve("pg/incoming/$name"))

        cleanup:
        new ProcessBuilder('sh', '-c', "kill -CONT $runtime").start().waitFor()
        Eventually.until { Files.exists(archived(name)) }

        where:
        relay  | frozen | name
        'none' | false  | '0000000100000000000000D1'
        'perl' | true   | '0000000100000000000000D2'
    }

    def "a runtime that dies while it delivers is no success: #relay"() {
        given: 'more than all pipes hold'
        def file = host.home().resolve("pg/streaming/$GREAT")
        Files.createDirectories(file.parent)
        Files.write(file, segment(GREAT, [size: 64 << 20]))
        if (host.pid().empty) {
            host.run('runtime', 'start')
        }
        def path = ShellScripts.path(host.directory.resolve("path-dying-$relay"), [relay])
        def builder = new ProcessBuilder(shim.toString(), 'get-wal', 'pg', GREAT)
        builder.environment().put('PATH', path.toString())
        def process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start()
        process.inputStream.readNBytes(100000).length == 100000

        when:
        def runtime = ProcessHandle.of(host.pid().get()).get()
        runtime.destroyForcibly()
        runtime.onExit().get(10, TimeUnit.SECONDS)
        process.inputStream.transferTo(OutputStream.nullOutputStream())

        then:
        process.waitFor() == 1

        where:
        relay << ['socat', 'perl', 'python3'].findAll { Fixtures.hasProgram(it) }
    }
}
