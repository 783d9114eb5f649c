package io.jbarman.diagnostics

import spock.lang.Specification

class SuggestionSpec extends Specification {
    static final KNOWN = ['conninfo', 'streaming_conninfo', 'slot_name', 'archiver', 'port']

    def "#word was meant to be #meant"() {
        expect:
        Suggestion.closest(word, KNOWN).orElse(null) == meant

        where:
        word                 || meant
        'coninfo'            || 'conninfo'
        'slot-name'          || 'slot_name'
        'SLOT_NAME'          || 'slot_name'
        'prot'               || 'port'
        'streaming_conifno'  || 'streaming_conninfo'
        'archive_command'    || null
        'xyz'                || null
        ''                   || null
    }

    def "without a near word the hint lists what there is"() {
        expect:
        Suggestion.hint('zzz', ['a1', 'b2'], 'known hosts') == 'known hosts: a1, b2'
        Suggestion.hint('zzz', [], 'known hosts') == ''
        Suggestion.hint('archivr', KNOWN, 'known keys') == "did you mean 'archiver'?"
    }
}
