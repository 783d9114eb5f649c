package io.jbarman.runtime

import io.jbarman.config.BarmanConfigReader
import io.jbarman.config.ServerConfig
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class HopChecksSpec extends Specification {
    static final HERE = '0000000100000000000000A1'
    static final WAITS = '0000000100000000000000A2'
    static final AWAY = '0000000100000000000000A3'

    @TempDir
    Path directory

    def "an archiver that #seen, of a server that #archiving: #status #hint"() {
        given:
        def server = server(archiving)
        put(server.walsDirectory().resolve("0000000100000000/$HERE"))
        put(server.walsDirectory().resolve('00000002.history'))
        put(server.incomingWalsDirectory().resolve(WAITS))

        expect:
        with(new ArchiverSent(standby, Optional.ofNullable(failing), Optional.ofNullable(last), 'noon').arrives('wal', server)) {
            it.status().name() == status
            it.hint().startsWith(hint)
        }

        where:
        seen                                 | archiving  | standby | failing | last               || status   | hint
        'sent what is here'                  | 'archives' | false   | null    | HERE               || 'OK'     | "the archiver sent $HERE"
        'sent what waits'                    | 'archives' | false   | null    | WAITS              || 'OK'     | "the archiver sent $WAITS"
        'sent a history file'                | 'archives' | false   | null    | '00000002.history' || 'OK'     | 'the archiver sent'
        'sent it elsewhere'                  | 'archives' | false   | null    | AWAY               || 'FAILED' | "the server's archiver says that it sent $AWAY, which is not in"
        'sent it elsewhere, which is its own'| 'streams'  | false   | null    | AWAY               || 'OK'     | 'the archiver sent'
        'fails'                              | 'archives' | false   | AWAY    | HERE               || 'FAILED' | "the server's archiver fails at $AWAY"
        'has sent nothing yet'               | 'archives' | false   | null    | null               || 'FAILED' | "the server's archiver has sent nothing since noon"
        'is a standby\'s'                    | 'archives' | true    | AWAY    | null               || 'OK'     | 'a standby'
    }

    def "a section that is wrong is told as its server's login, and nothing is tried"() {
        given:
        def checks = new HopChecks(new ServerConnections(null, null, null), { any -> })

        when:
        def items = checks.of(server('streams', 'host=127.0.0.1 prot=1'))

        then:
        items*.name() == HopChecks.NAMES
        items*.status()*.name() == ['FAILED', 'UNKNOWN', 'UNKNOWN']
        items[0].hint().contains('prot')
    }

    private static void put(Path file) {
        Files.createDirectories(file.parent)
        Files.writeString(file, '')
    }

    private ServerConfig server(String archiving, String conninfo = 'host=127.0.0.1') {
        def file = Files.writeString(directory.resolve('barman.conf'),
            "[barman]\nbarman_home = $directory\n[pg]\nconninfo = $conninfo\narchiver = on\n${archiving == 'streams' ? 'streaming_archiver = on' : ''}\n")
        BarmanConfigReader.read(file).find('pg').get()
    }
}
