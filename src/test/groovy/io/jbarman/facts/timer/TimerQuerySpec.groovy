package io.jbarman.facts.timer

import io.jbarman.transport.Account
import io.jbarman.transport.Command
import io.jbarman.transport.local.LocalTransport
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

class TimerQuerySpec extends Specification {
    static final QUERY = new TimerQuery('the control node', Account.LOGIN, 'jbarman-drift-no-such-topology')

    def "what systemctl prints: #title"() {
        expect:
        QUERY.parse(0, output) == fact

        where:
        title              | output                                             || fact
        'no systemd'       | ''                                                 || TimerFact.NO_SYSTEMD
        'no such timer'    | 'systemd\ninactive\n'                              || new TimerFact(true, false, false, false)
        'a new systemd'    | 'systemd\nnot-found\ninactive\n'                   || new TimerFact(true, false, false, false)
        'as it should be'  | 'systemd\nenabled\nactive\n'                       || new TimerFact(true, true, true, false)
        'until the reboot' | 'systemd\nenabled-runtime\nactive\n'               || new TimerFact(true, false, true, false)
        'switched off'     | 'systemd\ndisabled\ninactive\n'                    || new TimerFact(true, false, false, false)
        'failed'           | 'systemd\nenabled\nfailed\n'                       || new TimerFact(true, true, false, false)
        "a package's"      | 'systemd\ndisabled\ninactive\nelsewhere /lib/systemd/system/x.timer\n' || new TimerFact(true, false, false, false, Optional.of('/lib/systemd/system/x.timer'), true)
        'no calendar'      | 'systemd\ninactive\nmisunderstood\n'               || new TimerFact(true, false, false, false, Optional.empty(), false)
        'files newer'      | 'systemd\nenabled\nactive\nNeedDaemonReload=yes\n' || new TimerFact(true, true, true, true)
    }

    def "the script itself, on this machine, tells whether systemd is there"() {
        given:
        def result = new LocalTransport('the control node', false).run(Command.script(QUERY.script()))

        expect:
        result.status() == 0
        QUERY.parse(result.status(), result.output()) == new TimerFact(Files.isDirectory(Path.of('/run/systemd/system')), false, false, false)
    }
}
