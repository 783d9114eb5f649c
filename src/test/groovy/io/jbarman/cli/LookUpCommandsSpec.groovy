package io.jbarman.cli

import io.jbarman.diagnostics.Codes
import io.jbarman.json.Json
import io.jbarman.playbook.TopologyFile
import io.jbarman.replication.ReplicationFailure
import io.jbarman.resource.ResourceKind
import io.jbarman.schema.BlockReference
import java.nio.file.Files
import java.nio.file.Path
import java.util.regex.Pattern
import spock.lang.Specification
import spock.lang.TempDir

/** {@code doc}, {@code init} and {@code graph}: what they say agrees with the code. */
class LookUpCommandsSpec extends Specification {
    static final CHECKOUT = Path.of(System.getProperty('jbarman.checkout', '.'))

    @TempDir
    Path directory

    def out = new StringWriter()
    def err = new StringWriter()

    int run(String... args) {
        out.buffer.length = 0
        err.buffer.length = 0
        Main.commandLine(new PrintWriter(out), new PrintWriter(err), args).execute(args)
    }

    static Map<String, String> sources() {
        Files.walk(CHECKOUT.resolve('src/main/java')).withCloseable { all ->
            all.filter { it.toString().endsWith('.java') }.toList().collectEntries { [it.toString(), Files.readString(it)] }
        }
    }

    static Set<String> found(String regex) {
        def pattern = Pattern.compile(regex)
        sources().values().collectMany { text -> (text =~ pattern).collect { it[1] } }.toSet()
    }

    def "every code of the code is in the list, and no other"() {
        given:
        def direct = found(/(?:Diagnostic\s*\.\s*(?:error|warning)|findings\.(?:error|warning|quietError)|\.(?:problem|error|warning)|[^.\w](?:problem|refused|unreadable|error|warning|failed|ReceiverException))\(\s*(?:node,\s*|key,\s*)?"([a-z]+(?:-[a-z0-9]+)*)"\s*,/)
        def broken = found(/(?<!kind)\(\s*\n\s*(?:Severity\.\w+,\s*)?"([a-z]+(?:-[a-z0-9]+)+)",\n/)
        def constants = found(/static final String (?:REFUSED|SLOT_MISSING) = "([a-z]+-[a-z]+)";/)
        def streaming = ReplicationFailure.values().collectMany { kind ->
            def word = kind.name().toLowerCase().replace('_', '-')
            ["replication-$word".toString(), "wal-$word".toString()]
        }
        def used = (direct + broken + constants + streaming) as Set
        def listed = Codes.read().all()*.name()

        expect:
        used.size() > 130
        used - listed == [] as Set
        listed - used == []
        listed.size() == listed.toSet().size()
        Codes.read().all().every { it.means().endsWith('.') && it.remedy() }
    }

    def "every kind of resource is in the list, and no other"() {
        given:
        def used = found(/new ResourceId\(\s*[^;"]*?,\s*"([a-z_-]+)"/) + found(/public static final String KIND = "([a-z_-]+)"/)

        expect:
        used.size() > 20
        used - ResourceKind.ALL*.name() == [] as Set
        ResourceKind.ALL*.name() - used == []
    }

    def "every block can be looked up, and has its keys"() {
        expect:
        BlockReference.all().every { block ->
            run('doc', block.path() ?: 'document') == 0 && block.keys().every { out.toString().contains("  ${it.name()}") }
        }
        BlockReference.all()*.path().containsAll(['', 'hosts', 'hosts.ssh', 'groups', 'postgres', 'postgres.standbys', 'barman.servers'])
    }

    def "facts says that a name is wrong before anybody is asked for a password"() {
        given:
        def made = directory.resolve('made')
        assert run('init', made.toString()) == 0

        expect:
        run('facts', made.resolve('topology.yml').toString(), 'pghots') == 1
        err.toString().contains("no host and no server of the topology has the name 'pghots'")
        !err.toString().contains('secret')
    }

    def "doc says what it is told of, and lists all without a topic"() {
        expect:
        run('doc', 'plan-stale') == 0
        out.toString().startsWith('plan-stale  ')
        run('doc', 'hba') == 0
        run('doc') == 0
        ['hosts.ssh', 'hba', 'plan-stale'].every { out.toString().contains("  $it ") }
        run('doc', 'hots') == 1
        err.toString().contains("did you mean 'hosts'?")
    }

    def "doc knows keys, by their path and by their name, and Barman's options: #topic"() {
        expect:
        run('doc', topic) == 0
        said.every { out.toString().contains(it) }
        !out.toString().contains('socket_directory')

        where:
        topic                       || said
        'postgres.restart'          || ['postgres  ', 'Whether jbarman may restart the server', 'Left out, it is when-needed']
        'slot_name'                 || ['barman.servers  ', 'The replication slot that keeps WAL']
        'barman.servers.compression' || ['How WAL is compressed in the archive.', 'Takes one of none, gzip']
        'minimum_redundancy'        || ['barman.servers  ', 'Left out, it is 0.']
    }

    def "doc speaks JSON, errors too"() {
        expect:
        run('doc', 'hosts', '--format', 'json') == 0
        Json.parse(out.toString()).asObject().get('blocks').elements()[0].asObject().get('topic').asText() == 'hosts'
        run('doc', 'nothing-of-that-name', '--format', 'json') == 1
        Json.parse(out.toString()).asObject().get('problems').elements().size() == 1
    }

    def "init writes a topology without problems, with its schema, and never over anything"() {
        given:
        def where = directory.resolve('new/dir')

        when:
        def status = run('init', where.toString())

        then:
        status == 0
        TopologyFile.read(where.resolve('topology.yml')).problems() == []
        Json.parse(Files.readString(where.resolve('topology.schema.json'))).asObject().find('properties').present
        out.toString().contains("jbarman validate ${where.resolve('topology.yml')}")

        when: 'again, with work in it'
        Files.writeString(where.resolve('topology.yml'), 'mine')
        Files.delete(where.resolve('topology.schema.json'))
        def again = run('init', where.toString())

        then:
        again == 1
        err.toString().contains('is there already; nothing was written')
        Files.readString(where.resolve('topology.yml')) == 'mine'
        !Files.exists(where.resolve('topology.schema.json'))

        when: 'a dangling link is somebody\'s too'
        def other = Files.createDirectory(directory.resolve('link'))
        Files.createSymbolicLink(other.resolve('topology.yml'), directory.resolve('nowhere'))

        then:
        run('init', other.toString()) == 1
        !Files.exists(directory.resolve('nowhere'))
    }

    def "init where it may not write says so"() {
        given:
        Files.writeString(directory.resolve('file'), '')

        expect:
        run('init', directory.resolve('file/dir').toString()) == 1
        err.toString().contains('cannot be written')
    }

    def "graph draws #args"() {
        expect:
        run(*(['graph', CHECKOUT.resolve('playbooks/standby.yml').toString()] + args)) == 0
        out.toString().startsWith(beginning)
        out.toString().contains(part)

        where:
        args                                                || beginning  | part
        []                                                  || '---\n'    | 'flowchart LR'
        ['--format', 'dot']                                 || 'digraph'  | ' -> '
        ['--format', 'svg']                                 || '<svg'     | '</svg>'
        ['--resources']                                     || '---\n'    | 'setting<br/>wal_level'
        ['--only', 'pg/role/*', '--format', 'dot']          || 'digraph'  | 'pg/role/barman'
    }
}
