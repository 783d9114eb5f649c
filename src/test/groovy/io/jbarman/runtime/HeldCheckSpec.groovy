package io.jbarman.runtime

import io.jbarman.config.BarmanConfigReader
import io.jbarman.pg.SegmentName
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class HeldCheckSpec extends Specification {
    static final NINTH = '000000010000000000000009'

    @TempDir
    Path home

    private server() {
        def file = Files.writeString(home.resolve('barman.conf'), "[barman]\nbarman_home = $home\nbarman_user = x\n" +
            '[pg]\nconninfo = host=x user=y\nstreaming_archiver = on\nslot_name = s\n')
        BarmanConfigReader.read(file).find('pg').get()
    }

    private void record(String position) {
        Files.createDirectories(home.resolve('pg/streaming'))
        Files.writeString(home.resolve('pg/.jbarman-stream.json'), '{"system_identifier": "7", "wal_segment_size": 16777216, "timeline": 2, ' +
            '"position": "0/A000000", "histories": {}, "divergences": [' +
            (position ? """{"timeline": 1, "position": "$position", "switch_point": "0/9400000", "next_timeline": 2}""" : '') + ']}')
    }

    def "what was received and is on no server any more is told until somebody says that he knows, and told again when it is more"() {
        expect: 'of a server that is not received from, and of one that lost nothing'
        HeldCheck.of(server()).empty
        record('')
        HeldCheck.of(server()).empty

        when:
        record('0/9800000')

        then:
        with(HeldCheck.of(server()).get()) {
            it.status() == CheckItem.Status.FAILED
            it.hint().startsWith('we hold WAL of timeline 1 up to 0/9800000, the server left that timeline at 0/9400000 for timeline 2; see whether')
            it.hint().endsWith('jbarman wal-gaps pg --acknowledge ' + NINTH)
        }

        when:
        def other = new HeldBeside(server()).acknowledge(SegmentName.parse('000000020000000000000009'))
        def known = new HeldBeside(server()).acknowledge(SegmentName.parse(NINTH))

        then:
        [other, known] == [false, true]
        HeldCheck.of(server()).get().with { [it.status(), it.hint()] } == [CheckItem.Status.OK, '1 acknowledged']

        when:
        record('0/9900000')

        then:
        HeldCheck.of(server()).get().status() == CheckItem.Status.FAILED

        when:
        Files.writeString(home.resolve('pg/.jbarman-stream.json'), '{')

        then:
        HeldCheck.of(server()).get().with { it.status() == CheckItem.Status.UNKNOWN && it.hint().contains('.jbarman-stream.json is damaged') }
    }

    def "check tells of it, wal-gaps lists it, and acknowledges it"() {
        given:
        def host = new RuntimeHost()
        host.server('pg', 'conninfo = host=127.0.0.1 port=1 user=y\nstreaming_archiver = on\nslot_name = s')
        home = host.home()
        record('0/9800000')

        expect:
        host.run('check', 'pg').out.contains("received WAL on the server's way: FAILED (we hold WAL of timeline 1 up to 0/9800000")
        host.run('wal-gaps', 'pg').out.contains("$NINTH  beside the server's way: we hold WAL of timeline 1")
        host.run('wal-gaps', 'pg', '--acknowledge', NINTH).with { it.status == 0 && it.out.contains("from $NINTH on is acknowledged") }
        host.run('wal-gaps', 'pg').out.contains("$NINTH  beside the server's way, acknowledged: we hold")
        host.run('check', 'pg').out.contains("received WAL on the server's way: OK (1 acknowledged)")
        host.run('wal-gaps', 'pg', '--acknowledge', '000000020000000000000009').status == 1

        cleanup:
        host.close()
    }
}
