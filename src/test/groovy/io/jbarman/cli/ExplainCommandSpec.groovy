package io.jbarman.cli

import io.jbarman.json.Json
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ExplainCommandSpec extends Specification {
    @TempDir
    Path directory

    static final CHECKOUT = Path.of(System.getProperty('jbarman.checkout', '.'))
    static final VARIABLES = CHECKOUT.resolve('playbooks/variables.yml').toString()
    static final STREAMING = CHECKOUT.resolve('playbooks/streaming.yml').toString()

    def out = new StringWriter()
    def err = new StringWriter()

    int run(String... args) {
        Main.commandLine(new PrintWriter(out), new PrintWriter(err), args).execute(args)
    }

    String line(String beginning) {
        out.toString().readLines().find { it.strip().startsWith(beginning) }?.strip()?.replaceAll(' {2,}', '  ')?.replace(VARIABLES, 'FILE')
    }

    def "a host: variables with where they come from and what they hide, values, defaults"() {
        expect:
        run('explain', VARIABLES, 'south1', '-e', 'environment=staging') == 0
        err.toString() == ''
        line('in groups') == 'in groups databases, south'
        line('data') == 'data  /srv/postgresql/south  vars of the document, FILE:' + at('data:')
        line('pg_port') == 'pg_port  5434  host south1, FILE:' + at('pg_port: 5434')
        out.toString().contains('hides 5433  file ')
        out.toString().contains('hides 5432  vars of the document, ')
        line('environment') == 'environment  staging  the command line'
        line('address') == 'address  10.2.0.1  FILE:' + at('10.2.0.1')
        line('connection') == 'connection  ssh  left out: the default'
        line('ssh.become') == 'ssh.become  sudo  FILE:' + at('become: sudo')
    }

    def "a host: variables of plays for it too"() {
        expect:
        run('explain', CHECKOUT.resolve('playbooks/house-rules.yml').toString(), 'pghost') == 0
        line('slow').startsWith('slow  500ms  play House rules, ')
    }

    static String at(String text) {
        def lines = new File(VARIABLES).readLines()
        def number = lines.findIndexOf { it.contains(text) }
        def column = lines[number].indexOf(text)
        def value = text.contains(': ') ? column + text.indexOf(': ') + 2 : lines[number].contains('data:') ? lines[number].indexOf(': ') + 2 : column
        "${number + 1}:${value + 1}"
    }

    def "a server: what the document's defaults make of it, and what it compiles to, in order"() {
        expect:
        run('explain', STREAMING, 'pg') == 0
        line('port') == 'port  5432  left out: the default'
        line('hba_method').endsWith('left out: the default')
        def tasks = out.toString().readLines()*.strip().findAll { it.startsWith('pg/') }
        tasks.indexOf('pg/server/postgresql') < tasks.indexOf('pg/role/barman')
        tasks.indexOf('pg/role/barman') < tasks.indexOf('pg/grant/barman')
    }

    def "defaults for ssh count for a host that says nothing itself"() {
        expect:
        run('explain', STREAMING, 'pghost') == 0
        line('ssh.user').startsWith('ssh.user  ops  ')
        line('ssh.become').startsWith('ssh.become  sudo  ')
    }

    def "secrets are where they are found, and need not be there"() {
        expect:
        run('explain', STREAMING, 'backup') == 0
        line('servers.pg.conninfo.password').startsWith('servers.pg.conninfo.password  secret barman_password, from env BARMAN_PASSWORD  ')
        line('servers.pg.archiver') == 'servers.pg.archiver  false  left out: the default'
        line('servers.pg.compression').startsWith('servers.pg.compression  gzip  ')
        line('home').startsWith('home  /var/lib/barman  ')
    }

    def "an address: what it waits for, and what waits for it"() {
        expect:
        run('explain', STREAMING, 'pg/role/barman') == 0
        def lines = out.toString().readLines()*.strip()
        lines.indexOf('waits for') < lines.indexOf('pg/server/postgresql')
        lines.indexOf('is waited for by') < lines.indexOf('pg/grant/barman')
    }

    def "an address: what it is to be, #address"() {
        expect:
        run('explain', STREAMING, address) == 0
        out.toString().readLines()*.strip().contains(said)

        where:
        address                         || said
        'pg/role/barman'                || 'password: (secret barman_password)'
        'pg/role/streaming_barman'      || 'replication: true'
        'pg/grant/barman'               || 'EXECUTE ON FUNCTION pg_backup_start(text, boolean): granted from 15 on'
        'pg/grant/barman'               || 'EXECUTE ON FUNCTION pg_start_backup(text, boolean, boolean): granted before 15'
        'pg/setting/wal_level'          || 'needed: replica or logical: WAL is streamed'
        'pg/hba/pg_hba.conf'            || 'line: host postgres barman 10.0.0.9/32 scram-sha-256'
        'backup/file/etc/barman.d/pg.conf' || 'slot_name = barman'
        'backup/runtime/jbarman'        || 'has loaded: /etc/barman.d/pg.conf'
    }

    def "an address: where the document says so, #address"() {
        expect:
        run('explain', CHECKOUT.resolve("playbooks/$file").toString(), address) == 0
        def said = out.toString().readLines()*.strip().find { it.startsWith(words) }
        def place = said.substring(said.lastIndexOf('.yml:') + 5).tokenize(':')*.toInteger()
        CHECKOUT.resolve("playbooks/$file").toFile().readLines()[place[0] - 1].contains(text)

        where:
        file                 | address                    || words                       | text
        'streaming.yml'      | 'pg/role/barman'           || 'follows from what is said' | 'pg:'
        'streaming.yml'      | 'backup/runtime/jbarman'   || 'follows from what is said' | 'backup:'
        'contents.yml'       | 'pg/role/app'              || 'declared at'               | 'app:'
        'contents.yml'       | 'pg/database/shop'         || 'declared at'               | 'shop:'
        'system.yml'         | 'pghost/copy/etc/motd'     || 'declared at'               | '/etc/motd:'
    }

    def "what is to be of everything: streaming.yml as a whole"() {
        given:
        def golden = CHECKOUT.resolve('src/test/resources/explain/streaming.txt')

        when:
        run('explain', STREAMING)
        def text = out.toString().replace(STREAMING, 'streaming.yml')
        if (Boolean.getBoolean('golden.write')) {
            Files.writeString(golden, text)
        }

        then:
        text == Files.readString(golden)
    }

    def "every thing of every example is told of, in words of its own"() {
        expect:
        run('explain', document.toString(), '--format=json') == 0
        def tasks = Json.parse(out.toString()).asObject().get('explanations').elements()[0].asObject().get('tasks').elements()*.asObject()
        tasks.every { !it.get('wants').elements().empty }
        // As records of Java print themselves: a kind that nobody found words for.
        tasks.every { task -> task.get('wants').elements().every { !(it.asObject().get('value').asText() ==~ /(?s)\w+\[\w+=.*/) } }

        where:
        document << Files.list(CHECKOUT.resolve('playbooks')).withCloseable { files ->
            files.filter { it.toString().endsWith('.yml') }.sorted().toList()
        }
    }

    def "what is hidden stays so, and what hosts have to be asked for is not made up"() {
        given:
        def rules = CHECKOUT.resolve('playbooks/house-rules.yml').toString()

        expect:
        run('explain', rules, address) == 0
        def lines = out.toString().readLines()*.strip()
        lines[lines.indexOf('is to be') + 1] == said
        lines[lines.indexOf('is to be') + 2].startsWith('waits for')

        where:
        address                         || said
        'pghost/copy/srv/reports/key'   || '(hidden by no_log)'
        'pghost/copy/etc/motd'          || 'worked out from what pghost says of itself: a plan shows it'
        'pg/setting/effective_cache_size' || 'worked out from what pghost says of itself: a plan shows it'
    }

    def "what may be a password in the text of a file is not shown"() {
        given:
        def document = Files.writeString(directory.resolve('t.yml'), """
                version: 1
                name: t
                hosts: { h: { address: a, system: { files: { /etc/app.conf: { content: "port = 1\\n  password: canary\\n" } } } } }
                """.stripIndent())

        expect:
        run('explain', document.toString(), name, *format) == 0
        out.toString().contains('port = 1')
        out.toString().contains('password: ********')
        !out.toString().contains('canary')

        where:
        [name, format] << [['h/copy/etc/app.conf', 'h'], [[], ['--format=json']]].combinations()
    }

    def "the whole document: its variables and everything in order"() {
        expect:
        run('explain', VARIABLES) == 0
        line('archive_home').startsWith('archive_home  /var/lib/barman  file ')
        out.toString().contains('backup/runtime/jbarman')
        !out.toString().contains('cluster ')
    }

    def "#what is refused with a remedy"() {
        expect:
        run(*(['explain', STREAMING] + args)) == status
        err.toString().contains(said)
        status == 64 || err.toString().readLines().last() ==~ /'jbarman doc [a-z-]+' says more[.]/
        !err.toString().contains('\tat ')

        where:
        what                 | args                   || status | said
        'a misspelt name'    | ['pghots']             || 1      | "did you mean 'pghost'?"
        'a misspelt address' | ['pg/rol/barman']      || 1      | "did you mean 'pg/role/barman'?"
        'an unknown name'    | ['zzz']                || 1      | 'it has pghost, barmanhost, pg, backup'
        'too much'           | ['pg', 'x']            || 64     | "see 'jbarman explain --help'"
        'a wrong variable'   | ['-e', 'x=1']          || 1      | "the topology has no variable 'x'"
    }

    def "JSON has the same, errors too"() {
        when:
        run('explain', VARIABLES, 'north1', '--format', 'json')
        def one = Json.parse(out.toString()).asObject().get('explanations').elements()[0].asObject()
        def data = one.get('variables').elements()*.asObject().find { it.get('name').asText() == 'data' }

        then:
        one.get('what').asText() == 'host'
        data.get('value').asText() == '/srv/postgresql/north'
        data.get('source').asObject().get('written').asText() == '/srv/postgresql/{{ cluster }}'
        data.get('source').asObject().get('level').asText() == 'document'

        when:
        out.buffer.length = 0
        run('explain', STREAMING, 'pg/role/barman', '--format=json')
        def wants = Json.parse(out.toString()).asObject().get('task').asObject().get('wants').elements()*.asObject()

        then:
        wants.find { it.get('attribute').asText() == 'password' }.get('value').asText() == '(secret barman_password)'

        when:
        out.buffer.length = 0
        def status = run('explain', STREAMING, 'nobody', '--format=json')

        then:
        status == 1
        Json.parse(out.toString()).asObject().get('problems').elements()[0].asObject().get('code').asText() == 'unknown-address'
    }
}
