package io.jbarman.cli

import java.nio.file.Files
import java.nio.file.Path
import picocli.CommandLine
import spock.lang.Specification
import spock.lang.TempDir

/** Manual pages, made of what the commands say of themselves. */
class ManCommandSpec extends Specification {
    static final REQUESTS = ['TH', 'SH', 'TP', 'PP', 'nf', 'fi']

    @TempDir
    Path directory

    def out = new StringWriter()
    def err = new StringWriter()

    int run(String... args) {
        out.buffer.length = 0
        err.buffer.length = 0
        Main.commandLine(new PrintWriter(out), new PrintWriter(err), args).execute(args)
    }

    def "every command has a page with all of its options, and nothing in a text is a request"() {
        given:
        def all = Main.commandLine(new PrintWriter(out), new PrintWriter(err))

        expect:
        run('man', '--output', directory.toString()) == 0
        commands(all).every { command ->
            def page = Files.readString(directory.resolve("${command.commandSpec.qualifiedName('-')}.1"))
            page.startsWith('.TH ') && page.contains('.SH NAME') && page.contains('.SH SYNOPSIS') &&
                    command.commandSpec.options().findAll { !it.hidden() }.every { page.contains(Roff.text(it.longestName())) } &&
                    page.readLines().findAll { it =~ /^[.']/ }.every { it =~ /^\.(${REQUESTS.join('|')})\b/ }
        }
        Files.list(directory).withCloseable { it.count() } > 35
    }

    private static List<CommandLine> commands(CommandLine one) {
        [one] + one.subcommands.values().toSet().collectMany { commands(it) }
    }

    def "a page is printed, also of a command under another one"() {
        expect:
        run('man', 'plan') == 0
        out.toString().contains('jbarman\\-plan \\- Observe and compare, change nothing')
        out.toString().contains('.SH EXIT STATUS')
        run('man', 'secrets', 'rekey') == 0
        out.toString().startsWith('.TH JBARMAN-SECRETS-REKEY 1')
        run('man') == 0
        out.toString().contains('jbarman\\-destroy')
        run('man', 'plam') == 1
        err.toString().contains("did you mean 'plan'?")
    }

    def "text is text: #text"() {
        expect:
        Roff.lines(text) == page

        where:
        text                || page
        '.SH in a text'     || '\\&.SH in a text'
        "'quoted"           || "\\&'quoted"
        'a\\fBb'            || 'a\\efBb'
        '--yes'             || '\\-\\-yes'
        'one%ntwo, 100%%'   || 'one\ntwo, 100%'
    }
}
