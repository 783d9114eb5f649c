package io.jbarman.runtime

import io.jbarman.fixture.Eventually
import io.jbarman.fixture.Fixtures
import io.jbarman.json.Json
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/** The runtime under somebody else's care: systemd's, a crontab's, a log collector's. */
@Requires(value = { Fixtures.hasProgram('flock') }, reason = 'needs flock (Debian package: util-linux)')
class ServiceSpec extends Specification {
    static final DOWN = 'conninfo = host=127.0.0.1 port=1 user=x dbname=x\nstreaming_archiver = on\nslot_name = s'

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    @Requires(value = { Fixtures.hasProgram('systemd-notify') && Fixtures.hasProgram('socat') }, reason = 'needs systemd-notify and socat (Debian packages: systemd, socat)')
    def "systemd hears when it is ready, alive, reloading and stopping"() {
        given: 'a socket such as systemd opens'
        def socket = host.directory.resolve('notify')
        def heard = host.directory.resolve('heard')
        def listener = new ProcessBuilder('socat', '-u', "UNIX-RECV:$socket", 'STDOUT').redirectOutput(heard.toFile()).start()
        Eventually.until { Files.exists(socket) }
        host.environment.putAll(NOTIFY_SOCKET: socket.toString(), WATCHDOG_USEC: '1500000')
        host.server('pg', DOWN)

        when:
        def runtime = host.start('runtime')

        then: 'alive more than once'
        Eventually.until { said(heard).count('WATCHDOG=1') > 1 }
        said(heard)[0..1] == ['READY=1', 'STATUS=works on 1 servers']

        when:
        def asked = new ControlClient(new RunDirectory(host.home().resolve('.jbarman'))).ask('reload')

        then:
        asked.present
        Eventually.until { said(heard).contains('RELOADING=1') && said(heard).count('READY=1') == 2 }

        when:
        runtime.destroy()

        then:
        runtime.waitFor() == 0
        Eventually.until { said(heard).contains('STOPPING=1') }

        cleanup:
        listener?.destroyForcibly()?.waitFor()
    }

    /** Datagrams follow each other without a line's end. */
    private static List<String> said(Path file) {
        Files.readString(file).replaceAll('(READY=1|RELOADING=1|STOPPING=1|WATCHDOG=1|STATUS=|BARRIER=1|ERRNO=)', '\n$1').split('\n+').findAll { it }
    }

    def "#environment: a sign of life every #every"() {
        expect:
        ServiceNotices.of(environment).signOfLifeEvery() == Optional.ofNullable(every)

        where:
        environment                                                         || every
        [:]                                                                 || null
        [NOTIFY_SOCKET: '/x']                                               || null
        [NOTIFY_SOCKET: '/x', WATCHDOG_USEC: '180000000']                   || Duration.ofSeconds(60)
        [WATCHDOG_USEC: '180000000']                                        || null
        [NOTIFY_SOCKET: '/x', WATCHDOG_USEC: '180000000', WATCHDOG_PID: '1'] || null
        [NOTIFY_SOCKET: '/x', WATCHDOG_USEC: 'soon']                        || null
    }

    def "a log of JSON: every line an object with time, level, message and the server that it is about"() {
        given:
        host.main('jbarman_log_format = json')
        host.server('pg', DOWN)
        host.start('runtime')

        when:
        Eventually.until { lines().any { it.contains('ECONNREFUSED') || it.contains('refused') } }
        def events = lines().collect { Json.parse(it).asObject() }

        then:
        events.every { it.get('timestamp').asLong() > 0 && it.get('level').asText() && it.get('formattedMessage').asText() }
        events.any { it.find('mdc').map { mdc -> mdc.asObject().find('server').map { name -> name.asText() }.orElse('') }.orElse('') == 'pg' }
    }

    private List<String> lines() {
        def log = host.directory.resolve('barman.log')
        Files.exists(log) ? Files.readString(log).split('(?<=\n)').findAll { it.endsWith('\n') }*.trim() : []
    }

    def "cron starts the runtime, leaves one that runs alone, and has it read what changed"() {
        given:
        host.server('pg', DOWN)
        host.server('off', "active = false\n$DOWN")

        expect:
        with(host.run('cron')) {
            status == 0
            out.contains("Skipping inactive server 'off'")
            out.contains('Starting WAL archiving for server pg\nStarting streaming archiver for server pg\n')
        }
        def pid = host.pid().get()
        with(host.run('cron')) {
            status == 0
            out.contains('The runtime works on server pg')
        }
        host.pid().get() == pid

        when:
        host.server('second', DOWN.replace('slot_name = s', 'slot_name = second'))
        def changed = host.run('cron')

        then:
        changed.status == 0
        changed.out.contains('servers started: second; stopped: none')
        host.status('second') != null

        when: "Barman's own cron is at work"
        def lock = FileLocks.take([host.home().resolve('.pg-cron.lock')], false).locks()
        def kept = host.run('cron')

        then:
        kept.status == 0
        kept.out.contains('Another cron process is already running on server pg. Skipping to the next server')

        cleanup:
        lock?.close()
    }
}
