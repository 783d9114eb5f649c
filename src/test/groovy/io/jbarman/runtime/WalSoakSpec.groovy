package io.jbarman.runtime

import io.jbarman.archive.Compressions
import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.fixture.SmallDisk
import io.jbarman.pg.Lsn
import io.jbarman.quickstart.PostgresInstance
import io.jbarman.quickstart.PostgresInstance.StopMode
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/**
 * Random accidents under load: the runtime killed, its network cut, servers restarted, crashed and promoted, a disk full.
 * Then every byte that was acknowledged is the server's, by comparison, by pg_waldump, and by a pg_receivewal that ran
 * beside. A short one each time; {@code make soak} runs it for ten minutes.
 */
@Requires(value = { Fixtures.hasDebianPostgres15() && SmallDisk.isPossible() }, reason = 'needs PostgreSQL 15 (Debian package: postgresql-15), and root, to mount a small file system')
class WalSoakSpec extends Specification {
    static final int SECONDS = Integer.getInteger('jbarman.soak.seconds', 0)
    static final long SEED = Long.getLong('jbarman.seed', 20261127L)

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    @AutoCleanup
    SoakedServers servers = new SoakedServers(host.directory)

    SmallDisk disk = SmallDisk.inMemory(host.directory.resolve('small'), 4000)
    Path beside = Files.createDirectory(host.directory.resolve('beside'))
    Process receivewal
    final random = new Random(SEED)
    final List<String> did = []
    final begun = Instant.now()

    def cleanup() {
        receivewal?.destroyForcibly()?.waitFor()
        host.kill()
        disk.close()
    }

    private void say(String what) {
        did << what
        if (SECONDS > 0) {
            System.out.println("soak ${Duration.between(begun, Instant.now()).toSeconds()} s: $what")
        }
    }

    private void server(String name, String more) {
        host.server(name, "conninfo = host=127.0.0.1 port=${servers.address.port()} user=${servers.primary.superuser()} " +
            "password=${PostgresInstance.PASSWORD} dbname=postgres\nstreaming_archiver = on\ncreate_slot = auto\n$more")
    }

    private void receiveBeside() {
        def builder = new ProcessBuilder(Fixtures.postgres15('pg_receivewal').toString(), '-D', beside.toString(), '-h', '127.0.0.1',
            '-p', servers.address.port().toString(), '-U', servers.primary.superuser(), '--synchronous')
        builder.environment().PGPASSWORD = PostgresInstance.PASSWORD
        receivewal = builder.redirectErrorStream(true).redirectOutput(host.directory.resolve('receivewal.log').toFile()).start()
    }

    private final Map<String, Closure> accidents = [
        'the runtime is killed': {
            host.kill()
            Eventually.until { host.pid().empty }
            host.start('runtime')
        },
        'the connections are cut': { servers.address.cutAfter(random.nextInt(200_000)) },
        'the server is restarted': { servers.restart(StopMode.FAST) },
        'the server crashes': { servers.restart(StopMode.IMMEDIATE) },
        'the standby is promoted, having all': { servers.promote(true) },
        'the standby is promoted after a crash': { servers.promote(false) },
        'a disk is full for a while': {
            disk.fill(500_000)
            servers.burst(1500 + random.nextInt(2000), true)
            Eventually.until { host.status('small') == null || host.status('small').toString().contains('o space left') }
            disk.makeSpace()
        },
        'a long record, and a switch': { servers.burst(100 + random.nextInt(4000), random.nextBoolean()) },
    ]

    /** Only where there is time: it takes a minute of silence to be sure. pg_receivewal would wait for ever. */
    private final Map<String, Closure> slowAccidents = [
        'the network goes dead without a word': {
            receivewal.destroyForcibly().waitFor()
            servers.address.killSilently()
            servers.burst(100, false)
            Eventually.until(Duration.ofSeconds(100)) { !host.streaming('main') }
            receiveBeside()
        },
    ]

    private void accident(String name) {
        note()
        say(name)
        (accidents + slowAccidents)[name]()
    }

    private void note() {
        ['main', 'small'].each { servers.note(it) }
    }

    /** Waits until both receive again and have acknowledged something that is written now, or, now and then, does not. */
    private void settle() {
        if (random.nextInt(4) == 0) {
            return
        }
        servers.burst(50, false)
        def now = Lsn.parse(servers.primary.sql('SELECT pg_current_wal_flush_lsn()'))
        Eventually.until(Duration.ofSeconds(60)) { flushed('main', now) && flushed('small', now) }
        note()
    }

    private boolean flushed(String server, Lsn position) {
        def status = host.status(server)
        def at = status?.get('receiver')?.asObject()?.find('flushed_lsn')?.map { it.asText() }?.orElse('0/0') ?: '0/0'
        host.streaming(server) && !Lsn.parse(at).isBefore(position)
    }

    private byte[] held(Path backup, String name) {
        def candidates = ["wals/${name[0..<16]}/$name", "streaming/$name", "streaming/${name}.partial", "wals/${name[0..<16]}/${name}.partial"]
        def file = candidates.collect { backup.resolve(it) }.find { Files.exists(it) }
        file == null ? new byte[0] : Compressions.plain(Files.newInputStream(file)).withCloseable { it.readAllBytes() }
    }

    private static String segment(int timeline, long position) {
        String.format('%08X%08X%08X', timeline, position >>> 32, (position & 0xffffffffL) >>> 20)
    }

    /** Gives how many bytes were compared. */
    private long assertHeld(String slot, Path backup, Lsn begin) {
        long compared = 0
        servers.acknowledged[slot].each { timeline, end ->
            for (long at = begin.value() & ~0xfffffL; at < end.value(); at += 1 << 20) {
                def name = segment(timeline, at)
                def theirs = servers.wrote[timeline].resolve("pg_wal/$name")
                if (Files.exists(theirs)) {
                    int length = Math.min(1 << 20, end.value() - at)
                    def ours = held(backup, name)
                    assert ours.length >= length && Arrays.equals(ours, 0, length, Files.readAllBytes(theirs), 0, length):
                        "$name up to $end of timeline $timeline, seed $SEED, did $did"
                    compared += length
                }
            }
        }
        compared
    }

    private static List<String> segments(Path directory) {
        Files.list(directory).withCloseable { it.map { file -> file.fileName.toString() }.filter { it ==~ /[0-9A-F]{24}/ }.sorted().toList() }
    }

    /** pg_waldump has nothing to say of any timeline's archived segments; gives how many were read. */
    private int dumped(Path backup) {
        def plain = Files.createDirectories(host.directory.resolve('plain'))
        def all = Files.walk(backup.resolve('wals')).withCloseable { it.filter { it.fileName.toString() ==~ /[0-9A-F]{24}/ }.toList() }
        all.each { Files.write(plain.resolve(it.fileName), Compressions.plain(Files.newInputStream(it)).withCloseable { it.readAllBytes() }) }
        segments(plain).groupBy { it[0..<8] }.each { timeline, names ->
            def process = [Fixtures.postgres15('pg_waldump').toString(), '-q', '-p', plain.toString(), names.first(), names.last()].execute()
            def errors = process.errorStream.text
            assert process.waitFor() == 0: "$timeline: $errors, seed $SEED, did $did"
        }
        all.size()
    }

    /** What pg_receivewal has completed, we have. */
    private int sameBeside(Path backup) {
        segments(beside).each { assert Arrays.equals(Files.readAllBytes(beside.resolve(it)), held(backup, it)): "$it, seed $SEED, did $did" }.size()
    }

    def "nothing that was acknowledged is lost or wrong, whatever happens when"() {
        given:
        server('main', 'slot_name = main\ncompression = zstd')
        server('small', "slot_name = small\nbackup_directory = ${disk.directory()}/small")
        host.start('runtime')
        Eventually.until { host.streaming('main') && host.streaming('small') }
        def begin = Lsn.parse(servers.primary.sql("SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = 'main'"))
        receiveBeside()
        say("seed $SEED")

        when:
        if (SECONDS == 0) {
            def chosen = accidents.keySet().toList()
            Collections.shuffle(chosen, random)
            chosen.each { accident(it); settle() }
        } else {
            while (Duration.between(begun, Instant.now()).toSeconds() < SECONDS) {
                def choice = (did.size() % 20 == 5 ? slowAccidents : accidents).keySet()
                accident(choice[random.nextInt(choice.size())])
                settle()
            }
        }
        def end = servers.quiet()
        Eventually.until(Duration.ofSeconds(90)) { flushed('main', end) && flushed('small', end) }
        note()
        def last = segment(servers.timeline(), end.value() - (1 << 20))
        Eventually.until(Duration.ofSeconds(60)) { Files.exists(host.archived('main', last)) }
        def main = host.home().resolve('main')
        def compared = assertHeld('main', main, begin)
        def read = dumped(main)
        def same = sameBeside(main)
        def checked = host.run('check', 'main').out

        then:
        checked.contains('WAL archive without gaps: OK')
        checked.contains('WAL records: OK')
        compared > 1 << 20
        read > 0
        assertHeld('small', disk.directory().resolve('small'), begin) > 1 << 20

        and: 'each promotion was followed'
        def promotions = did.count { it.contains('promoted') }
        servers.acknowledged.values().every { it.keySet().max() == 1 + promotions }

        and: 'pg_receivewal did what we did'
        receivewal.alive
        same > 0
        say("$compared bytes on ${servers.acknowledged.main.size()} timelines are the servers', pg_waldump read $read segments, pg_receivewal had the same $same, ${did.countBy { it }}")
    }
}
