package io.jbarman.playbook

import io.jbarman.schema.ControlNode
import io.jbarman.template.FileTemplate
import io.jbarman.template.TemplateException
import io.jbarman.template.Toil
import io.jbarman.topology.KnownVariable
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class VariablesSpec extends Specification {
    @TempDir
    Path directory

    /** Ways to Java, to files and to the engine's own things. */
    static final ESCAPES = [
            '{{ s.class }}',
            '{{ s.getClass() }}',
            '{{ s.class.forName("java.lang.Runtime") }}',
            '{{ s.getClass().forName("java.lang.Runtime").getRuntime().exec("touch MARKER") }}',
            '{{ "".class.forName("java.lang.Runtime").getMethod("getRuntime").invoke(null).exec("touch MARKER") }}',
            '{{ n.class }}',
            '{{ n.intValue() }}',
            '{{ l.class }}',
            '{{ l.size() }}',
            '{{ l.stream() }}',
            '{{ (l | first).class }}',
            '{{ m.class }}',
            '{{ m.keySet() }}',
            '{{ m["class"] }}',
            '{{ (1).class }}',
            '{{ true.class }}',
            '{{ [1].class }}',
            '{{ {"a": 1}.class }}',
            '{{ s.toCharArray() }}',
            '{{ s.bytes }}',
            '{{ host.name.class }}',
            '{{ _context }}',
            '{{ template }}',
            '{{ locale }}',
            '{{ include("/etc/passwd") }}',
            '{{ import("/etc/passwd") }}',
            '{{ source("/etc/passwd") }}',
            '{{ i18n("x", "y") }}',
            '{{ block("x") }}',
            '{{ parent() }}',
            '{{ max(1, 2) }}',
            '{{ s | raw }}',
            '{{ s | escape }}',
            '{{ s | date("yyyy") }}',
            '{{ "#{s.class}" }}',
            '{{ \'\\\'\' }}{# \' #}{{ template ~ \'\' }}',
            '{{ {"a": {"b": 1}} ~ template }}',
            '{{ template == 1 ? "a" : "b" }}',
    ]

    ParsedTopology read(String text, Map<String, String> given = [:]) {
        def file = Files.writeString(directory.resolve('t.yml'), 'version: 1\nname: t\n' + text.stripIndent())
        TopologyFile.read(file, given)
    }

    static final LEVELS = '''
        vars: { place: document, other: "at {{ place }}" }
        vars_files: [one.yml, two.yml]
        groups:
          all_pg: { hosts: pg*, vars: { place: all_pg } }
          chosen: { hosts: ["pg*", "!pg1", "!pg2"], vars: { place: chosen } }
        hosts:
          h: { address: "{{ place }}" }
          pg1: { address: "{{ place }}" }
          pg2: { address: "{{ place }}", vars: { place: host } }
          pg3: { address: "{{ place }}" }
        '''

    def "of two values the one nearer to the host counts: #levels"() {
        given:
        Files.writeString(directory.resolve('one.yml'), one)
        Files.writeString(directory.resolve('two.yml'), two)

        when:
        def hosts = read(LEVELS, given).orThrow().hosts()

        then:
        ['h', 'pg1', 'pg2', 'pg3'].collect { hosts[it].address() } == addresses

        where:
        levels               | one          | two          | given           || addresses
        'document and below' | 'x: y'       | 'x: y'       | [:]             || ['document', 'all_pg', 'host', 'chosen']
        'files'              | 'place: one' | 'place: two' | [:]             || ['two', 'all_pg', 'host', 'chosen']
        'the first file'     | 'place: one' | 'x: y'       | [:]             || ['one', 'all_pg', 'host', 'chosen']
        'the command line'   | 'place: one' | 'place: two' | [place: 'here'] || ['here', 'here', 'here', 'here']
    }

    def "what was shadowed is known, and where"() {
        given:
        Files.writeString(directory.resolve('one.yml'), 'place: one')
        Files.writeString(directory.resolve('two.yml'), 'x: [1, two]')

        when:
        def known = read(LEVELS).details().get().variables('pg3').collectEntries { [it.name(), it] } as Map<String, KnownVariable>

        then:
        known.place.value() == 'chosen'
        known.place.source().words() == 'group chosen'
        known.place.source().origin().line() == 8
        known.place.shadowed().collect { it.words() } ==
                ['group all_pg', "file ${directory.resolve('one.yml')}", 'vars of the document']
        known.place.shadowed()*.written() == ['all_pg', 'one', 'document']

        and: 'a variable of the document is what the host makes of it'
        known.other.value() == 'at chosen'
        known.other.source().written() == 'at {{ place }}'
        known.x.value() == '[1,"two"]'
        known.host.value() == '{"name":"pg3","groups":["all_pg","chosen"]}'
    }

    def "a block sees the variables of the host that it is about"() {
        when:
        def topology = read('''
                vars: { data: "/srv/{{ cluster }}" }
                groups: { a: { vars: { cluster: "{{ host.name }}" } } }
                hosts:
                  h1: { address: h1.example, groups: [a] }
                  h2: { address: h2.example, vars: { cluster: two, port: 5433 } }
                  b: { address: b.example, vars: { cluster: archive } }
                postgres:
                  pg:
                    host: h1
                    data_directory: "{{ data }}"
                    replication: { role: r }
                    standbys: { pg2: { host: h2, slot: pg2, data_directory: "{{ data }}", port: "{{ port }}" } }
                barman:
                  backup:
                    host: b
                    home: "{{ data }}"
                    servers: { pg: { conninfo: "host=h1 user=b", archiver: true } }
                ''').orThrow()

        then:
        topology.postgres().pg.dataDirectory().get() == '/srv/h1'
        topology.postgres().pg.standbys().pg2.dataDirectory().get() == '/srv/two'
        topology.postgres().pg.standbys().pg2.port().get() == 5433
        topology.barman().backup.home() == '/srv/archive'
        topology.hosts().h1.groups() == ['a']
        topology.groups().keySet() as List == ['a']
    }

    def "a list stays a list where it stands alone, and is joined within text"() {
        when:
        def hosts = read('''
                vars: { nets: [10.0.0.1, 10.0.1.0/24], names: { first: "{{ nets | first }}" } }
                hosts:
                  h: { address: a, source_addresses: "{{ nets }}" }
                  i: { address: a, source_addresses: ["{{ names.first }}"] }
                  j: { address: "x-{{ nets | join('.') | replace }}" }
                '''.replace(' | replace', ' | upper | lower | first')).orThrow().hosts()

        then:
        hosts.h.sourceAddresses() == ['10.0.0.1', '10.0.1.0/24']
        hosts.i.sourceAddresses() == ['10.0.0.1']
        hosts.j.address() == 'x-1'
    }

    def "what a variable yields is data: braces in it are never evaluated, however they got there"() {
        given:
        Files.writeString(directory.resolve('v.yml'), '''
                evil: "{{ '{{' }} secret {{ '}}' }}"
                '''.stripIndent())

        when:
        def topology = read('''
                vars_files: [v.yml]
                vars: { secret: leaked, again: "{{ evil }}", list: ["{{ again }}"], given: "" }
                hosts: { h: { address: a, ssh: { identity_file: "/{{ again }}/{{ list | first }}/{{ given }}" } } }
                ''', [given: '{{ secret }}']).orThrow()

        then:
        topology.hosts().h.ssh().identityFile().get().toString() == '/{{ secret }}/{{ secret }}/{{ secret }}'
    }

    def "no expression reaches Java: #expression"() {
        given:
        def marker = directory.resolve('reached')
        def text = expression.replace('MARKER', marker.toString())

        when:
        def parsed = TopologyFile.parse('t.yml', """
                version: 1
                name: t
                vars: { s: text, n: 5, l: [a, b], m: { a: b } }
                hosts: { h: { address: a, ssh: { identity_file: '/x/${text.replace("'", "''")}' } } }
                """.stripIndent().getBytes(StandardCharsets.UTF_8), new ControlNode(directory, directory))

        then:
        parsed.topology().empty
        parsed.problems().every { it.code() in ['bad-expression', 'unknown-variable'] }
        parsed.problems().size() == 1
        !Files.exists(marker)

        where:
        expression << ESCAPES
    }

    def "nor does a template of a file: #code"() {
        given:
        def marker = directory.resolve('reached')
        def values = [s: 'text', n: 5L, l: ['a', 'b'], m: [a: 'b'], host: [name: 'h']]

        when:
        new FileTemplate(code.replace('MARKER', marker.toString())).render(values)

        then:
        thrown(TemplateException)
        !Files.exists(marker)

        where:
        code << ESCAPES + [
            '{% include "/etc/passwd" %}',
            '{% import "/etc/passwd" %}',
            '{% from "/etc/passwd" import x %}',
            '{% extends "/etc/passwd" %}',
            '{% block x %}{% endblock %}',
            '{% macro x() %}{% endmacro %}',
            '{% set s = 1 %}',
            '{% autoescape "html" %}{% endautoescape %}',
            '{% filter upper %}x{% endfilter %}',
            '{% parallel %}x{% endparallel %}',
            '{% cache "x" %}x{% endcache %}',
            '{% for i in range(1, 9) %}{{ i }}{% endfor %}',
            '{% for i in 1..9 %}{{ i }}{% endfor %}',
            '{% for c in s.class.methods %}{{ c }}{% endfor %}',
            '{% if s.getClass() == s %}x{% endif %}',
            '{{ nowhere }}',
            '{{ m.nowhere }}',
            '{% if nowhere %}x{% endif %}',
            '{% for a in nowhere %}x{% endfor %}',
            '{{ "}} {#" }}{{ template }}',
            '{# {% for template in l %} #}{{ template }}',
            '{{ "#{template}" }}',
            '{{ [{"a": {"b": 1}}, block("x")] }}',
            '{{ {"a": {"b": 1}} ~ "{#" }}{{ template }}',
            '{% verbatim %}{#{% endverbatim %}{{ template }}',
            '{%- verbatim -%}{{ it\'s {%- endverbatim -%}{{ block("x") }}',
            '{% verbatim %}{{ it\'s {% endverbatim %}' + '{% for a in l %}' * 3 + '{% endfor %}' * 3,
            '{{ "a\\"" ~ template ~ "b" }}',
        ]
    }

    def "all hosts in a file of each of 1,800 hosts are not too much"() {
        given:
        def toil = new Toil()
        def hosts = (1..1800).collect { "host$it" }
        def file = new FileTemplate('{% for h in hosts %}10.1.22.133 {{ h }} {{ h }}.example\n{% endfor %}')

        expect:
        (1..1800).every { file.render([hosts: hosts], toil).length() > 60_000 }
    }

    def "what stands in a comment is no code: #text"() {
        expect:
        new FileTemplate(text).render([l: ['a'], s: 'x']) == rendered

        where:
        text                                                  || rendered
        '{# {{ template }} #}x'                               || 'x'
        '{# {{ block("x") }} #}x'                             || 'x'
        '{# {% for a in l %}{% for b in l %}{% for c in l %} #}x' || 'x'
        '{# it\'s {{ old #}{{ s }}{#- as it was -#}'          || 'x'
        '{{ "{# " }}{{ s }}{{ "#}" }}'                        || '{# x#}'
        '{% verbatim %}n=${#list[@]} {{ s {% endverbatim %}{{ s }}{# #}' || 'n=${#list[@]} {{ s x'
        '{{ {"a": {"b": s}} | to_json }}{{ s }}'              || '{"a":{"b":"x"}}x'
        '{{ \'#{s} it\\\'s \' ~ s }}'                         || "#{s} it's x"
    }

    def "names in comments are not asked for"() {
        expect:
        new FileTemplate('{# {{ old }} #}{{ s }}{% if t == "}} {#" %}{{ u }}{% endif %}').names() == ['s', 'if', 't', 'u', 'endif'] as Set
        new FileTemplate('{% verbatim %}n=${#list[@]}{% endverbatim %}{{ s }}{# #}').names().contains('s')
        new FileTemplate('{{ {"a": {"b": 1}} ~ s }}').names() == ['s'] as Set
    }

    def "a loop may have the name of one of the engine's own"() {
        expect:
        new FileTemplate('{% for locale in l %}{{ locale }} {% endfor %}{{ template }}').render([l: ['de', 'fr'], template: 'x']) == 'de fr x'
    }

    def "nor does a condition: #code"() {
        given:
        def marker = directory.resolve('reached')
        def condition = code.replace('MARKER', marker.toString()).replaceAll(/^\{\{ | }}$/, '').replace("'", "''")

        when:
        def parsed = read("""
                vars: { s: text, n: 5, l: [a, b], m: { a: b } }
                hosts: { h: { address: a } }
                plays:
                  - name: p
                    hosts: h
                    tasks: [{ name: t, when: '($asking$condition) == 1', file: { path: /srv, state: directory } }]
                """)

        then:
        parsed.topology().empty
        parsed.problems()*.code().every { it in ['bad-expression', 'unknown-variable'] }
        !Files.exists(marker)

        where:
        [asking, code] << [['', 'host.facts.cpus > 0 and 1 == '], ESCAPES + ['{{ nowhere }}']].combinations()
    }

    def "-e takes the kind of what it replaces"() {
        expect:
        read("""
                vars: { n: 1, t: "1" }
                hosts: { h: { address: "x{{ n == 5 }}{{ t == '5' }}" } }
                """, [n: '5', t: '5']).orThrow().hosts().h.address() == 'xtruetrue'
    }

    def "a name in vars_files may depend on the command line"() {
        given:
        Files.createDirectory(directory.resolve('vars'))
        Files.writeString(directory.resolve('vars/prod.yml'), 'address: prod.example')

        when:
        def parsed = read('''
                vars_files: ["vars/{{ env }}.yml"]
                hosts: { h: { address: "{{ address }}" } }
                ''', [env: 'prod'])

        then:
        parsed.orThrow().hosts().h.address() == 'prod.example'
        parsed.files() == [directory.resolve('vars/prod.yml')]
    }

    def "a bomb of lists ends with a diagnostic"() {
        given:
        def bomb = (1..12).collect { "  v$it: [" + (["\"{{ v${it - 1} }}\""] * 10).join(', ') + ']' }.join('\n')

        expect:
        read("vars:\n  v0: x\n$bomb\nhosts: { h: { address: a } }").problems().any { it.summary().contains('beyond all measure') }
    }
}
