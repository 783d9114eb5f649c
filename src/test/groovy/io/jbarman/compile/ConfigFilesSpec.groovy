package io.jbarman.compile

import io.jbarman.pg.SlotName
import io.jbarman.plan.ResourceId
import io.jbarman.resource.Before
import io.jbarman.resource.ResourceGraph
import io.jbarman.resource.runtime.StoppedRuntimeResource
import io.jbarman.resource.runtime.UnlessShared
import io.jbarman.secret.Secrets
import io.jbarman.topology.ArchivedServer
import io.jbarman.topology.ArchivedServer.Link
import io.jbarman.topology.BarmanHost
import io.jbarman.topology.BarmanHost.RuntimeOptions
import io.jbarman.topology.BarmanHost.Supervise
import io.jbarman.topology.DriftPolicy
import io.jbarman.topology.Host
import io.jbarman.topology.PostgresServer
import io.jbarman.topology.PostgresServer.Access
import io.jbarman.topology.PostgresServer.HbaType
import io.jbarman.topology.PostgresServer.RestartPolicy
import io.jbarman.topology.Topology
import spock.lang.Specification

class ConfigFilesSpec extends Specification {
    def "the files of a barmanhost are the golden ones"() {
        given:
        def barman = barman()
        def files = new ConfigFiles(topology(barman), barman)

        expect:
        files.main() == golden('barman.conf')
        files.server(archived()) == golden('pg.conf')
    }

    def "the runtime's unit is the golden one"() {
        given:
        def barman = barman()

        expect:
        new ConfigFiles(topology(barman), barman).unit('/opt/jbarman/current/jbarman', ['/var/lib/barman', '/srv/the archive'])
            == ConfigFilesSpec.getResource('/contract/systemd/jbarman.service').getText('UTF-8')
    }

    def "no secret is in any of them, and percent signs are doubled"() {
        given:
        def barman = barman()
        def text = new ConfigFiles(topology(barman), barman).server(archived())

        expect:
        !text.contains('barman_password')
        text.contains('description = 100%% of it')
    }

    def "the addresses of the graph, in their order"() {
        when:
        def order = Compiler.compile(topology(barman()), Secrets.NONE, new ControlNode(Optional.of('/opt/jbarman'), Optional.empty(), 'ops', Optional.empty())).order()*.id()*.toString()

        then:
        order == ['backup/account/barman', 'backup/directory/var/lib/barman', 'pg/package/postgresql', 'pg/server/postgresql', 'pg/role/barman', 'pg/role/streaming_barman', 'pg/grant/barman',
                  'pg/setting/wal_level', 'pg/setting/max_wal_senders', 'pg/setting/max_replication_slots', 'pg/setting/listen_addresses',
                  'pg/hba/pg_hba.conf', 'pg/restart/server', 'pg/reload/configuration',
                  'backup/package/java', 'backup/release/jbarman', 'backup/directory/var/lib/barman/.jbarman',
                  'backup/directory/var/lib/barman/pg', 'backup/file/etc/barman.conf', 'backup/file/etc/barman.d/pg.conf',
                  'backup/passfile/.pgpass', 'backup/cron/barman', 'pg/slot/barman', 'backup/runtime/jbarman',
                  'backup/check/login-pg', 'backup/check/streaming-pg', 'backup/check/wal-pg']
    }

    def "rules come from the barmanhost as the server sees it: #title"() {
        given:
        def host = new Host('b', address, Host.ConnectionKind.LOCAL, ssh(), Optional.ofNullable(peer), OptionalInt.empty(), sources)
        def topology = topology(barman(), host)
        def archivers = Archiver.of(topology, topology.postgres().pg)
        def hba = new ServerRules(topology, topology.postgres().pg, archivers).resource(new ServerRoles(topology.postgres().pg, archivers)).get()

        expect:
        hba.wanted()*.line() == rules
        hba.problem().isPresent() == problem

        where:
        title             | address     | peer       | sources          || rules | problem
        'its address'     | '10.0.0.9'  | null       | []               || lines('10.0.0.9/32') | false
        'as peers see it' | '127.0.0.1' | '10.0.0.9' | []               || lines('10.0.0.9/32') | false
        'declared'        | '10.0.0.9'  | null       | ['192.0.2.0/28'] || lines('192.0.2.0/28') | false
        'a name'          | 'b.example' | null       | []               || lines('b.example') | false
        'unknown'         | '127.0.0.1' | null       | []               || [] | true
    }

    def "without a runtime, what was made is taken back all the same: the server's file, and the runtime of before"() {
        given:
        def supervised = barman()
        def barman = supervised.supervisedBy(Supervise.NONE)
        def topology = topology(barman)
        def node = new ControlNode(Optional.of('/opt/jbarman'), Optional.empty(), 'ops', Optional.empty())
        def stopped = Compiler.withoutRuntimes(topology, node)
        def graph = new ResourceGraph(Compiler.compile(topology, Secrets.NONE, node).resources() + stopped)
        def file = ResourceId.parse('backup/file/etc/barman.d/pg.conf')

        when:
        def back = Reversal.of(topology, graph, [(file): new Before(made, [:], []), (stopped[0].id()): new Before(made, [:], [])])

        then:
        back.graph().order()*.id()*.toString() as Set == (made ? ['backup/file/etc/barman.d/pg.conf', 'backup/runtime/jbarman'] as Set : [] as Set)
        back.left() == []
        stopped*.made()*.launcher() == ['/opt/jbarman/current/jbarman']
        Compiler.withoutRuntimes(ConfigFilesSpec.topology(supervised), node) == []

        where:
        made << [true, false]
    }

    def "a runtime that was there before is told once our file is gone, where that is ours: #ours"() {
        given:
        def topology = topology(barman())
        def graph = Compiler.compile(topology, Secrets.NONE, new ControlNode(Optional.of('/opt/jbarman'), Optional.empty(), 'ops', Optional.empty()))
        def before = [file: new Before(ours, [:], []), slot: MADE, release: MADE, runtime: created ? MADE : new Before(false, [:], [new Before.Addition('/etc/barman.d/pg.conf', 'loaded')])]
        def ids = [file: 'backup/file/etc/barman.d/pg.conf', slot: 'pg/slot/barman', release: 'backup/release/jbarman', runtime: 'backup/runtime/jbarman']

        when:
        def back = Reversal.of(topology, graph, before.collectEntries { name, was -> [(ResourceId.parse(ids[name])): was] }).graph().order()

        then:
        back*.id()*.toString() == order.collect { ids[it] }
        def inner = back.collectEntries { [(it.id().kind()): it.inner()] }
        (created ? (inner.release as UnlessShared).inner() : inner.release).runtimeEnds() == created
        created ? Reversal.unwrapped(inner.runtime) instanceof StoppedRuntimeResource : inner.runtime.files() == (ours ? ['/etc/barman.d/pg.conf'] as Set : [] as Set)

        where:
        created | ours  || order
        false   | true  || ['file', 'runtime', 'slot', 'release']
        false   | false || ['runtime', 'slot', 'release']
        true    | true  || ['runtime', 'slot', 'file', 'release']
    }

    static final MADE = new Before(true, [:], [])

    static List<String> lines(String from) {
        ["host postgres barman $from scram-sha-256".toString(), "host replication streaming_barman $from scram-sha-256".toString()]
    }

    static String golden(String name) {
        ConfigFilesSpec.getResource("/contract/ini/$name").getText('UTF-8')
    }

    static Topology topology(BarmanHost barman, Host barmanhost = host('b', '10.0.0.9')) {
        def server = new PostgresServer('pg', 'p', 5432, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 'postgres',
            new Access(Optional.empty(), Optional.empty(), Optional.empty(), 'postgres', Optional.empty()), 'scram-sha-256', HbaType.HOST,
            RestartPolicy.WHEN_NEEDED, [:])
        new Topology('shop', [:], [:], ['p': host('p', '10.0.0.1'), 'b': barmanhost], ['pg': server], ['backup': barman], DriftPolicy.NONE)
    }

    static BarmanHost barman() {
        new BarmanHost('backup', 'b', '/var/lib/barman', 'barman', '/etc/barman.conf', '/etc/barman.d', Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.of('/var/log/barman/barman.log'), new RuntimeOptions(Supervise.AUTO, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of('127.0.0.1:9187')), ['pg': archived()])
    }

    static ArchivedServer archived() {
        new ArchivedServer('pg', new Link.Managed('barman', Optional.of('barman_password'), false, ['dbname': 'postgres', 'connect_timeout': '10']),
            Optional.of(new Link.Managed('streaming_barman', Optional.of('streaming_password'), false, [:])), true, Optional.of(new SlotName('barman')),
            ArchivedServer.DEFAULT_ARCHIVER_NAME, false, Optional.empty(), false, ['description': '100% of it', 'retention_policy': 'RECOVERY WINDOW OF 7 DAYS'])
    }

    static Host host(String name, String address) {
        new Host(name, address, Host.ConnectionKind.SSH, ssh(), Optional.empty(), OptionalInt.empty(), [])
    }

    static ssh() {
        new Host.SshAccess(Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Host.Become.SUDO)
    }
}
