package io.jbarman.engine

import io.jbarman.facts.Fact
import io.jbarman.facts.FactQuery
import io.jbarman.transport.Account
import spock.lang.Specification

class FactScriptSpec extends Specification {
    static final String MARK = 'jbarman0123456789abcdef0123456789abcdef'

    def "what a fragment writes arrives as it was written: #what"() {
        expect:
        answers([script])[0] == new Fact.Known([status, output as String])

        where:
        what                       | script                                             || status | output
        'a line'                   | 'echo hello'                                       || 0      | 'hello\n'
        'nothing'                  | ':'                                                || 0      | ''
        'no line feed at the end'  | 'printf abc'                                       || 0      | 'abc'
        'many line feeds'          | "printf 'a\\n\\n\\n'"                              || 0      | 'a\n\n\n'
        'a status'                 | 'echo no; exit 3'                                  || 3      | 'no\n'
        'a failed last command'    | 'false'                                            || 1      | ''
        'quotes and dollars'       | "printf '%s' \"it's \\\$HOME\""                    || 0      | "it's \$HOME"
        'something like a status'  | "printf '\\n0'; exit 7"                            || 7      | '\n0'
        'the mark of the frames'   | "echo '${MARK} 1'; echo '${MARK} end'"             || 0      | "${MARK} 1\n${MARK} end\n"
        'letters beyond ASCII'     | "printf 'слот é'"                                  || 0      | 'слот é'
        'bytes that are no UTF-8'  | "printf 'Gr\\374\\337e'"                           || 0      | 'Gr\uDCFC\uDCDFe'
        'a program not installed'  | 'jbarman-no-such-program'                          || 127    | ''
        'errors on standard error' | 'echo noise >&2; echo data'                        || 0      | 'data\n'
        'reading standard input'   | 'cat; echo end'                                    || 0      | 'end\n'
        'a working directory'      | 'cd /; pwd'                                        || 0      | '/\n'
    }

    def "a fragment that is not shell spoils only itself"() {
        when:
        def facts = answers(["echo 'open", 'echo second', 'fi', 'echo fourth'])

        then:
        facts[0].value()[0] != 0
        facts[1] == new Fact.Known([0, 'second\n'])
        facts[2].value()[0] != 0
        facts[3] == new Fact.Known([0, 'fourth\n'])
    }

    def "a long answer stays whole"() {
        expect:
        answers(['seq 1 20000'])[0].value()[1].readLines().size() == 20000
    }

    def "what start-up files say before the first frame is not an answer"() {
        given:
        def script = new FactScript(questions(['echo one']), MARK)

        when:
        def facts = read(script, "Welcome to pghost!\n0\n" + sh(script.text()), '')

        then:
        facts[0] == new Fact.Known([0, 'one\n'])
    }

    def "a script that was cut short answers what it got to, and says why the rest is unknown"() {
        given:
        def script = new FactScript(questions(['echo one', 'echo two']), MARK)
        def whole = sh(script.text())

        when:
        def facts = read(script, whole.substring(0, whole.indexOf("${MARK} end")), 'it ended with status 137')

        then:
        facts[0] == new Fact.Known([0, 'one\n'])
        facts[1].reason().contains('it ended with status 137')
    }

    def "a reader that does not understand spoils only its own fact"() {
        given:
        def questions = [new Question('a', 'echo x', { s, o -> throw new NumberFormatException('not a number: x') }),
                         new Question('b', 'echo y', { s, o -> o })]
        def script = new FactScript(questions, MARK)

        when:
        def facts = read(script, sh(script.text()), '')

        then:
        facts[0].reason() == 'the answer about a could not be read: not a number: x'
        facts[1] == new Fact.Known('y\n')
    }

    private static List answers(List<String> scripts) {
        def script = new FactScript(questions(scripts), MARK)
        read(script, sh(script.text()), 'cut')
    }

    private static List read(FactScript script, String output, String cutShort) {
        script.answers(output, cutShort).collect { question, answer -> answer.readAs(question) }
    }

    private static List questions(List<String> scripts) {
        scripts.withIndex().collect { text, index -> new Question("q$index", text as String, { s, o -> [s, o] }) }
    }

    private static String sh(String script) {
        def process = new ProcessBuilder('sh', '-s').start()
        process.outputStream.withCloseable { it.write(script.getBytes('UTF-8')) }
        process.errorStream.close()
        process.inputStream.getText('UTF-8')
    }

    static class Question implements FactQuery.OfHost<Object> {
        final String name
        final String script
        final Closure reader

        Question(String name, String script, Closure reader) {
            this.name = name
            this.script = script
            this.reader = reader
        }

        String name() { name }

        String host() { 'pghost' }

        Account account() { Account.LOGIN }

        String script() { script }

        Object parse(int status, String output) { reader.call(status, output) }
    }
}
