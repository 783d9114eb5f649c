package io.jbarman.resource.passfile

import io.jbarman.config.Passfile
import io.jbarman.config.PassfileLine
import io.jbarman.config.PassfileText
import io.jbarman.facts.file.PassfileFact
import io.jbarman.facts.file.PassfileQuery
import io.jbarman.plan.Action
import io.jbarman.plan.Decision
import io.jbarman.secret.Secret
import io.jbarman.transport.Account
import spock.lang.Specification

class PassfileResourceSpec extends Specification {
    static final RESOURCE = new PassfileResource('backup', 'barman', new PassfileQuery('b', Account.named('barman'), Optional.empty()),
        [new WantedLine('pg', 5432, 'postgres', 'barman', 'barman_password', Optional.of(Secret.of('canary'))),
         new WantedLine('pg', 5432, '*', 'streaming_barman', 'streaming_password', Optional.of(Secret.of('streaming')))], [] as Set)
    static final OURS = 'pg:5432:postgres:barman:canary\npg:5432:*:streaming_barman:streaming\n'

    def "#title: #outcome"() {
        given:
        def decision = RESOURCE.decide(new PassfileFact('/home/barman/.pgpass', mode, true, true, Passfile.parse(text)))

        expect:
        describe(decision) == outcome
        !decision.toString().contains('canary')

        where:
        title                  | mode | text                                                     || outcome
        'absent'               | 0    | ''                                                       || 'CREATE [pg:5432:postgres:barman, pg:5432:*:streaming_barman]'
        'as declared'          | 0600 | OURS                                                     || 'in sync: the lines that match first hold the declared passwords'
        'foreign lines'        | 0600 | '# c\nother:*:*:*:x\n' + OURS + '*:*:*:*:y\n'             || 'in sync: the lines that match first hold the declared passwords'
        'others may read it'   | 0640 | OURS                                                     || 'UPDATE [mode]'
        'another password'     | 0600 | OURS.replace('canary', 'old')                            || 'UPDATE [pg:5432:postgres:barman]'
        'one is missing'       | 0600 | 'pg:5432:postgres:barman:canary\n'                       || 'UPDATE [pg:5432:*:streaming_barman]'
        'for replication only' | 0600 | OURS.replace('*', 'replication')                         || 'in sync: the lines that match first hold the declared passwords'
        'shadowed'             | 0600 | '*:*:*:barman:old\n' + OURS                              || 'conflict: in /home/barman/.pgpass the line *:*:*:barman comes first for pg:5432:postgres:barman and holds another password'
        'served by another'    | 0600 | '*:*:*:barman:canary\npg:5432:*:streaming_barman:streaming\n' || 'in sync: the lines that match first hold the declared passwords'
    }

    def "a line is set in its place and nothing else moves: #title"() {
        expect:
        PassfileText.set(text, new PassfileLine('pg', '5432', '*', 'r:ole', Secret.of('a:b\\c'))) == result

        where:
        title        | text                                            || result
        'empty'      | ''                                              || 'pg:5432:*:r\\:ole:a\\:b\\\\c\n'
        'appended'   | '# c\n\nx:1:d:u:p'                              || '# c\n\nx:1:d:u:p\npg:5432:*:r\\:ole:a\\:b\\\\c\n'
        'replaced'   | 'a:1:d:u:p\npg:5432:*:r\\:ole:old\nb:1:d:u:p\n' || 'a:1:d:u:p\npg:5432:*:r\\:ole:a\\:b\\\\c\nb:1:d:u:p\n'
        'twice'      | 'pg:5432:*:r\\:ole:1\nx:1:d:u:p\npg:5432:*:r\\:ole:2\n' || 'pg:5432:*:r\\:ole:a\\:b\\\\c\nx:1:d:u:p\n'
    }

    static String describe(Decision decision) {
        if (decision instanceof Decision.InSync) {
            return 'in sync: ' + decision.reason()
        }
        if (decision instanceof Decision.Conflict) {
            return 'conflict: ' + decision.summary()
        }
        def change = decision as Decision.Change
        change.action().name() + ' ' + change.differences()*.attribute()
    }
}
