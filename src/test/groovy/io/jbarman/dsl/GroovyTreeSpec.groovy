package io.jbarman.dsl

import io.jbarman.diagnostics.Diagnostics
import io.jbarman.diagnostics.ProblemException
import io.jbarman.diagnostics.SourceText
import spock.lang.Specification

/** What a script says, as a tree. */
class GroovyTreeSpec extends Specification {
    def problems = new Diagnostics()

    private String read(String inside, boolean trusted = false) {
        def tree = GroovyTree.read(SourceText.ofCode('x.groovy', "topology('x') {\n$inside\n}\n"), trusted, problems)
        tree.spelling() - '{"name":"x",' - ',"version":"1"}'
    }

    def "#script is #tree"() {
        expect:
        read(script) == tree
        problems.all().empty

        where:
        script                                                        | tree
        "host('a') { address 'b' }"                                   | '"hosts":{"a":{"address":"b"}}'
        "host('a') { address 'b' }; host('c') { address 'd' }"        | '"hosts":{"a":{"address":"b"},"c":{"address":"d"}}'
        "host 'a', address: 'b'"                                      | '"hosts":{"a":{"address":"b"}}'
        "hosts a: [address: 'b']"                                     | '"hosts":{"a":{"address":"b"}}'
        "hosts { a { address 'b' } }"                                 | '"hosts":{"a":{"address":"b"}}'
        "host('a', groups: ['g']) { address 'b' }"                    | '"hosts":{"a":{"groups":["g"],"address":"b"}}'
        "vars n: 1, d: 1.50, t: true, x: null, l: [1, 'a']"           | '"vars":{"n":"1","d":"1.50","t":"true","x":"","l":["1","a"]}'
        "vars 'n', 1"                                                  | '"vars":{"n":"1"}'
        "secret 's', env('X')"                                        | '"secrets":{"s":{"env":"X"}}'
        "secret 's', env: 'X'"                                        | '"secrets":{"s":{"env":"X"}}'
        "secret('s') { file 'y' }"                                    | '"secrets":{"s":{"file":"y"}}'
        "group('g') { hosts 'a*', '!b' }"                             | '"groups":{"g":{"hosts":["a*","!b"]}}'
        "(1..2).each { n -> host(\"a\$n\") { address \"10.0.0.\$n\" } }" | '"hosts":{"a1":{"address":"10.0.0.1"},"a2":{"address":"10.0.0.2"}}'
        "for (n in [1, 2]) { vars \"v\$n\", n * 2 + 1 }"               | '"vars":{"v1":"3","v2":"5"}'
        "def node = { n -> host(n) { address n } }; node('a')"        | '"hosts":{"a":{"address":"a"}}'
        "def login = [user: 'a']; defaults { ssh login }"             | '"defaults":{"ssh":{"user":"a"}}'
        "def common = { address 'b' }; host 'a', common"              | '"hosts":{"a":{"address":"b"}}'
        "def big = 3 > 2; if (big && !false) { vars 'v', 'y' }"        | '"vars":{"v":"y"}'
        "vars 'v', ['b', 'a'].sort().join(',').toUpperCase()"          | '"vars":{"v":"A,B"}'
        "vars 'v', [a: 1].collect { k, v -> \"\$k=\$v\" }"             | '"vars":{"v":["a=1"]}'
        "def m = [a: [b: 1]]; vars 'v', m.a.b + m['a'].size()"         | '"vars":{"v":"2"}'
        "def n = 0; n += 2; n++; vars 'v', n"                          | '"vars":{"v":"3"}'
        "def x = null; vars 'v', x ?: 'none'"                          | '"vars":{"v":"none"}'
        "vars 'v', 7.toString().padLeft(2, '0')"                       | '"vars":{"v":"07"}'
        "postgres('p') { settings a: at_least(1) }"                   | '"postgres":{"p":{"settings":{"a":{"at_least":"1"}}}}'
        "drift { every '15m' }"                                       | '"drift":{"every":"15m"}'
    }

    def "a number that nobody can write out is told, and takes no memory: #script"() {
        when:
        try {
            read(script)
        } catch (ProblemException refused) {
            refused.problems().each { problems.add(it) }
        }

        then:
        problems.all()*.code() == [code]
        problems.all()[0].origin().get().line() == 2

        where:
        script                                      | code
        "vars 'v', 1e9999"                          | 'wrong-type'
        "vars 'v', 1e999999999"                     | 'wrong-type'
        "vars 'v', -1e-999999999"                   | 'wrong-type'
        "vars 'v', 1e999999999 - 1"                 | 'groovy-refused'
        "vars 'v', 1e-999999999 + 1"                | 'groovy-refused'
        "vars 'v', 'x'.padLeft(1e-999999999, '0')"  | 'groovy-refused'
    }

    def "values know their places"() {
        when:
        def tree = GroovyTree.read(
                SourceText.ofCode('x.groovy', "topology('x') {\n  host('a') { address 'b' }\n  vars m: 1,\n    n: [2, 3]\n}\n"), false, problems)
        def place = { key -> tree.entries().find { it.key() == key } }

        then:
        place('name').value().origin().toString() == 'x.groovy:1:10'
        place('hosts').value().entries()[0].keyOrigin().toString() == 'x.groovy:2:8'
        place('hosts').value().entries()[0].value().entries()[0].keyOrigin().toString() == 'x.groovy:2:15'
        place('hosts').value().entries()[0].value().entries()[0].value().origin().toString() == 'x.groovy:2:23'
        place('vars').value().entries()[1].value().items()[1].origin().toString() == 'x.groovy:4:12'
        place('vars').value().entries()[1].value().items()[1].origin().lineText() == '    n: [2, 3]'
    }

    def "a word that a block does not have falls through to none around it"() {
        when:
        read("host('a') {\n  address 'b'\n  drift { every '15m' }\n}")

        then: 'it is the host that is told to have no drift, though the document has one'
        problems.all()*.summary() == ["unknown key 'drift' in a host"]
    }

    def "words are checked where no run comes to"() {
        when:
        read("if (1 > 2) {\n  host('a') { adress 'b' }\n}\nvars 'v', 1")

        then:
        problems.all()*.hint() == ["did you mean 'address'?"]
        problems.all()[0].origin().get().toString() == 'x.groovy:3:15'
    }

    def "a trusted script that fails is told at its own line"() {
        when:
        read("\n  throw new IllegalStateException('no route')\n", true)

        then:
        def failure = thrown(ProblemException)
        failure.problems()*.summary() == ['the script fails: no route']
        failure.problems()[0].origin().get().line() == 3
    }

    def "a trusted script has methods and dynamic words"() {
        expect:
        read("def k = 'address'; host('a') { \"\$k\"(twice('b')) }\n}\ndef twice(x) { x * 2 ", true) == '"hosts":{"a":{"address":"bb"}}'
    }

    def "a trusted script is a program outside of the topology"() {
        given:
        System.clearProperty('jbarman.seen')
        def text = '''
            println ''
            ['a', 'b'].each { System.setProperty('jbarman.seen', it); printf '' }
            def node = { n -> host(n) { address n } }
            topology('x') { ['a', 'b'].each { node(it) } }
            '''

        expect:
        GroovyTree.read(SourceText.ofCode('x.groovy', text), true, problems).spelling() ==
                '{"name":"x","hosts":{"a":{"address":"a"},"b":{"address":"b"}},"version":"1"}'
        System.getProperty('jbarman.seen') == 'b'
        problems.all().empty
    }

    def "no timer runs a trusted script"() {
        given:
        def file = java.nio.file.Files.createTempFile('timer', '.groovy')
        java.nio.file.Files.writeString(file, "topology('x') { host('a') { address 'b' }; drift { timer true } }")

        expect:
        io.jbarman.playbook.TopologyFile.read(file, [:], trusted).problems()*.code().contains('contradiction') == trusted

        cleanup:
        java.nio.file.Files.delete(file)

        where:
        trusted << [true, false]
    }
}
