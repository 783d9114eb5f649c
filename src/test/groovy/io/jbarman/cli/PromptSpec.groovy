package io.jbarman.cli

import io.jbarman.fixture.TestClassPath
import io.jbarman.transport.ShellQuote
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** Secrets that somebody at a terminal is asked for; util-linux's script is the terminal. */
@Requires({ new File('/usr/bin/script').canExecute() })
class PromptSpec extends Specification {
    static final QUESTION = 'Password of nobody'

    /** The answer is typed once the question is there. */
    static final SCRIPT = """
        mkfifo typed
        script -qefc "\$1" said <typed >/dev/null & pid=\$!
        exec 3>typed
        until grep -q '$QUESTION' said || ! kill -0 \$pid; do sleep 0.1; done
        echo hunter2 >&3
        wait \$pid
        """

    @TempDir
    Path directory

    Path topology

    def setup() {
        topology = Files.writeString(directory.resolve('topology.yml'), """
            version: 1
            name: site
            secrets:
              app_password: { prompt: "$QUESTION" }
            hosts:
              pghost: { address: 127.0.0.1, connection: local }
            postgres:
              pg: { host: pghost, port: 1, access: { road: tcp, user: nobody, password: app_password } }
            """.stripIndent())
    }

    int run(String... command) {
        def process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(directory.resolve('out').toFile()).start()
        process.outputStream.close()
        assert process.waitFor(120, TimeUnit.SECONDS)
        process.exitValue()
    }

    List<String> plan() {
        [Path.of(System.getProperty('java.home'), 'bin', 'java').toString(), '-XX:TieredStopAtLevel=1', '-cp', TestClassPath.text(),
         'io.jbarman.cli.Main', 'plan', topology.toString()]
    }

    def "it is asked for once, and not shown"() {
        when:
        def status = run('bash', '-c', SCRIPT, 'bash', ShellQuote.join(plan()))
        def screen = Files.readString(directory.resolve('said'))

        then:
        status == 1
        screen.count(QUESTION) == 1
        screen.contains('127.0.0.1')
        !screen.contains('hunter2')
    }

    def "where there is no terminal, nobody is asked"() {
        expect:
        run(*plan()) == 1
        with(Files.readString(directory.resolve('out'))) {
            contains("there is nobody to ask for '$QUESTION'")
            !contains("$QUESTION:")
        }
    }
}
