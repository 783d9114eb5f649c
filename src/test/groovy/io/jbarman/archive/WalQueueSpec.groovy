package io.jbarman.archive

import static io.jbarman.archive.WalQueue.Verdict.*

import spock.lang.Specification

class WalQueueSpec extends Specification {
    static final A = '000000010000000000000001'
    static final B = '000000010000000000000002'
    static final C = '000000020000000000000002'

    def "streaming holds #names: #verdicts"() {
        expect:
        WalQueue.streaming(names).collectEntries { [it.name(), it.verdict()] } == verdicts

        where:
        names                                       | verdicts
        []                                          | [:]
        [B + '.partial', A]                         | [(A): ARCHIVE, (B + '.partial'): LEAVE]
        [A, B]                                      | [(A): ARCHIVE, (B): ARCHIVE_AND_KEEP]
        [B + '.partial', C + '.partial', A]         | [(A): ARCHIVE, (B + '.partial'): ARCHIVE, (C + '.partial'): LEAVE]
        ['00000002.history', C + '.partial']        | ['00000002.history': ARCHIVE, (C + '.partial'): LEAVE]
        ['00000002.history']                        | ['00000002.history': ARCHIVE]
        ['.identity.json', A + '.tmp', 'core', A]   | ['core': SET_ASIDE, (A): ARCHIVE_AND_KEEP]
    }

    def "incoming holds #names: #verdicts"() {
        expect:
        WalQueue.incoming(names).collectEntries { [it.name(), it.verdict()] } == verdicts

        where:
        names                                      | verdicts
        [B, A + '.partial', ".77-$A".toString()]   | [(A + '.partial'): ARCHIVE, (B): ARCHIVE]
        [A + '.00000028.backup', 'x']              | [(A + '.00000028.backup'): ARCHIVE, 'x': SET_ASIDE]
    }

    def "#name belongs at #key"() {
        expect:
        WalFileName.parse(name).map { it.key() }.orElse(null) == key

        where:
        name                                | key
        A                                   | '0000000100000000/' + A
        A + '.partial'                      | '0000000100000000/' + A + '.partial'
        A + '.00000028.backup'              | '0000000100000000/' + A + '.00000028.backup'
        '0000000A.history'                  | '0000000A.history'
        A + '.gz'                           | null
        'xlog.db'                           | null
        A + '.28.backup'                    | null
    }
}
