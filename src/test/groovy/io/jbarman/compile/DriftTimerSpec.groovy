package io.jbarman.compile

import io.jbarman.secret.Secrets
import io.jbarman.topology.CronTimes
import io.jbarman.topology.DriftPolicy
import io.jbarman.topology.Topology
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

class DriftTimerSpec extends Specification {
    static final NODE = new ControlNode(Optional.of('/opt/jbarman'), Optional.of('/usr/lib/jvm/java-17'), 'ops', Optional.of('/home/ops/the $hop/100%.yml'))
    static final EVERY = new DriftPolicy(Optional.of(Duration.ofMinutes(90)), true, [])

    def "the unit files are the golden ones"() {
        given:
        def units = new DriftTimer(topology(EVERY), NODE).resource().get().units()

        expect:
        units.service() == golden('jbarman-drift-shop.service')
        units.timer() == golden('jbarman-drift-shop.timer')
        units.servicePath() == '/etc/systemd/system/jbarman-drift-shop.service'
        units.timerPath() == '/etc/systemd/system/jbarman-drift-shop.timer'
    }

    @TempDir
    Path directory

    @Requires(value = { new File('/usr/bin/systemd-analyze').canExecute() }, reason = 'needs systemd-analyze (Debian: systemd)')
    def "systemd finds nothing to complain of in them"() {
        given:
        def node = new ControlNode(Optional.of('/bin/true'), Optional.of('/opt/a jdk'), 'root', NODE.document())
        def units = new DriftTimer(topology(EVERY), node).resource().get().units()
        def files = [units.servicePath(), units.timerPath()].collect { directory.resolve(Path.of(it).fileName) }
        Files.writeString(files[0], units.service())
        Files.writeString(files[1], units.timer())

        when:
        def process = new ProcessBuilder(['/usr/bin/systemd-analyze', 'verify', '--man=no', *files*.toString()]).redirectErrorStream(true).start()
        def complaints = process.inputStream.text.readLines().findAll { it.contains(units.unit()) }

        then:
        process.waitFor() == 0
        complaints == []
    }

    def "without a JDK of its own the service sets no JAVA_HOME"() {
        given:
        def node = new ControlNode(Optional.empty(), Optional.empty(), 'ops', Optional.of('/t.yml'))
        def service = new DriftTimer(topology(EVERY), node).resource().get().units().service()

        expect:
        service.contains('\nUser=ops\nExecStart=/usr/bin/jbarman drift /t.yml\n')
    }

    def "the timer looks with the variables that the apply was given"() {
        given:
        def node = new ControlNode(Optional.empty(), Optional.empty(), 'ops', Optional.of('/t.yml'), [port: '5433', motto: 'a $b 100%'])
        def timer = new DriftTimer(topology(EVERY), node).resource().get()

        expect:
        timer.units().service().contains('\nExecStart=/usr/bin/jbarman drift -e "motto=a $$b 100%%" -e port=5433 /t.yml\n')
        timer.words().instead().endsWith("let cron run 'jbarman drift -e 'motto=a \$b 100%' -e port=5433 /t.yml'.")
    }

    def "the graph ends with the timer: #title"() {
        expect:
        Compiler.compile(topology(policy), Secrets.NONE, node).order()*.id()*.toString().findAll { it.startsWith('control/') } == addresses

        where:
        title                    | policy                                         | node                                                                    || addresses
        'asked for'              | EVERY                                          | NODE                                                                    || ['control/timer/jbarman-drift-shop']
        'without an interval'    | new DriftPolicy(Optional.empty(), true, [])    | NODE                                                                    || ['control/timer/jbarman-drift-shop']
        'not asked for'          | DriftPolicy.NONE                               | NODE                                                                    || []
        'no document to look at' | EVERY                                          | new ControlNode(Optional.empty(), Optional.empty(), 'ops', Optional.empty()) || []
    }

    def "the timer is the last, and waits for nothing"() {
        given:
        def order = Compiler.compile(topology(EVERY), Secrets.NONE, NODE).order()

        expect:
        order.last().id().toString() == 'control/timer/jbarman-drift-shop'
        order.last().after().isEmpty()
    }

    def "#every is #demand"() {
        expect:
        new DriftTimer(topology(new DriftPolicy(Optional.ofNullable(every), true, [])), NODE).resource().get().demand() == demand

        where:
        every                           || demand
        null                            || 'every 15m'
        Duration.ofSeconds(30)          || 'every 30s'
        Duration.ofMinutes(90)          || 'every 1h30m'
        Duration.ofDays(7)              || 'every 168h'
    }

    def "by cron's five fields it looks #says"() {
        given:
        def cron = CronTimes.parse(fields)
        def policy = new DriftPolicy(Optional.empty(), cron, true, [])
        def timer = new DriftTimer(topology(policy), NODE).resource().get()

        expect:
        cron.get().calendars() == calendars
        timer.units().timer().readLines().findAll { it.startsWith('On') } == calendars.collect { 'OnCalendar=' + it }
        timer.demand() == 'at ' + fields
        calendars.every { !CALENDAR.canExecute() || new ProcessBuilder('/usr/bin/systemd-analyze', 'calendar', it).start().waitFor() == 0 }

        where:
        fields               | says                              || calendars
        '0 3 * * *'          | 'each night'                      || ['*-*-* 03:00:00']
        '*/15 * * * *'       | 'each quarter of an hour'         || ['*-*-* *:00,15,30,45:00']
        '5 8-18/5 1,15 * *'  | 'on days of the month'            || ['*-*-01,15 08,13,18:05:00']
        '0 4 * jan-mar 7'    | 'on Sundays in winter'            || ['Sun *-01,02,03-* 04:00:00']
        '0 4 1 * mon'        | 'on either day, as cron does'     || ['*-*-01 04:00:00', 'Mon *-*-* 04:00:00']
        '0 4 */2 * Mon-Fri'  | 'on both, behind a star'          || ["Mon,Tue,Wed,Thu,Fri *-*-${(1..31).step(2).collect { String.format('%02d', it) }.join(',')} 04:00:00".toString()]
        '0 4 * * 0-7'        | 'on each day'                     || ['*-*-* 04:00:00']
    }

    def "what cron would not take is refused: #fields"() {
        expect:
        CronTimes.parse(fields).isEmpty()

        where:
        fields << ['', '0 3 * *', '0 3 * * * *', '60 3 * * *', '0 24 * * *', '0 3 0 * *', '0 3 * 13 *', '0 3 * * 8', '0 3 * * Mun',
                   '5-1 3 * * *', '*/0 3 * * *', '5/2 3 * * *', '0, 3 * * *', '@daily', '-1 3 * * *', 'x 3 * * *', '0 3 * * mon,']
    }

    static final CALENDAR = new File('/usr/bin/systemd-analyze')

    static Topology topology(DriftPolicy drift) {
        def shop = ConfigFilesSpec.topology(ConfigFilesSpec.barman())
        new Topology(shop.name(), shop.vars(), shop.secrets(), shop.hosts(), shop.postgres(), shop.barman(), drift)
    }

    static String golden(String name) {
        DriftTimerSpec.getResource("/contract/systemd/$name").getText('UTF-8')
    }
}
