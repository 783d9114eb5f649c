package io.jbarman.pg

import spock.lang.Specification

class ValuesSpec extends Specification {
    def "position #text is #value and is written #written"() {
        expect:
        Lsn.parse(text).value() == value
        Lsn.parse(text).toString() == written

        where:
        text                | value                      | written
        '0/0'               | 0                          | '0/0'
        '16/B374D848'       | 0x16B374D848L              | '16/B374D848'
        '0/01000000'        | 0x1000000L                 | '0/1000000'
        'ffffffff/ffffffff' | -1L                        | 'FFFFFFFF/FFFFFFFF'
    }

    def "'#text' is no position"() {
        when:
        Lsn.parse(text)

        then:
        thrown(IllegalArgumentException)

        where:
        text << ['', '0', '0/', '/0', '0/G', '123456789/0', '0/0 ']
    }

    def "positions are unsigned"() {
        expect:
        Lsn.parse('7FFFFFFF/0').isBefore(Lsn.parse('80000000/0'))
        Lsn.max(Lsn.parse('80000000/0'), Lsn.parse('1/0')) == Lsn.parse('80000000/0')
    }

    def "a segment size of #text is #bytes bytes"() {
        expect:
        WalSegmentSize.parse(text).bytes() == bytes

        where:
        text       | bytes
        '16MB'     | 16 << 20
        '1GB'      | 1 << 30
        '1MB'      | 1 << 20
        '16777216' | 16 << 20
        '2048kB'   | 2 << 20
    }

    def "#text is no segment size"() {
        when:
        WalSegmentSize.parse(text)

        then:
        thrown(IllegalArgumentException)

        where:
        text << ['', '15MB', '512kB', '2GB', '16 MB', '-16MB']
    }

    def "server version #number is #text, major #major"() {
        expect:
        new ServerVersion(number).toString() == text
        new ServerVersion(number).major() == major

        where:
        number | text     | major
        150018 | '15.18'  | 15
        100023 | '10.23'  | 10
        90624  | '9.6.24' | 9
    }

    def "'#text' is a slot name: #valid"() {
        expect:
        SlotName.isValid(text) == valid

        where:
        text     | valid
        'barman' | true
        'b_1'    | true
        ''       | false
        'Barman' | false
        'a-b'    | false
        'x' * 63 | true
        'x' * 64 | false
    }

    def "a system identifier is unsigned"() {
        expect:
        SystemIdentifier.parse('18446744073709551615').toString() == '18446744073709551615'
    }

    def "timeline #value is named #hex, its history #history"() {
        expect:
        new TimelineId(value).hex() == hex
        new TimelineId(value).historyFileName() == history
        TimelineId.parseHex(hex) == new TimelineId(value)

        where:
        value | hex        | history
        1     | '00000001' | '00000001.history'
        26    | '0000001A' | '0000001A.history'
    }

    def "#one and #other are the same range: #same"() {
        expect:
        (Cidr.parse(one).orElseThrow().spelled() == Cidr.parse(other).orElseThrow().spelled()) == same

        where:
        one               | other                     || same
        '10.0.0.5'        | '10.0.0.5/32'             || true
        '10.0.0.5/24'     | '10.0.0.0/24'             || true
        '10.0.0.0/24'     | '10.0.0.0/25'             || false
        '10.0.0.5'        | '10.0.0.6'                || false
        '::1'             | '0:0:0:0:0:0:0:1/128'     || true
        'FE80::A'         | 'fe80:0::000a'            || true
        '::ffff:10.0.0.5' | '::FFFF:a00:5/128'        || true
        '::ffff:10.0.0.5' | '10.0.0.5'                || false
        '0.0.0.0/0'       | '::/0'                    || false
    }

    def "#text is this machine alone: #loopback"() {
        expect:
        Cidr.parse(text).orElseThrow().loopback == loopback

        where:
        text                  || loopback
        '127.0.0.1'           || true
        '::1'                 || true
        '0:0:0:0:0:0:0:1/128' || true
        '8000::/1'            || false
        '10.0.0.5'            || false
    }

    def "#network with #mask is #range"() {
        expect:
        Cidr.of(network, mask).map { it.spelled() } == Cidr.parse(range).map { it.spelled() }

        where:
        network           | mask                      || range
        '10.0.0.5'        | '255.255.255.255'         || '10.0.0.5'
        '10.0.0.0'        | '255.255.255.0'           || '10.0.0.0/24'
        'fe80::'          | 'ffff:ffff:ffff:ffff::'   || 'fe80::/64'
        '::ffff:10.0.0.0' | 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff00' || '::ffff:10.0.0.0/120'
        '10.0.0.0'        | '0.0.0.0'                 || '10.0.0.0/0'
        '10.0.0.5'        | '255.255.255.0'           || '10.0.0.0/24'
        '10.0.0.0'        | '255.0.255.0'             || 'no range'
        '10.0.0.0'        | '0.255.255.255'           || 'no range'
        'fe80::'          | 'ffff:0:ffff::'           || 'no range'
    }

    def "'#text' is no range"() {
        expect:
        Cidr.parse(text).empty

        where:
        text << ['', 'all', 'db.example', '10.0.0.0/33', '10.0.0.0/', '10.0.0', '::/129', '10.0.0.0/-1']
    }
}
