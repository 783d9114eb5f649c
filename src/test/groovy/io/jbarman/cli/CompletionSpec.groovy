package io.jbarman.cli

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** What {@code generate-completion} prints, read by the shells that it is for. */
class CompletionSpec extends Specification {
    @TempDir
    @Shared
    Path directory

    @Shared
    Path script

    def setupSpec() {
        def out = new StringWriter()
        assert Main.commandLine(new PrintWriter(out), new PrintWriter(System.err), 'generate-completion').execute('generate-completion') == 0
        script = Files.writeString(directory.resolve('completion'), out.toString())
    }

    String run(String... command) {
        def process = new ProcessBuilder(command).redirectErrorStream(true).start()
        process.outputStream.close()
        def said = process.inputStream.text
        assert process.waitFor(60, TimeUnit.SECONDS)
        assert process.exitValue() == 0: said
        said
    }

    def "bash: #typed offers #offered"() {
        given:
        def words = typed.split(' ', -1)

        expect:
        run('bash', '--norc', '-c', 'compopt() { :; }; . "$1" && shift && COMP_WORDS=("$@") && COMP_CWORD=$(($# - 1)) && _complete_jbarman && printf "%s\\n" "${COMPREPLY[@]}"',
                'bash', script.toString(), *words).readLines()*.strip().contains(offered)

        where:
        typed                      || offered
        'jbarman pl'               || 'plan'
        'jbarman '                 || 'explain'
        'jbarman plan --de'        || '--detailed-exitcode'
        'jbarman drift --no'       || '--notify'
        'jbarman secrets r'        || 'rekey'
        'jbarman plan --format '   || 'html'
    }

    @Requires({ ['/bin/zsh', '/usr/bin/zsh'].any { new File(it).canExecute() } })
    def "zsh: it is read, and completes by the same function"() {
        expect:
        run('zsh', '-fc', 'autoload -U +X compinit && compinit -u -d "$2" && autoload -U +X bashcompinit && bashcompinit && . "$1" && print -r -- ${_comps[jbarman]}',
                'zsh', script.toString(), directory.resolve('dump').toString()).contains('_complete_jbarman')
    }
}
