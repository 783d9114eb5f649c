package io.jbarman.cli

import io.jbarman.playbook.TopologyFile
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** {@code import} as it is typed. */
class ImportCommandSpec extends Specification {
    static final CONFIGURATION =
            Path.of(System.getProperty('jbarman.checkout', '.'), 'src/test/resources/import/one-file.conf').toString()

    @TempDir
    Path directory

    def out = new StringWriter()
    def err = new StringWriter()

    int run(String... args) {
        out.buffer.length = 0
        err.buffer.length = 0
        Main.commandLine(new PrintWriter(out), new PrintWriter(err), args).execute(args)
    }

    def "the document goes to standard output, what it does not say to standard error too"() {
        expect:
        run('import', '--barman-conf', CONFIGURATION) == 0
        out.toString().startsWith('# Imported by jbarman from ')
        out.toString().contains('.pgpass')
        !out.toString().contains('secrets:')
        err.toString().contains("$CONFIGURATION:5:")
        !(out.toString() + err).contains('word dbname')
        !(out.toString() + err).contains('password=word')
    }

    def "a file is written, and never written over"() {
        given:
        def file = directory.resolve('topology.yml')

        expect:
        run('import', '--barman-conf', CONFIGURATION, '--output', file.toString(), '--name', 'shop', '--address', '10.0.0.9',
                '--ssh-user', 'ops', '--ssh-port', '2222', '--become', 'sudo', '--known-hosts', '/k') == 0
        with(TopologyFile.read(file).topology().get()) {
            name() == 'shop'
            hosts().barmanhost.address() == '10.0.0.9'
            hosts().values().every { it.ssh().user().get() == 'ops' && it.ssh().become().name() == 'SUDO' && it.ssh().port().asInt == 2222 }
        }

        when:
        Files.writeString(file, 'mine')

        then:
        run('import', '--barman-conf', CONFIGURATION, '--output', file.toString()) == 1
        err.toString().contains('is there already; nothing was written')
        Files.readString(file) == 'mine'
        run('import', '--barman-conf', CONFIGURATION, '--output', "$file/under") == 1
        err.toString().contains('cannot be written')
    }

    def "what is no configuration of Barman's is told"() {
        expect:
        run('import', '--barman-conf', directory.resolve('none').toString()) == 1
        err.toString().contains('there is no such file')
        err.toString().contains('to import it, --barman-conf FILE')
        run('import') == 64
        err.toString().startsWith('error: Missing required argument')
        run('import', '--barman-conf', CONFIGURATION, '--become', 'root') == 64
    }
}
