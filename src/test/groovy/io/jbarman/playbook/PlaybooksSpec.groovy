package io.jbarman.playbook

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/** The playbooks of the repository are read by people who copy them. */
class PlaybooksSpec extends Specification {
    static final DIRECTORY = Path.of(System.getProperty('jbarman.checkout', '.'), 'playbooks')

    def "#file has no problem at all"() {
        expect:
        TopologyFile.read(file).problems() == []

        where:
        file << Files.list(DIRECTORY).filter { it.toString().endsWith('.yml') }.sorted().toList()
    }

    def "streaming.yml says what the seeds say"() {
        when:
        def topology = TopologyFile.read(DIRECTORY.resolve('streaming.yml')).topology().get()
        def server = topology.barman().backup.servers().pg

        then:
        topology.name() == 'streaming'
        topology.hosts().pghost.ssh().user().get() == 'ops'
        topology.hosts().barmanhost.connection().name() == 'LOCAL'
        topology.postgres().pg.port() == 5432
        server.conninfo().role() == 'barman'
        server.conninfo().keywords() == [dbname: 'postgres']
        server.streamingConninfo().get().password().get() == 'streaming_password'
        server.streamingArchiver()
        !server.archiver()
        server.slotName().get().value() == 'barman'
        server.streamingArchiverName() == 'barman_receive_wal'
        server.options() == [compression: 'gzip', retention_policy: 'RECOVERY WINDOW OF 7 DAYS']
    }
}
