package io.jbarman.resource.hba

import io.jbarman.facts.hba.HbaFile
import io.jbarman.facts.hba.HbaFileQuery
import io.jbarman.facts.hba.HbaRule
import io.jbarman.facts.hba.HbaRulesQuery
import io.jbarman.facts.role.Role
import io.jbarman.facts.role.Roles
import io.jbarman.facts.role.RolesQuery
import io.jbarman.pg.RoleAttribute
import io.jbarman.plan.Decision
import io.jbarman.plan.LineInsertions
import io.jbarman.plan.Step
import io.jbarman.topology.PostgresServer.HbaType
import spock.lang.Specification

class RuleMatchSpec extends Specification {
    def "#type #databases #users #address #mask for #wanted.line(): #match"() {
        given:
        def rule = new HbaRule('/hba', 1, type, databases, users, Optional.ofNullable(address), Optional.ofNullable(mask), 'md5', Optional.empty())

        expect:
        RuleMatch.of(rule, wanted, ['staff'] as Set) == RuleMatch.valueOf(match)

        where:
        type        | databases        | users              | address     | mask              | wanted      || match
        'host'      | ['all']          | ['all']            | '10.0.0.0'  | '255.255.255.0'   | barman()    || 'YES'
        'host'      | ['all']          | ['all']            | '10.0.1.0'  | '255.255.255.0'   | barman()    || 'NO'
        'host'      | ['all']          | ['all']            | 'all'       | null              | streaming() || 'NO'
        'host'      | ['replication']  | ['all']            | 'all'       | null              | streaming() || 'YES'
        'host'      | ['replication']  | ['all']            | 'all'       | null              | barman()    || 'NO'
        'host'      | ['x', 'postgres'] | ['barman']        | 'all'       | null              | barman()    || 'YES'
        'host'      | ['sameuser']     | ['all']            | 'all'       | null              | barman()    || 'NO'
        'host'      | ['all']          | ['+staff']         | 'all'       | null              | barman()    || 'YES'
        'host'      | ['all']          | ['+others']        | 'all'       | null              | barman()    || 'NO'
        'host'      | ['all']          | ['/^bar']          | 'all'       | null              | barman()    || 'YES'
        'host'      | ['all']          | ['/[']             | 'all'       | null              | barman()    || 'MAYBE'
        'local'     | ['all']          | ['all']            | null        | null              | barman()    || 'NO'
        'hostssl'   | ['all']          | ['all']            | 'all'       | null              | barman()    || 'MAYBE'
        'hostnossl' | ['all']          | ['all']            | 'all'       | null              | barman()    || 'MAYBE'
        'host'      | ['all']          | ['all']            | 'samenet'   | null              | barman()    || 'MAYBE'
        'host'      | ['all']          | ['all']            | 'db.example' | null             | barman()    || 'MAYBE'
        'host'      | ['all']          | ['all']            | '::1'       | 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff' | barman() || 'NO'
        'host'      | ['all']          | ['all']            | '10.0.0.9'  | '255.255.255.255' | network()   || 'MAYBE'
        'host'      | ['all']          | ['all']            | '10.0.0.0'  | '255.0.0.0'       | network()   || 'YES'
        'host'      | ['all']          | ['all']            | '10.0.0.9'  | '255.255.255.0'   | barman()    || 'YES'
        'host'      | ['all']          | ['all']            | '10.7.0.0'  | '255.0.255.0'     | barman()    || 'MAYBE'
        'host'      | ['all']          | ['all']            | '10.0.5.0'  | '255.0.255.0'     | barman()    || 'NO'
        'host'      | ['all']          | ['all']            | '10.0.0.5'  | '255.0.255.255'   | network()   || 'MAYBE'
        'host'      | ['all']          | ['all']            | '10.7.1.0'  | '255.0.255.0'     | network()   || 'NO'
        'host'      | ['all']          | ['all']            | 'fe80::'    | 'ff00:ff::'       | barman()    || 'NO'
        'host'      | ['all']          | ['all']            | '10.0.5.0'  | '255.0.255.0'     | named()     || 'MAYBE'
    }

    def "placed where it has an effect: #title"() {
        when:
        def decision = resource().decide(state(rules))

        then:
        describe(decision) == outcome

        where:
        title                       | rules                                        || outcome
        'nothing there'             | []                                           || 'at the end'
        'given already'             | [rule(3, '10.0.0.0', '255.255.255.0', 'scram-sha-256')] || 'in sync: the rules that match first let the roles in by scram-sha-256'
        'another method first'      | [rule(3, '10.0.0.0', '255.255.255.0', 'md5'), rule(4, '10.0.0.9', '255.255.255.255', 'scram-sha-256')] || 'before line 3'
        'foreign network first'     | [rule(3, '10.9.0.0', '255.255.255.0', 'md5'), rule(4, '10.0.0.9', '255.255.255.255', 'trust')] || 'before line 4'
        'rejected'                  | [rule(3, '0.0.0.0', '0.0.0.0', 'reject')]    || 'conflict: "host postgres barman 10.0.0.9/32 scram-sha-256" is needed, but /hba:3 rejects such connections'
        'rejected elsewhere'        | [rule(3, '10.0.5.0', '255.0.255.0', 'reject')] || 'at the end'
        'rejected behind ours'      | [rule(3, '10.0.0.9', '255.255.255.255', 'scram-sha-256'), rule(4, '0.0.0.0', '0.0.0.0', 'reject')] || 'in sync: the rules that match first let the roles in by scram-sha-256'
        'included file'             | [rule(3, '10.0.0.9', '255.255.255.255', 'md5', '/included')] || 'conflict: "host postgres barman 10.0.0.9/32 scram-sha-256" is needed, but /included:3, an included file, answers such connections with md5'
        'broken file'               | [new HbaRule('/hba', 9, '', [], [], Optional.empty(), Optional.empty(), '', Optional.of('invalid connection type'))] || 'conflict: the server cannot read its client authentication file, /hba:9: invalid connection type'
    }

    def "above a reject only where that is asked for: #aboveReject"() {
        given:
        def resource = hba([barman()], aboveReject)

        expect:
        describe(resource.decide(state([rule(3, '0.0.0.0', '0.0.0.0', 'reject')]))).startsWith(outcome)

        where:
        aboveReject || outcome
        true        || 'before line 3'
        false       || 'conflict: "host postgres barman 10.0.0.9/32 scram-sha-256" is needed, but /hba:3 rejects'
    }

    def "noted: #title"() {
        given:
        def tls = new WantedRule(HbaType.HOSTSSL, 'postgres', 'barman', PeerAddress.of('10.0.0.9'), 'scram-sha-256')
        def resource = hba([wanted == 'tls' ? tls : barman()])

        expect:
        resource.notes(state(rules))*.summary() == notes

        where:
        title                    | wanted | rules                                                       || notes
        'nothing'                | 'any'  | [rule(3, '10.0.0.0', '255.255.255.0', 'md5')]               || []
        'a hidden rule'          | 'any'  | [rule(3, '10.0.0.9', '255.255.255.255', 'md5'), own(4)]     || ['/hba:4 (md5) can no longer match: "host postgres barman 10.0.0.9/32 scram-sha-256" comes before it']
        'TLS is not insisted on' | 'tls'  | [rule(3, '10.0.0.0', '255.255.255.0', 'scram-sha-256')]     || ['/hba:3 lets barman in without TLS too; declared is hostssl']
        'TLS is insisted on'     | 'tls'  | [rule(3, '10.0.0.0', '255.255.255.0', 'scram-sha-256', '/hba', 'hostssl')] || []
    }

    def "who is let in, turned away and no longer spoken of: #title"() {
        given:
        def resource = hba(wanted.collect { word(it) }, false, unwanted.collect { word(it) })

        when:
        def text = there
        def decision = resource.decide(seen(text))
        decision instanceof Decision.Change && decision.steps().each {
            text = it instanceof Step.InsertHbaRules ? LineInsertions.apply(text, it.insertions()) : text
            text = it instanceof Step.RemoveHbaRules ? text.readLines().findAll { line -> !(line in it.lines()) }.collect { it + '\n' }.join() : text
        }

        then:
        (decision instanceof Decision.Conflict ? 'conflict: ' + decision.summary() : text) == after
        decision instanceof Decision.Conflict || resource.decide(seen(text)) instanceof Decision.InSync

        where:
        title                                 | wanted                                                | unwanted | there | after
        'by socket'                           | ['local shop app  peer']                              | []       | 'local all all md5\n' | 'local shop app peer\nlocal all all md5\n'
        'by socket, already'                  | ['local shop app  peer']                              | []       | 'host all all 10.0.0.0/8 md5\nlocal all all peer\n' | 'host all all 10.0.0.0/8 md5\nlocal all all peer\n'
        'turned away'                         | ['host all old 10.0.0.0/8 reject']                    | []       | 'host all all 10.0.0.0/8 md5\n' | 'host all old 10.0.0.0/8 reject\nhost all all 10.0.0.0/8 md5\n'
        'nobody lets them in'                 | ['host all old 10.0.0.0/8 reject']                    | []       | 'host all app 10.0.0.0/8 md5\n' | 'host all app 10.0.0.0/8 md5\n'
        'turned away, already'                | ['host all old 10.0.0.0/8 reject']                    | []       | 'host all old 10.0.0.0/8 reject\nhost all all 10.0.0.0/8 md5\n' | 'host all old 10.0.0.0/8 reject\nhost all all 10.0.0.0/8 md5\n'
        'one of the others'                   | ['host all app 10.0.0.1/32 md5', 'host all all 10.0.0.0/8 reject'] | [] | 'host all all 10.0.0.0/8 trust\n' | 'host all app 10.0.0.1/32 md5\nhost all all 10.0.0.0/8 reject\nhost all all 10.0.0.0/8 trust\n'
        'one who is let in further down'      | ['host all app 10.0.0.1/32 md5', 'host all all 10.0.0.0/8 reject'] | [] | 'host all all 10.0.0.0/8 trust\nhost all app 10.0.0.1/32 md5\n' | 'host all app 10.0.0.1/32 md5\nhost all all 10.0.0.0/8 reject\nhost all all 10.0.0.0/8 trust\nhost all app 10.0.0.1/32 md5\n'
        'one more than those turned away'     | ['host all all 10.0.0.0/8 reject', 'host all app 10.0.0.1/32 md5'] | [] | 'host all all 10.0.0.0/8 reject\n' | 'host all app 10.0.0.1/32 md5\nhost all all 10.0.0.0/8 reject\n'
        'turned away from what is opened'     | ['host all all 10.0.0.0/8 md5', 'host all old 10.0.0.0/8 reject'] | [] | '' | 'host all old 10.0.0.0/8 reject\nhost all all 10.0.0.0/8 md5\n'
        'narrower than what is opened'        | ['host shop app 10.0.0.0/8 md5', 'host shop app 10.0.0.9/32 reject'] | [] | '' | 'host shop app 10.0.0.9/32 reject\nhost shop app 10.0.0.0/8 md5\n'
        'a network but for a host by name'    | ['host all app report.example md5', 'host all all 10.0.0.0/8 reject'] | [] | 'host all all 10.0.0.0/8 trust\n' | 'host all app report.example md5\nhost all all 10.0.0.0/8 reject\nhost all all 10.0.0.0/8 trust\n'
        'from all databases, one is open'     | ['host all app 10.0.0.0/8 reject']                    | []       | 'host shop app 10.0.0.0/8 md5\n' | 'host all app 10.0.0.0/8 reject\nhost shop app 10.0.0.0/8 md5\n'
        'a group, one is let in'              | ['host all +crew 10.0.0.0/8 reject']                  | []       | 'host all app 10.0.0.0/8 md5\n' | 'host all +crew 10.0.0.0/8 reject\nhost all app 10.0.0.0/8 md5\n'
        'just who is let in'                  | ['host all app 10.0.0.0/8 md5', 'host all app 10.0.0.0/8 reject'] | [] | '' | 'conflict: "host all app 10.0.0.0/8 reject" turns away what is needed by the same topology: "host all app 10.0.0.0/8 md5"'
        'the same, spelled otherwise'         | ['host all app 10.1.2.3/8 md5', 'host all app 10.0.0.0/8 reject'] | [] | '' | 'conflict: "host all app 10.0.0.0/8 reject" turns away what is needed by the same topology: "host all app 10.1.2.3/8 md5"'
        'a line of no more use'               | [] | ['host all old 10.0.0.0/8 md5']  | '# a\nhost  all\told 10.0.0.0/8 md5\nhost all old,b 10.0.0.0/8 md5\nhost all old 10.0.0.0/8 trust\n' | '# a\nhost all old,b 10.0.0.0/8 md5\nhost all old 10.0.0.0/8 trust\n'
        'its comment stays'                   | [] | ['local all old  md5']           | 'local all old md5 # why\nlocal all "#" md5\n' | '# why\nlocal all "#" md5\n'
        'one with options is another'         | [] | ['local all old  peer']          | 'local all old peer map=peer\n' | 'local all old peer map=peer\n'
        'on several lines'                    | [] | ['local all old  md5']           | 'local all \\\n old md5\n' | 'conflict: /hba:1 is to go, and stands on several lines'
        'is needed'                           | ['local all old  md5'] | ['local all old  md5'] | '' | 'conflict: "local all old md5" is to go, and is needed'
        'is needed, of another spelling'      | ['host all old 10.0.0.5/24 md5'] | ['host all old 10.0.0.0/24 md5'] | '' | 'conflict: "host all old 10.0.0.0/24 md5" is to go, and is needed'
        'let in by another one once it is gone' | ['local all old  md5'] | ['local all all  md5'] | 'local all all md5\n' | 'local all old md5\n'
    }

    /** Words as in the file, an address left out twice of a socket. */
    static WantedRule word(String line) {
        def words = line.split(' ', -1)
        new WantedRule(HbaType.valueOf(words[0].toUpperCase()), words[1], words[2],
            words[3].empty ? PeerAddress.NONE : PeerAddress.of(words[3]), words[4], true)
    }

    /** As a server reads it. */
    static HbaState seen(String text) {
        def rules = []
        text.replace('\\\n', ' ').split('\n').eachWithIndex { line, index ->
            def words = line.replaceAll(/(^| )#.*/, '').split(/\s+/).findAll { it }
            if (words.size() > 3) {
                def host = words[0] != 'local'
                rules << new HbaRule('/hba', index + 1, words[0], words[1].split(',') as List, words[2].replace('"', '').split(',') as List,
                    Optional.ofNullable(host ? words[3].replaceAll('/.*', '') : null),
                    Optional.ofNullable(host && words[3] =~ /^\d/ ? (words[3].endsWith('/8') ? '255.0.0.0' : '255.255.255.255') : null), words[host ? 4 : 3], Optional.empty())
            }
        }
        new HbaState(new HbaFile('/hba', text, false), rules, new Roles([:]))
    }

    static HbaRule own(int line) {
        new HbaRule('/hba', line, 'host', ['postgres'], ['barman'], Optional.of('10.0.0.9'), Optional.of('255.255.255.255'), 'md5', Optional.empty())
    }

    def "an insertion keeps every other byte: #title"() {
        expect:
        LineInsertions.apply(text, insertions) == result

        where:
        title              | text               | insertions                                       || result
        'before the first' | 'a\nb\n'           | [new Step.LineInsertion(1, ['x'])]               || 'x\na\nb\n'
        'between'          | '# c\r\nb\n'       | [new Step.LineInsertion(2, ['x', 'y'])]          || '# c\r\nx\ny\nb\n'
        'at the end'       | 'a\n'              | [new Step.LineInsertion(2, ['x'])]               || 'a\nx\n'
        'unfinished line'  | 'a\nb'             | [new Step.LineInsertion(3, ['x'])]               || 'a\nb\nx\n'
        'empty file'       | ''                 | [new Step.LineInsertion(1, ['x'])]               || 'x\n'
        'two places'       | 'a\nb\nc\n'        | [new Step.LineInsertion(1, ['x']), new Step.LineInsertion(3, ['y'])] || 'x\na\nb\ny\nc\n'
        'blank lines'      | '\n\na\n'          | [new Step.LineInsertion(3, ['x'])]               || '\n\nx\na\n'
    }

    def "names are quoted where they would mean something else"() {
        expect:
        new WantedRule(HbaType.HOSTSSL, database, role, PeerAddress.of('10.0.0.9'), 'cert').line() == line

        where:
        database      | role       || line
        'replication' | 'all'      || 'hostssl replication "all" 10.0.0.9/32 cert'
        'my db'       | 'o"k'      || 'hostssl "my db" "o""k" 10.0.0.9/32 cert'
    }

    static resource() {
        hba([barman()])
    }

    static HbaResource hba(List<WantedRule> wanted, boolean aboveReject = false, List<WantedRule> unwanted = []) {
        new HbaResource(new HbaFileQuery('pg'), new HbaRulesQuery('pg'), new RolesQuery('pg', ['barman']), 'h', 'postgres', wanted,
            Optional.empty(), aboveReject, unwanted)
    }

    static HbaState state(List<HbaRule> rules) {
        new HbaState(new HbaFile('/hba', '# a\n# b\nc\nd\n', false), rules, new Roles(['barman': Role.named('barman', false, [RoleAttribute.LOGIN] as Set, [] as Set)]))
    }

    static HbaRule rule(int line, String address, String mask, String method, String file = '/hba', String type = 'host') {
        new HbaRule(file, line, type, ['all'], ['all'], Optional.of(address), Optional.of(mask), method, Optional.empty())
    }

    static WantedRule barman() {
        new WantedRule(HbaType.HOST, 'postgres', 'barman', PeerAddress.of('10.0.0.9'), 'scram-sha-256')
    }

    static WantedRule named() {
        new WantedRule(HbaType.HOST, 'postgres', 'barman', PeerAddress.of('barman.example'), 'scram-sha-256')
    }

    static WantedRule network() {
        new WantedRule(HbaType.HOST, 'postgres', 'barman', PeerAddress.of('10.0.0.0/24'), 'scram-sha-256')
    }

    static WantedRule streaming() {
        new WantedRule(HbaType.HOST, WantedRule.REPLICATION, 'streaming_barman', PeerAddress.of('10.0.0.9'), 'scram-sha-256')
    }

    static String describe(Decision decision) {
        if (decision instanceof Decision.InSync) {
            return 'in sync: ' + decision.reason()
        }
        if (decision instanceof Decision.Conflict) {
            return 'conflict: ' + decision.summary()
        }
        (decision as Decision.Change).differences()[0].attribute()
    }
}
