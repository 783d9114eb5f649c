package io.jbarman.template

import spock.lang.Specification

class InterpolationSpec extends Specification {
    static final VALUES = [home: '/var/lib/barman', n: '5', braces: '{{ n }}', empty: '', 'false_': 'x']

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
        '{{ x }}'.replace('x', 'a' * 501)             | 'more than 500 characters'    || null
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
