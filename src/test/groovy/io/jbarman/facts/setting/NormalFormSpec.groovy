package io.jbarman.facts.setting

import spock.lang.Specification

class NormalFormSpec extends Specification {
    def "an integer of unit #unit: #text is #normal"() {
        expect:
        NormalForm.of(setting('integer', unit), text) == Optional.ofNullable(normal)

        where:
        unit   | text       || normal
        'kB'   | '1GB'      || '1048576'
        'kB'   | '1024MB'   || '1048576'
        'kB'   | '1.1GB'    || '1153024'
        'kB'   | '64'       || '64'
        '8kB'  | '128MB'    || '16384'
        '8kB'  | ' 128 MB ' || '16384'
        'MB'   | '1GB'      || '1024'
        'B'    | '1kB'      || '1024'
        'ms'   | '0.5s'     || '500'
        'ms'   | '1min'     || '60000'
        's'    | '2h'       || '7200'
        'min'  | '1d'       || '1440'
        null   | '0x10'     || '16'
        null   | '10'       || '10'
        null   | '0777'     || '511'
        null   | '1e1'      || '10'
        null   | '10kB'     || null
        'kB'   | '1gb'      || null
        'kB'   | '5s'       || null
        null   | 'ten'      || null
        null   | ''         || null
    }

    def "a flag: #text is #normal"() {
        expect:
        NormalForm.of(setting('bool', null), text) == Optional.ofNullable(normal)

        where:
        text    || normal
        'on'    || 'on'
        'TRUE'  || 'on'
        'yes'   || 'on'
        'y'     || 'on'
        '1'     || 'on'
        'of'    || 'off'
        'f'     || 'off'
        'No'    || 'off'
        '0'     || 'off'
        'o'     || null
        'maybe' || null
    }

    def "an enum knows its words, also those that the server hides"() {
        given:
        def walLevel = new Setting('wal_level', 'replica', Optional.empty(), 'postmaster', 'enum',
            ['minimal', 'replica', 'logical'], Optional.empty(), Optional.empty(), Optional.of('replica'), 'default')

        expect:
        NormalForm.of(walLevel, text) == Optional.ofNullable(normal)

        where:
        text          || normal
        'Replica'     || 'replica'
        'hot_standby' || 'replica'
        'archive'     || 'replica'
        'full'        || null
    }

    def "numbers out of range are refused"() {
        given:
        def setting = new Setting('x', '1', Optional.empty(), 'sighup', 'integer', [], Optional.of('0'),
            Optional.of('100'), Optional.of('1'), 'default')

        expect:
        NormalForm.of(setting, '100').get() == '100'
        NormalForm.of(setting, '101').isEmpty()
        NormalForm.of(setting, '-1').isEmpty()
    }

    def "lists of names are compared element by element"() {
        given:
        def setting = new Setting('shared_preload_libraries', '', Optional.empty(), 'postmaster', 'string', [],
            Optional.empty(), Optional.empty(), Optional.of(''), 'default')

        expect:
        NormalForm.of(setting, 'a,"b"') == NormalForm.of(setting, 'a, b')
    }

    def "#number of #unit is shown as #shown"() {
        expect:
        setting('integer', unit).display(number) == shown

        where:
        number     | unit  | shown
        '16384'    | '8kB' | '128MB'
        '1025'     | '8kB' | '8200kB'
        '1024'     | 'MB'  | '1GB'
        '500'      | 'ms'  | '500ms'
        '300'      | 's'   | '5min'
        '-1'       | 'ms'  | '-1'
        '0'        | 'kB'  | '0'
        '10'       | null  | '10'
        'anything' | 'kB'  | 'anything'
    }

    static Setting setting(String type, String unit) {
        new Setting('x', '', Optional.ofNullable(unit), 'sighup', type, [], Optional.empty(), Optional.empty(),
            Optional.empty(), 'default')
    }
}
