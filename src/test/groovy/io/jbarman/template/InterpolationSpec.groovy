package io.jbarman.template

import spock.lang.Specification

class InterpolationSpec extends Specification {
    static final VALUES = [
        home: '/var/lib/barman', n: '5', braces: '{{ n }}', empty: '', 'false_': 'x',
        number: 5L, exact: 1.50G, yes: true, list: ['b', 'a', 'b'], numbers: [3L, 1L], nothing: [],
        map: [a: 'x', deep: [b: ['y']]],
    ]

    def "'#text' reads '#expected'"() {
        expect:
        Interpolation.parse(text).render(VALUES) == expected

        where:
        text                                   || expected
        'plain'                                || 'plain'
        '{{ home }}/x'                         || '/var/lib/barman/x'
        '{{home}}{{n}}'                        || '/var/lib/barman5'
        '{{ home | upper }}'                   || '/VAR/LIB/BARMAN'
        "{{ n == '5' ? 'five' : 'other' }}"    || 'five'
        '{{ home ~ "/" ~ n }}'                 || '/var/lib/barman/5'
        "{{ '{{' }} n {{ '}}' }}"              || '{{ n }}'
        '{{ braces }}'                         || '{{ n }}'
        '{{ empty | default("none") }}'        || 'none'
        '{{ nowhere | default("none") }}'      || 'none'
        '{{ map.nowhere | default("none") }}'  || 'none'
        '{{ map.a }}{{ map.deep.b | first }}'  || 'xy'
        '{{ number }} {{ exact }} {{ yes }}'   || '5 1.50 true'
        '{{ number + 1 }} {{ n | int + 1 }}'   || '6 6'
        '{{ number == 5 and yes }}'            || 'true'
        "x {{ list | join(', ') }}"            || 'x b, a, b'
        '{{ list | join }}'                    || 'bab'
        "{{ nothing | join(', ') }}."          || '.'
        "{{ list | unique | sort | join(',') }}" || 'a,b'
        "{{ numbers | sort | join('<') }}"     || '1<3'
        '{{ list | length }}{{ list | last }}' || '3b'
        '{{ list | to_json }}'                 || '["b","a","b"]'
        '{{ map | to_json }}'                  || '{"a":"x","deep":{"b":["y"]}}'
        '{{ exact | to_json }}{{ yes | to_json }}' || '1.50true'
        '{{ home | to_json }}'                 || '"/var/lib/barman"'
        '{{ home | basename }} {{ home | dirname }}' || 'barman /var/lib'
        '{{ n | default(1) }}'                 || '5'
        '{{ {"a": {"b": n}} | to_json }}{{ n }}' || '{"a":{"b":"5"}}5'
        "{{ 'it\\'s }}' }} {{ n }}"            || "it's }} 5"
        'a {% if true %} b {# c #} {{ n }}'    || 'a {% if true %} b {# c #} 5'
    }

    def "'#text' is refused: #message"() {
        when:
        Interpolation.parse(text).render(VALUES)

        then:
        def problem = thrown(TemplateException)
        problem.message.contains(message)
        problem.unknownVariable().orElse(null) == variable

        where:
        text                                          | message                       || variable
        '{{ hom }}'                                   | "unknown variable 'hom'"      || 'hom'
        '{{ hom | upper }}'                           | "unknown variable 'hom'"      || 'hom'
        '{{ home'                                     | "'{{' without '}}'"           || null
        '{{ }}'                                       | 'nothing between'             || null
        '{{ home | nofilter }}'                       | 'nofilter'                    || null
        '{{ home.class }}'                            | 'no methods'                  || null
        '{{ home.getClass().getName() }}'             | ''                            || null
        '{{ range(1, 1000000000) }}'                  | ''                            || null
        '{{ 1..1000000000 }}'                         | ''                            || null
        '{{ home | replace({"a": home}) }}'           | 'replace'                     || null
        '{{ include("/etc/passwd") }}'                | ''                            || null
        '{{ n + }}'                                   | ''                            || null
        '{{ home * 2 }}'                              | ''                            || null
        'x {{ list }}'                                | 'a list cannot stand within'  || null
        'x {{ map }}'                                 | 'a mapping cannot stand'      || null
        '{{ map.nowhere }}'                           | "'map' has no 'nowhere'"      || null
        '{{ map.deep.nowhere.x }}'                    | "'map.deep' has no 'nowhere'" || null
        '{{ home.length }}'                           | 'no mapping'                  || null
        '{{ home | join }}'                           | "'join' is for lists"         || null
        '{{ home | int }}'                            | 'no whole number'             || null
        '{{ x }}'.replace('x', 'a' * 501)             | 'more than 500 characters'    || null
    }

    def "text that is one expression yields the value itself"() {
        expect:
        Interpolation.parse(text).evaluate(VALUES) == expected

        where:
        text                       || expected
        '{{ list }}'               || ['b', 'a', 'b']
        '{{list|unique}}'          || ['b', 'a']
        '{{ map.deep }}'           || [b: ['y']]
        '{{ number }}'             || 5L
        '{{ number + 1 }}'         || 6L
        '{{ yes }}'                || true
        ' {{ number }}'            || ' 5'
        '{{ number }}{{ number }}' || '55'
        '{{ empty }}'              || ''
        '{{ braces }}'             || '{{ n }}'
    }

    def "filters that feed each other cannot grow text out of all bounds"() {
        when:
        Interpolation.parse('{{ ' + 'list' + ' | to_json' * 45 + ' }}').render(VALUES)

        then:
        thrown(TemplateException)
    }

    def "a misspelt filter is told the right one"() {
        when:
        Interpolation.parse('{{ home | uper }}').render(VALUES)

        then:
        def problem = thrown(TemplateException)
        problem.message == "there is no filter 'uper'"
        problem.remedy().get() == "did you mean 'upper'?"
    }

    def "the names in '#text' are #names"() {
        expect:
        Interpolation.parse(text).names() as List == names

        where:
        text                                   || names
        '{{ a }} b {{ c }}'                    || ['a', 'c']
        "{{ a | default('b') }}"               || ['a']
        '{{ a ~ b.c }}'                        || ['a', 'b']
    }
}
