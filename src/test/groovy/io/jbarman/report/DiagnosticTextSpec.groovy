package io.jbarman.report

import io.jbarman.diagnostics.Diagnostic
import io.jbarman.diagnostics.Origin
import spock.lang.Specification

class DiagnosticTextSpec extends Specification {
    def "a problem with its place, line, caret and remedy"() {
        expect:
        DiagnosticText.of(Diagnostic.error('x', new Origin('t.yml', 12, 5, '    prot: 1'), 'wrong', 'mend it').withDetail('two\nlines')) == '''\
            t.yml:12:5: error: wrong
               12 |     prot: 1
                  |     ^
              two
              lines
              hint: mend it
            '''.stripIndent()
    }

    def "codes stand behind all problems, each once: #codes"() {
        given:
        def problems = codes.collect { Diagnostic.error(it, 's', 'h') }

        expect:
        DiagnosticText.withCodes(problems, Ink.NONE) == DiagnosticText.of(problems) + said

        where:
        codes           || said
        []              || ''
        ['a', 'a']      || "'jbarman doc a' says more.\n"
        ['b', 'a', 'b'] || "'jbarman doc CODE' says more of each: b, a.\n"
    }

    def "the caret stands under column #column of '#line'"() {
        when:
        def shown = DiagnosticText.of(Diagnostic.error('x', new Origin('t', 1, column, line), 's', ''))

        then:
        shown.readLines()[2] == '      | ' + pad + '^'

        where:
        line                  | column || pad
        'a: b'                | 4      || '   '
        'a:\tb'               | 4      || '  \t'
        '\t\tb'               | 3      || '\t\t'
        '数据: x'              | 5      || '      '
        'e\u0301: x'          | 5      || '   '
        '\uD83D\uDE00: x'     | 4      || '    '
        'ab'                  | 9      || '  '
    }

    def "of a long line the part around the column is shown"() {
        given:
        def line = 'a' * 1000 + 'X' + 'b' * 1000

        when:
        def lines = DiagnosticText.of(Diagnostic.error('x', new Origin('t', 1, 1001, line), 's', '')).readLines()

        then:
        lines[1].length() < 200
        lines[1].startsWith('    1 | ...')
        lines[1].endsWith('...')
        lines[1].charAt(lines[2].indexOf('^')) == 'X' as char
    }

    def "a document cannot speak to the terminal"() {
        when:
        def text = DiagnosticText.of(Diagnostic.error('x', new Origin('t\u001b', 1, 1, 'a\u001b[2J\u202E'), '\u001b[31m', '\u0007'))

        then:
        !(text =~ /[\u001b\u0007\u202E]/)
    }

    def "colours only with ink"() {
        given:
        def problem = Diagnostic.error('x', new Origin('t', 1, 1, 'a'), 's', '')

        expect:
        !DiagnosticText.of([problem]).contains('\u001b')
        DiagnosticText.of([problem], new Ink(true)).contains('\u001b[31merror\u001b[0m')
        DiagnosticText.of([problem], new Ink(true)).replaceAll('\u001b\\[[0-9]*m', '') == DiagnosticText.of([problem])
    }

    def "the hundredth problem is the last one shown"() {
        when:
        def text = DiagnosticText.of((1..250).collect { Diagnostic.error('x', "problem $it", '') })

        then:
        text.contains('problem 100\n')
        !text.contains('problem 101')
        text.endsWith('... and 150 more\n')
    }
}
