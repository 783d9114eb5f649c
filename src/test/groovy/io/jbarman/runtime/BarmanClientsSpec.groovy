package io.jbarman.runtime

import static io.jbarman.ingest.WalSamples.segment

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

/**
 * The clients of Barman's releases, unchanged, over SSH against our runtime: this Debian's, and with {@code make
 * test-matrix} those of newer ones, each in a Debian of its own.
 */
@Requires(value = { Fixtures.hasProgram('sshd') && Fixtures.hasProgram('flock') && Fixtures.hasProgram('barman-wal-archive') }, reason = 'needs sshd, flock and barman-cli (Debian packages: openssh-server, util-linux, barman-cli)')
class BarmanClientsSpec extends Specification {
    @Shared
    @AutoCleanup
    SshHost site

    @Shared
    int last = 0

    def setupSpec() {
        // Whatever they do, the runtime does it, without a JVM.
        site = new SshHost(['pg'], '/bin/false')
        site.host.server('pg', 'conninfo = host=127.0.0.1 port=1 user=nobody dbname=postgres\narchiver = on\ncompression = gzip')
        Files.createDirectories(site.host.home().resolve('pg'))
        Files.writeString(site.host.home().resolve('pg/identity.json'), '{"systemid": "7", "version": "15"}')
        assert site.host.run('runtime', 'start').status == 0
    }

    private static Path debian(String suite) {
        if (suite == 'here') {
            return Path.of('/')
        }
        def made = ShellScripts.run([HOME: System.getProperty('user.home'), PATH: System.getenv('PATH')], new byte[0], Fixtures.checkout(),
            'bench/newer-debian', suite, 'barman-cli', 'openssh-client')
        assert made.status == 0: made
        Path.of(made.out.strip())
    }

    def "Barman #version of #suite archives and restores, and tells what is wrong"() {
        given: 'a directory in that Debian, with an ssh of its own'
        def root = debian(suite)
        def enter = suite == 'here' ? [] : ['chroot', root]
        def inside = "/tmp/jbssh-${ProcessHandle.current().pid()}-$suite".toString()
        def client = Files.createDirectory(root.resolve(inside.substring(1)))
        Files.copy(site.ssh.identityFile(), client.resolve('id'), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES)
        Files.copy(site.ssh.knownHosts(), client.resolve('known_hosts'))
        Files.writeString(client.resolve('ssh'), "#!/bin/sh\nexec /usr/bin/ssh -F none -i $inside/id -o IdentitiesOnly=yes" +
            " -o UserKnownHostsFile=$inside/known_hosts -o StrictHostKeyChecking=yes \"\$@\"\n").toFile().setExecutable(true)
        def run = { String program, List<String> options, String... words ->
            def command = [program, '-U', site.ssh.user(), '--port', "${site.ssh.port()}"] + options + ['127.0.0.1', 'pg'] + words.toList()
            ShellScripts.run([PATH: '/usr/sbin:/usr/bin:/sbin:/bin'], new byte[0], client, (enter + ['env', '-C', inside, "PATH=$inside:/usr/bin:/bin"] + command)*.toString() as String[])
        }
        def written = { Map how = [:] ->
            def name = String.format('0000000100000000%08X', 1 + last++)
            Files.write(client.resolve(name), segment(name, how))
            name
        }

        expect: 'the release that is meant'
        run('barman-wal-archive', ['--version'], 'x').with { (it.out + it.err).contains(version) }

        and: 'archiving'
        run('barman-wal-archive', ['--test'], 'DUMMY').with { it.status == 0 && it.out.contains('Ready to accept WAL files for the server pg') }
        def names = (1..4).collect { written() }
        names.each { name ->
            with(run('barman-wal-archive', [], name)) {
                [status, out, err] == [0, '', '']
            }
        }
        names.each { name -> Eventually.until { Files.exists(site.host.archived('pg', name)) } }
        run('barman-wal-archive', [], names[0]).status == 0
        def compressed = written()
        run('barman-wal-archive', ['--gzip'], compressed).status == (version == '3.20' ? 0 : 2)
        with(run('barman-wal-archive', [], written([system: 9]))) {
            status == 1
            err.contains('it is of the cluster with system identifier 9, not of 7')
            err.contains("Remote 'barman put-wal' command has failed!")
        }

        and: 'restoring, also ahead'
        run('barman-wal-restore', ['--test'], 'DUMMY', 'DUMMY').with { it.status == 0 && it.out.contains('Ready to retrieve WAL files from the server pg') }
        names.each { name ->
            with(run('barman-wal-restore', ['-p', '2', '--spool-dir', "$inside/spool".toString()], name, 'RECOVERYXLOG')) {
                [status, err] == [0, '']
            }
            assert Files.readAllBytes(client.resolve('RECOVERYXLOG')) == segment(name)
        }
        with(run('barman-wal-restore', [], '0000000100000000000000EE', 'nothing')) {
            status == 1
            err.contains("not found in server 'pg'")
        }

        cleanup:
        client?.toFile()?.deleteDir()

        where:
        [suite, version] << (Boolean.getBoolean('jbarman.matrix') ? [['trixie', '3.13'], ['forky', '3.20']] : [['here', '3.4']])
    }
}
