package io.jbarman.resource.trust

import io.jbarman.facts.Fact
import io.jbarman.facts.Facts
import io.jbarman.facts.trust.HomeFileFact
import io.jbarman.facts.trust.HomeFileQuery
import io.jbarman.facts.trust.HostKeysQuery
import io.jbarman.facts.trust.LoginFact
import io.jbarman.facts.trust.LoginQuery
import io.jbarman.facts.trust.OwnKeyFact
import io.jbarman.facts.trust.PublicKey
import io.jbarman.facts.trust.RemoteTest
import io.jbarman.facts.trust.RemoteTestFact
import io.jbarman.facts.trust.SelinuxQuery
import io.jbarman.plan.Action
import io.jbarman.plan.Decision
import io.jbarman.plan.Step
import io.jbarman.topology.ArchiveCommand.Method
import io.jbarman.topology.HostSystem.KnownKey
import io.jbarman.topology.HostSystem.LoginKey
import io.jbarman.transport.Account
import spock.lang.Specification

class TrustSpec extends Specification {
    static final PG = new Peer('pg', 'pghost', 'postgres')
    static final BACKUP = new Peer('backup', 'barmanhost', 'barman')
    static final KEY = new PublicKey('ssh-ed25519', 'AAAAkey')
    static final OPTIONS = 'restrict,from="10.0.0.1",command="/b/ssh-dispatch pg=/b/pg/incoming"'
    static final COMMENT = 'jbarman:shop:postgres@pghost->barman@barmanhost'
    static final LINE = "$OPTIONS $KEY $COMMENT".toString()

    static final OTHER = 'jbarman:bills:postgres@db->barman@vault'
    static final MARKED = '10.0.0.9 ' + KEY

    private static OwnKeyFact own(PublicKey key, String unusable = null, String published = null) {
        new OwnKeyFact(Optional.of('/var/lib/postgresql'), Optional.ofNullable(key), Optional.ofNullable(unusable),
            Optional.ofNullable(published).map { new OwnKeyFact.Published('/p/.ssh/id_ed25519.pub', 0644, it) })
    }

    /** A line of jbarman's. */
    static String line(String from, String servers, String comments) {
        "restrict${from ? ",from=\"$from\"" : ''}${servers ? ",command=\"/b/ssh-dispatch $servers\"" : ''} $KEY $comments"
    }

    private static HomeFileFact file(CharSequence text, int mode = 0600, int directory = 0700) {
        new HomeFileFact('/b/.ssh/authorized_keys', text == null ? 0 : mode, directory, Optional.ofNullable(text?.toString()))
    }

    def "a key that can be used is kept, none is made, one with a passphrase is told"() {
        given:
        def resource = new OwnKeyResource(PG, COMMENT, Set.of())

        expect:
        resource.decide(own(KEY)) instanceof Decision.InSync
        resource.decide(own(KEY, '/var/lib/postgresql/.ssh/id_ed25519')) instanceof Decision.InSync
        resource.decide(own(null, '/var/lib/postgresql/.ssh/id_ed25519')) instanceof Decision.Conflict
        resource.decide(new OwnKeyFact(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())) instanceof Decision.Conflict
        with(resource.decide(own(null))) {
            action() == Action.CREATE
            steps()*.describe() == ['make directory /var/lib/postgresql/.ssh on pghost', 'make the key /var/lib/postgresql/.ssh/id_ed25519 on pghost']
            steps()[0].mode() == 0700
            steps()[1].arguments() == ['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', COMMENT, '-f', '/var/lib/postgresql/.ssh/id_ed25519']
        }
    }

    def "authorized_keys: #what"() {
        when:
        def decision = new AuthorizedKeyResource(BACKUP, PG, OPTIONS, COMMENT, Set.of())
            .decide(new AuthorizedKeyResource.State(there, own(KEY)))

        then:
        decision.class.simpleName == kind
        kind != 'Change' || decision.steps().find { it instanceof Step.RewriteFile }.content().display().contains(text)

        where:
        what                                | there                                                  | kind       | text
        'no file, no directory'             | file(null, 0, 0)                                       | 'Change'   | LINE
        'others let in'                     | file('# mine\nssh-rsa AAAAother me\n')                 | 'Change'   | "# mine\nssh-rsa AAAAother me\n$LINE\n"
        'no line feed at the end'           | file('ssh-rsa AAAAother me')                           | 'Change'   | "ssh-rsa AAAAother me\n$LINE\n"
        'as it should be'                   | file("# mine\n$LINE\nssh-rsa AAAAother me\n")          | 'InSync'   | ''
        'ours, with other options'          | file("a\nrestrict $KEY $COMMENT\nb\n")               | 'Change'   | "a\n$LINE\nb\n"
        'ours, edited by somebody'          | file("a\nno-pty $KEY $COMMENT\nb\n")                 | 'Change'   | "a\n$LINE\nb\n"
        'another topology\'s'               | file("a\n${line('10.0.0.7', 'db=/b/db', OTHER)}\nb\n")    | 'Change'   | "a\n${line('10.0.0.1,10.0.0.7', 'db=/b/db pg=/b/pg/incoming', "$OTHER=db $COMMENT=pg")}\nb\n"
        'another\'s, from anywhere'         | file(line('', 'db=/b/db', OTHER))                            | 'Change'   | line('', 'db=/b/db pg=/b/pg/incoming', "$OTHER=db $COMMENT=pg")
        'shared, as it should be'           | file(line('10.0.0.1,10.0.0.7', 'db=/b/db pg=/b/pg/incoming', "$OTHER=db $COMMENT=pg")) | 'InSync' | ''
        'shared, one of ours less than was' | file(line('10.0.0.1', 'db=/b/db pg=/b/pg/incoming was=/w', "$OTHER=db $COMMENT=pg,was")) | 'Change' | line('10.0.0.1', 'db=/b/db pg=/b/pg/incoming', "$OTHER=db $COMMENT=pg")
        'the same server of another\'s too' | file(line('10.0.0.1', 'pg=/b/pg/incoming', OTHER))           | 'Change'   | line('10.0.0.1', 'pg=/b/pg/incoming', "$OTHER=pg $COMMENT=pg")
        'another\'s of that name elsewhere' | file(line('10.0.0.1', 'pg=/elsewhere', OTHER))               | 'Conflict' | ''
        'another\'s, any command'           | file(line('10.0.0.1', '', OTHER))                            | 'Conflict' | ''
        'another\'s, edited by somebody'    | file("no-pty $KEY $OTHER")                                   | 'Conflict' | ''
        'a key before, of another\'s too'   | file(line('', 'db=/b/db pg=/x', "$OTHER=db $COMMENT=pg").replace('AAAAkey', 'AAAAold')) | 'Change' | line('', 'db=/b/db', OTHER).replace('AAAAkey', 'AAAAold') + "\n$LINE\n"
        'ours, of a key it had before'      | file("a\nrestrict ssh-ed25519 AAAAold $COMMENT\n")     | 'Change'   | "a\n$LINE\n"
        'ours, twice'                       | file("$LINE\n$LINE\n")                                 | 'Change'   | "$LINE\n"
        'let in without restriction before' | file("$KEY postgres@pghost\n$LINE\n")                  | 'Conflict' | ''
        'let in without restriction after'  | file("$LINE\n$KEY postgres@pghost\n")                  | 'Conflict' | ''
        'writable for a group'              | file("$LINE\n", 0660)                                  | 'Change'   | LINE
        'directory writable for a group'    | file("$LINE\n", 0600, 0770)                            | 'Change'   | LINE
        'a comment that quotes the key'     | file("# $KEY\n$LINE\n")                                | 'InSync'   | ''
    }

    def "a key that a document lets in, or shuts out: #what"() {
        given:
        def wanted = new LoginKey('clerk', 'ops', "$KEY clerk", Optional.ofNullable(options), absent, false)

        when:
        def decision = new DeclaredKeyResource(new Peer('h', 'h', 'ops'), KEY, wanted, Set.of()).decide(there)

        then:
        decision.class.simpleName == kind
        kind != 'Change' || decision.steps().find { it instanceof Step.RewriteFile }.content().display() == text

        where:
        what                         | options    | absent | there                                      | kind       | text
        'no file, no directory'      | null       | false  | file(null, 0, 0)                           | 'Change'   | "$KEY clerk\n"
        'others let in'              | 'restrict' | false  | file('# mine\nssh-rsa AAAAother me')       | 'Change'   | "# mine\nssh-rsa AAAAother me\nrestrict $KEY clerk\n"
        'let in, options left alone' | null       | false  | file("no-pty $KEY me\n")                   | 'InSync'   | ''
        'let in, another comment'    | 'no-pty'   | false  | file("no-pty $KEY me\n")                   | 'InSync'   | ''
        'let in, other options'      | 'restrict' | false  | file("a\n$KEY me\nb\nno-pty $KEY\n")      | 'Change'   | "a\nrestrict $KEY clerk\nb\n"
        'writable for a group'       | null       | false  | file("$KEY me\n", 0660)                    | 'Change'   | "$KEY me\n"
        'not to be read'             | null       | false  | new HomeFileFact('/b/.ssh/authorized_keys', 0600, 0700, Optional.empty()) | 'Conflict' | ''
        'let in by jbarman itself'   | null       | false  | file("$LINE\n")                            | 'Conflict' | ''
        'to be shut out'             | null       | true   | file("a\n$KEY me\nb\nno-pty $KEY\n")      | 'Change'   | 'a\nb\n'
        'let in by a line with tabs' | null       | true   | file("a\n${KEY.type()}\t${KEY.base64()}\tme\n") | 'Change'   | 'a\n'
        'shut out'                   | null       | true   | file('a\n')                                | 'InSync'   | ''
        'jbarman\'s to be shut out'  | null       | true   | file("$LINE\n")                            | 'Conflict' | ''
    }

    def "the key that jbarman itself logs in with: #what"() {
        given:
        def wanted = new LoginKey('me', 'ops', "$KEY me", Optional.ofNullable(options), absent, own)
        def declared = new DeclaredKeyResource(new Peer('h', 'h', 'ops'), KEY, wanted, Set.of())
        def query = new HomeFileQuery('h', Account.named('ops'), '.ssh/authorized_keys')
        def facts = new Facts([(query): new Fact.Known(file("$there\n")), (new LoginQuery('h')): login])

        expect:
        OwnLoginResource.of(declared).decide(facts).class.simpleName == kind

        where:
        what                          | options             | absent | own   | there                    | login      || kind
        'shut out'                    | null                | true   | false | "$KEY me"                | ME         || 'Conflict'
        'shut out, and it is meant'   | null                | true   | true  | "$KEY me"                | ME         || 'Change'
        'somebody else logged in'     | null                | true   | false | "$KEY me"                | OTHER_KEY  || 'Change'
        'as somebody else'            | null                | true   | false | "$KEY me"                | AS_ROOT    || 'Change'
        'nobody logged in'            | null                | true   | false | "$KEY me"                | NOBODY     || 'Change'
        'who did is not known'        | null                | true   | false | "$KEY me"                | UNSEEN     || 'Unknown'
        'bound to a place'            | 'from="10.0.0.7"'   | false  | false | "$KEY me"                | ME         || 'Conflict'
        'bound to a program'          | 'no-pty,command="a,b"' | false | false | "$KEY me"              | ME         || 'Conflict'
        'bound to nothing that counts' | 'no-pty,no-X11-forwarding' | false | false | "$KEY me"          | ME         || 'Change'
        'bound already'               | 'from="10.0.0.7"'   | false  | false | "from=\"10.0.0.7\" $KEY" | ME       || 'InSync'
        'one of its lines bound'      | 'from="10.0.0.7"'   | false  | false | "from=\"10.0.0.7\" $KEY\n$KEY" | ME || 'Conflict'
        'set free'                    | 'no-pty'            | false  | false | "from=\"10.0.0.7\" $KEY" | ME       || 'Change'
        'let in'                      | null                | false  | false | 'ssh-rsa AAAAother'      | ME         || 'Change'
        'bound already, and no terminal' | 'from="10.0.0.7",no-pty' | false | false | "from=\"10.0.0.7\" $KEY" | ME  || 'Change'
        'from one more place'         | 'from="10.0.0.7,b"' | false  | false | "from=\"10.0.0.7\" $KEY" | ME       || 'Change'
        'from one place less'         | 'from="10.0.0.7"'   | false  | false | "from=\"10.0.0.7,b\" $KEY" | ME     || 'Conflict'
        'not from one place'          | 'from="10.*,!10.1"' | false  | false | "from=\"10.*\" $KEY"    | ME        || 'Conflict'
        'the same program'            | 'no-pty,command="a, | b"' | false | false | "command=\"a, | b\" $KEY" | ME || 'Change'
        'restricted already'          | 'restrict,pty'      | false  | false | "restrict $KEY"          | ME         || 'Change'
        'restricted but for ports'    | 'restrict,port-forwarding' | false | false | "no-pty $KEY"      | ME         || 'Change'
        'restricted'                  | 'restrict'          | false  | false | "no-pty $KEY"            | ME         || 'Conflict'
        'no longer forwarding'        | 'restrict'          | false  | false | "restrict,port-forwarding $KEY" | ME  || 'Conflict'
        'to fewer ports'              | 'permitopen="a:1"'  | false  | false | "permitopen=\"a:1\",permitopen=\"b:1\" $KEY" | ME || 'Conflict'
        'to more ports'               | 'permitopen="a:1",permitopen="b:1"' | false | false | "permitopen=\"a:1\" $KEY" | ME || 'Change'
        'to be touched'               | 'no-pty'            | false  | false | "no-touch-required $KEY" | ME         || 'Conflict'
        'with another environment'    | 'environment="A=2"' | false  | false | "environment=\"A=1\" $KEY" | ME     || 'Conflict'
    }

    static final ME = new Fact.Known(Optional.of(new LoginFact('ops', KEY)))
    static final OTHER_KEY = new Fact.Known(Optional.of(new LoginFact('ops', new PublicKey('ssh-ed25519', 'AAAAother'))))
    static final AS_ROOT = new Fact.Known(Optional.of(new LoginFact('root', KEY)))
    static final NOBODY = new Fact.Known(Optional.empty())
    static final UNSEEN = new Fact.Unknown('away', '')

    def "what a document let in, or made known, is taken back: #what"() {
        given:
        def at = new Peer('h', 'h', 'ops')
        def key = new DeclaredKeyResource(at, KEY, new LoginKey('me', 'ops', "$KEY me", Optional.of('no-pty'), false, false), Set.of())
        def known = new KnownKey('db', 'ops', 'db.example', Optional.of(KEY.toString()), false)
        def host = new DeclaredHostResource(at, Optional.of(KEY), known, Set.of())
        def back = kind == 'key' ? new TakenKeyResource(key) : new FormerHostResource(host, former)

        when:
        def decision = back.decide(new HomeFileFact('/b/.ssh/file', 0600, 0700, Optional.of(there.toString())))

        then:
        (decision instanceof Decision.InSync ? 'in sync' : written(decision)) == left

        where:
        what                       | kind   | former                      | there                                        || left
        'the only line'            | 'key'  | [:]                         | "no-pty $KEY me\n"                          || 'removed'
        'one of several'           | 'key'  | [:]                         | "# a\nno-pty $KEY me\nssh-rsa AAAAb b\n"    || '# a\nssh-rsa AAAAb b\n'
        'gone already'             | 'key'  | [:]                         | 'ssh-rsa AAAAb b\n'                         || 'in sync'
        'of archiving by now'      | 'key'  | [:]                         | "$LINE\n"                                   || 'in sync'
        'the only host'            | 'host' | [:]                         | "db.example $KEY\n"                         || 'removed'
        'one of several hosts'     | 'host' | [:]                         | "a $KEY\ndb.example $KEY\n"                 || "a $KEY\n"
        'with others on its line'  | 'host' | [:]                         | "a,db.example $KEY\n"                       || 'in sync'
        'known by another before'  | 'host' | ['ssh-ed25519': 'AAAAold']  | "a $KEY\ndb.example $KEY\n"                 || "a $KEY\ndb.example ssh-ed25519 AAAAold\n"
        'as it was before already' | 'host' | ['ssh-ed25519': 'AAAAold']  | 'db.example ssh-ed25519 AAAAold\n'          || 'in sync'
    }

    static String written(Decision decision) {
        def step = decision.steps()[-1]
        step.content().display() ?: 'removed'
    }

    def "a host that a document makes known, or forgets: #what"() {
        given:
        def wanted = new KnownKey('db', 'ops', 'Db.Example', Optional.ofNullable(key).map { "Db.Example $it".toString() }, absent)
        def resource = new DeclaredHostResource(new Peer('h', 'h', 'ops'), wanted.keyAlone().flatMap(PublicKey::parse), wanted, Set.of())

        when:
        def decision = resource.decide(new HomeFileFact('/b/.ssh/known_hosts', there == null ? 0 : 0644, 0700, Optional.ofNullable(there?.toString())))

        then:
        decision.class.simpleName == kind
        kind != 'Change' || decision.steps().find { it instanceof Step.RewriteFile }.content().display() == text

        where:
        what                      | key   | absent | there                                          | kind       | text
        'none'                    | KEY   | false  | null                                           | 'Change'   | "db.example $KEY\n"
        'known'                   | KEY   | false  | "other,db.example $KEY mine\n"                 | 'InSync'   | ''
        'by a key of another type' | KEY  | false  | 'db.example ssh-rsa AAAArsa'                   | 'Change'   | "db.example ssh-rsa AAAArsa\ndb.example $KEY\n"
        'by another key'          | KEY   | false  | "a\ndb.example ssh-ed25519 AAAAold\nb $KEY\n" | 'Change'   | "a\nb $KEY\ndb.example $KEY\n"
        'by another key, hashed'  | KEY   | false  | "${hashed('db.example')} ssh-ed25519 AAAAold\n" | 'Change' | "db.example $KEY\n"
        'by another key, among others' | KEY | false | 'a,db.example ssh-ed25519 AAAAold\n'         | 'Conflict' | ''
        'by what archiving needs' | KEY   | false  | 'db.example ssh-ed25519 AAAAold jbarman:shop\n' | 'Conflict' | ''
        'to be forgotten'         | null  | true   | "db.example $KEY\na $KEY\n"                    | 'Change'   | "a $KEY\n"
        'only one to be forgotten' | KEY  | true   | "db.example $KEY\ndb.example ssh-rsa AAAArsa\n" | 'Change'  | 'db.example ssh-rsa AAAArsa\n'
        'not known'               | null  | true   | null                                           | 'InSync'   | ''
        'of archiving, to be forgotten' | null | true | "db.example $KEY jbarman:shop\n"             | 'Conflict' | ''
    }

    def "a key from a host of which only a name is known: #options"() {
        given:
        def resource = new AuthorizedKeyResource(BACKUP, PG, options, COMMENT, Set.of())
        def state = new AuthorizedKeyResource.State(file(there), own(KEY))

        expect:
        resource.decide(state).class.simpleName == kind
        resource.notes(state)*.remedy().every { it.startsWith('Set source_addresses of pghost in the topology') }
        resource.notes(state).size() == notes

        where:
        options                                       | there                        || kind       | notes
        'restrict,command="/b/ssh-dispatch pg=/b/pg"' | ''                           || 'Change'   | 1
        'restrict'                                    | ''                           || 'Conflict' | 1
        'restrict'                                    | "restrict $KEY $COMMENT\n"   || 'InSync'   | 1
        'restrict,from="10.0.0.1"'                    | ''                           || 'Change'   | 0
        OPTIONS                                       | ''                           || 'Change'   | 0
    }

    def "a key that is still to be made is let in once it is there"() {
        expect:
        with(new AuthorizedKeyResource(BACKUP, PG, OPTIONS, COMMENT, Set.of()).decide(new AuthorizedKeyResource.State(file(''), own(null)))) {
            action() == Action.CREATE
            steps() == []
            reason() == 'the key is still to be made'
        }
    }

    def "known_hosts: #what"() {
        when:
        def decision = new KnownHostResource(PG, address, new HostKeysQuery('barmanhost', Account.named('barman'), port), 'jbarman:shop', Set.of())
            .decide(new KnownHostResource.State(new HomeFileFact('/p/.ssh/known_hosts', there == null ? 0 : 0644, 0700, Optional.ofNullable(there?.toString())), [KEY]))

        then:
        decision.class.simpleName == kind
        kind != 'Change' || decision.steps()[-1].content().display().contains(written)
        kind != 'Change' || there == null || there.toString().empty || there.toString().endsWith('\n') == decision.steps()[-1].content().display().endsWith('\n')

        where:
        what                    | address     | port | there                                           | kind       | written
        'none'                  | '10.0.0.9'  | 22   | null                                            | 'Change'   | "10.0.0.9 $KEY"
        'another port'          | 'BarmanHost'| 2222 | ''                                              | 'Change'   | "[barmanhost]:2222 $KEY"
        'known'                 | '10.0.0.9'  | 22   | "barmanhost,10.0.0.9 $KEY comment\n"            | 'InSync'   | ''
        'known at another port' | '10.0.0.9'  | 2222 | "10.0.0.9 $KEY\n"                               | 'Change'   | "[10.0.0.9]:2222 $KEY"
        'hashed'                | '10.0.0.9'  | 22   | "${hashed('10.0.0.9')} $KEY\n"                  | 'InSync'   | ''
        'hashed, another'       | '10.0.0.9'  | 22   | "${hashed('10.0.0.8')} $KEY\n"                  | 'Change'   | "10.0.0.9 $KEY"
        'hashed, at a port'     | '10.0.0.9'  | 2222 | "${hashed('[10.0.0.9]:2222')} $KEY\n"           | 'InSync'   | ''
        'another key'           | '10.0.0.9'  | 22   | '10.0.0.9 ssh-ed25519 AAAAimpostor\n'           | 'Conflict' | ''
        'a key of another type' | '10.0.0.9'  | 22   | '10.0.0.9 ssh-rsa AAAArsa\n'                    | 'Change'   | "10.0.0.9 $KEY"
        'known to another'      | '10.0.0.9'  | 22   | "$MARKED jbarman:bills\n"                       | 'Change'   | "$MARKED jbarman:bills jbarman:shop\n"
        'beside lines as Windows ends them' | '10.0.0.9' | 22 | "a.example.org $KEY\r\n$MARKED jbarman:bills\nb.example.org $KEY" | 'Change' | "a.example.org $KEY\r\n$MARKED jbarman:bills jbarman:shop\nb.example.org $KEY"
        'known to both'         | '10.0.0.9'  | 22   | "$MARKED jbarman:bills jbarman:shop\n"          | 'InSync'   | ''
        'revoked elsewhere'     | '10.0.0.9'  | 22   | "@revoked 10.0.0.8 $KEY\n10.0.0.9 $KEY\n"       | 'InSync'   | ''
    }

    def "known_hosts that anybody may write to is closed, and one of the group's is not: #mode"() {
        when:
        def decision = new KnownHostResource(PG, '10.0.0.9', new HostKeysQuery('barmanhost', Account.named('barman'), 22), 'jbarman:shop', Set.of())
            .decide(new KnownHostResource.State(new HomeFileFact('/p/.ssh/known_hosts', mode, 0700, Optional.of("10.0.0.9 $KEY\n".toString())), [KEY]))

        then:
        (decision instanceof Decision.Change ? decision.steps()[-1].mode() : mode) == becomes

        where:
        mode | becomes
        0600 | 0600
        0664 | 0664
        0666 | 0664
        0602 | 0600
    }

    /** As ssh-keygen -H writes it. */
    static String hashed(String name) {
        def mac = javax.crypto.Mac.getInstance('HmacSHA1')
        def salt = 'twentybytesofasalt!!'.bytes
        mac.init(new javax.crypto.spec.SecretKeySpec(salt, 'HmacSHA1'))
        "|1|${salt.encodeBase64()}|${mac.doFinal(name.bytes).encodeBase64()}"
    }

    def "a check that fails names the hop: #said"() {
        when:
        def decision = new RemoteProof(PG, 'ssh-backup', 'ssh gets through', new RemoteTest('barman', 'b', OptionalInt.of(2222), ['true']), Set.of())
            .decide(new RemoteTestFact(status, said))

        then:
        decision.reason() == hop
        decision.steps()[0].arguments() == ['ssh', '-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes', '-o', 'UpdateHostKeys=no', '-o', 'ConnectTimeout=10', '-p', '2222', 'barman@b', 'true']

        where:
        status | said                                                   | hop
        255    | 'No ED25519 host key is known\nHost key verification failed.' | "the host's key is not known"
        255    | 'barman@b: Permission denied (publickey).'             | 'the key is not let in'
        255    | 'ssh: connect to host b port 2222: Connection refused' | 'nothing listens there'
        255    | 'ssh: Could not resolve hostname b'                    | "the host's name is not known"
        77     | 'jbarman: this key may not do that: true'              | 'the forced command refuses'
        1      | "ERROR: Unknown server 'pg'"                           | 'the other side refuses'
    }

    def "archive_command by #method"() {
        expect:
        new ArchiveWay(method, 'barman', '10.0.0.9', port, 'pg', '/b/100%/incoming').command(new ArchiveWay.Means(installed, '/p/.jbarman', 'db1.example.org')) == command

        where:
        method                    | port                 | installed | command
        Method.BARMAN_WAL_ARCHIVE | OptionalInt.empty()  | true      | 'barman-wal-archive -U barman 10.0.0.9 pg %p'
        Method.BARMAN_WAL_ARCHIVE | OptionalInt.of(2222) | false     | '/p/.jbarman/wal-archive -U barman --port 2222 10.0.0.9 pg %p'
        Method.RSYNC              | OptionalInt.empty()  | true      | "rsync -a %p barman@10.0.0.9:/b/100%%/incoming/%f"
        Method.RSYNC_GUARDED      | OptionalInt.of(2222) | true      | "test \"\$(hostname --fqdn)\" = db1.example.org && rsync -a -e 'ssh -p 2222' %p barman@10.0.0.9:/b/100%%/incoming/%f"
        Method.LOCAL_COPY         | OptionalInt.empty()  | true      | "/p/.jbarman/wal-copy %p /b/100%%/incoming/%f"
    }

    def "the way back of authorized_keys: #what"() {
        when:
        def decision = new ShutOutKeyResource(new AuthorizedKeyResource(BACKUP, PG, OPTIONS, COMMENT, Set.of()))
            .decide(new AuthorizedKeyResource.State(there, own(null)))

        then:
        describe(decision) == outcome

        where:
        what                          | there                                   || outcome
        'gone'                        | file(null, 0, 0)                        || 'InSync'
        'only others'                 | file('ssh-rsa AAAAother me\n')          || 'InSync'
        'ours alone'                  | file("$LINE\n")                         || 'RemoveFile'
        'ours between others'         | file("# mine\n$LINE\nssh-rsa AAAAo m") || 'RewriteFile # mine|ssh-rsa AAAAo m'
        'among lines of CR and LF'    | file("# mine\r\n$LINE\r\nssh-rsa AAAAo m\r\n") || 'RewriteFile # mine\r|ssh-rsa AAAAo m\r|'
        'ours, by options since'      | file("restrict $KEY $COMMENT\n")        || 'RemoveFile'
        'another topology\'s'         | file("restrict $KEY jbarman:other:a->b\n") || 'InSync'
        'shared with another\'s'      | file("# mine\n${line('', 'db=/b/db pg=/b/pg', "$OTHER=db $COMMENT=pg")}\n") || "UPDATE RewriteFile # mine|${line('', 'db=/b/db', OTHER)}|".toString()
        'a server of both'            | file(line('', 'pg=/b/pg', "$OTHER=pg $COMMENT=pg")) || "UPDATE RewriteFile ${line('', 'pg=/b/pg', OTHER)}|".toString()
        'logging in, as another\'s'   | file(line('10.0.0.1', '', "$OTHER $COMMENT")) || "UPDATE RewriteFile ${line('10.0.0.1', '', OTHER)}|".toString()
        'one that may not be read'    | new HomeFileFact('/f/x', 0600, 0700, Optional.empty()) || 'Conflict'
    }

    def "the way back of known_hosts: #what"() {
        when:
        def known = new KnownHostResource(PG, '10.0.0.9', new HostKeysQuery('barmanhost', Account.named('barman'), 2222), 'jbarman:shop', Set.of())
        def decision = new ForgottenHostResource(known, ['ssh-ed25519']).decide(new KnownHostResource.State(file(there), []))

        then:
        describe(decision) == outcome

        where:
        what                      | there                                             || outcome
        'ours alone'              | "[10.0.0.9]:2222 $KEY\n"                          || 'RemoveFile'
        'a type known before'     | "[10.0.0.9]:2222 ssh-rsa AAAA\n"                  || 'InSync'
        'ours, marked'            | "[10.0.0.9]:2222 $KEY jbarman:shop\n"             || 'RemoveFile'
        'another topology\'s too' | "[10.0.0.9]:2222 $KEY jbarman:bills jbarman:shop\n" || "UPDATE RewriteFile [10.0.0.9]:2222 $KEY jbarman:bills|".toString()
        'another topology\'s'     | "[10.0.0.9]:2222 $KEY jbarman:bills\n"            || 'InSync'
        'somebody\'s, with a word'| "[10.0.0.9]:2222 $KEY mine\n"                     || 'InSync'
        'other names'             | "h $KEY\n[10.0.0.9]:2222 $KEY\n"                  || "RewriteFile h $KEY|".toString()
    }

    def "the way back of a key: #what"() {
        when:
        def fact = new HomeFileFact('/p/.ssh/id_ed25519.pub', text == null ? 0 : 0644, 0700, Optional.ofNullable(text?.toString()))
        def decision = new RemovedKeyResource(new OwnKeyResource(PG, COMMENT, Set.of())).decide(fact)

        then:
        describe(decision) == outcome

        where:
        what           | text              || outcome
        'gone'         | null              || 'InSync'
        'ours'         | "$KEY $COMMENT\n" || 'RemoveFile /p/.ssh/id_ed25519, RemoveFile /p/.ssh/id_ed25519.pub'
        'somebody\'s'  | "$KEY me@home\n"  || 'InSync'
        'another\'s'   | "$KEY $OTHER\n"   || 'InSync'
        'of both'      | "$KEY $COMMENT $OTHER\n" || "UPDATE WriteFile $KEY $OTHER|".toString()
    }

    def "a key that another topology made says who uses it as well: #there"() {
        when:
        def decision = new OwnKeyResource(PG, COMMENT, Set.of()).decide(own(KEY, null, there.toString()))

        then:
        (decision instanceof Decision.Change ? describe(decision) : 'InSync') == outcome

        where:
        there                  || outcome
        "$KEY me@home"         || 'InSync'
        "$KEY $COMMENT"        || 'InSync'
        "$KEY $OTHER"          || "UPDATE WriteFile $KEY $OTHER $COMMENT|".toString()
        "$KEY $OTHER $COMMENT" || 'InSync'
    }

    def "a script says who uses it, and goes with the last: #there"() {
        given:
        def script = new ScriptResource(PG, '.jbarman/wal-archive', '#!/bin/sh\nexit\n', 'jbarman:shop', Set.of())
        def fact = new HomeFileFact('/p/.jbarman/wal-archive', 0700, 0700, Optional.of(there))

        expect:
        with(script.decide(fact)) {
            (it instanceof Decision.Change ? steps().last().content().display() : 'InSync') == wanted
        }
        with(new AbsentScriptResource(script).decide(fact)) {
            (it instanceof Decision.Change ? describe(it) : it.class.simpleName) == left
        }

        where:
        there                                                          || wanted | left
        '#!/bin/sh\nexit\n'                                            || '#!/bin/sh\nexit\n# used by jbarman:shop\n' | 'Conflict'
        '#!/bin/sh\nexit\n# used by jbarman:shop\n'                    || 'InSync' | 'RewriteFile /p/.jbarman/wal-archive, RunCommand rmdir'
        '#!/bin/sh\nexit\n# used by jbarman:bills\n'                   || '#!/bin/sh\nexit\n# used by jbarman:bills jbarman:shop\n' | 'InSync'
        '#!/bin/sh\nexit\n# used by jbarman:bills jbarman:shop\n'      || 'InSync' | 'UPDATE RewriteFile #!/bin/sh|exit|# used by jbarman:bills|'
    }

    private static String describe(Decision decision) {
        if (!(decision instanceof Decision.Change)) {
            return decision.class.simpleName
        }
        def steps = decision.steps()
        if (decision.action() == Action.UPDATE) {
            return 'UPDATE ' + steps.first().class.simpleName + ' ' + steps.first().content().display().replace('\n', '|')
        }
        assert decision.action() == Action.REMOVE
        steps.size() > 1
            ? steps.collect { "${it.class.simpleName} ${it instanceof Step.RunCommand ? it.arguments().first() : it.path()}" }.join(', ')
            : steps[0].content().display().isEmpty() ? 'RemoveFile' : steps[0].class.simpleName + (steps[0] instanceof Step.RewriteFile ? ' ' + steps[0].content().display().replace('\n', '|') : '')
    }

    def "SELinux: #what"() {
        given:
        def fact = new SelinuxQuery('pghost', Account.named('postgres')).parse(0, said)

        when:
        def decision = new SelinuxResource(PG, archives, Set.of()).decide(fact)

        then:
        decision instanceof Decision.InSync ? decision.reason() == commands[0] : decision.steps().collect { it.account() + ': ' + it.arguments().join(' ').replaceAll('\\s+', ' ').trim() } == commands

        where:
        what                     | archives | said || commands
        'off'                    | true     | ''   || ['SELinux is not on']
        'all right'              | true     | 'on /p/.ssh\npostgresql_can_rsync --> on\nlabel unconfined_u:object_r:ssh_home_t:s0 /p/.ssh\n' || ['SELinux lets ssh through']
        'not there yet'          | false    | 'on /p/.ssh\npostgresql_can_rsync --> off\n' || [LABEL]
        'labelled as data'       | false    | 'on /p/.ssh\nlabel unconfined_u:object_r:ssh_home_t:s0 /p/.ssh\nlabel system_u:object_r:var_lib_t:s0 /p/.ssh/authorized_keys\n' || [LABEL]
        'archiver kept from ssh' | true     | 'on /p/.ssh\npostgresql_can_rsync --> off\nlabel unconfined_u:object_r:ssh_home_t:s0 /p/.ssh\n' || ['root: setsebool -P postgresql_can_rsync on']
        'both'                   | true     | 'on /p/.ssh\npostgresql_can_rsync --> off\nlabel unconfined_u:object_r:var_lib_t:s0 /p/.ssh\n' || [LABEL, 'root: setsebool -P postgresql_can_rsync on']
    }

    static final LABEL = 'root: sh -c d=/p/.ssh if command -v semanage >/dev/null 2>&1; then semanage fcontext -a -t ssh_home_t "$d(/.*)?" 2>/dev/null' +
        ' || semanage fcontext -m -t ssh_home_t "$d(/.*)?" restorecon -RF "$d" else chcon -R -t ssh_home_t "$d" fi'
}
