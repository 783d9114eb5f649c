package io.jbarman.config

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** The first contract between the planes, read from the data plane's side; ConfigFilesSpec writes the same files. */
class ContractIniSpec extends Specification {
    @TempDir
    Path directory

    def "the runtime reads what the control plane renders, without a problem"() {
        given:
        Files.createDirectories(directory.resolve('barman.d'))
        Files.writeString(directory.resolve('barman.d/pg.conf'), golden('pg.conf'))
        def main = Files.writeString(
                directory.resolve('barman.conf'), golden('barman.conf').replace('/etc/barman.d', "$directory/barman.d"))

        when:
        def config = BarmanConfigReader.read(main)
        def pg = config.find('pg').get()

        then:
        pg.problems().empty
        pg.description() == '100% of it'
        pg.streamingArchiver()
        !pg.archiver()
        pg.slotName().get() == 'barman'
        pg.backupDirectory() == Path.of('/var/lib/barman/pg')
        pg.walsDirectory() == Path.of('/var/lib/barman/pg/wals')
        pg.conninfo().get().find('user').get() == 'barman'
        pg.conninfo().get().find('connect_timeout').get() == '10'
        pg.streamingConninfo().get().find('user').get() == 'streaming_barman'
    }

    private static String golden(String name) {
        ContractIniSpec.getResource("/contract/ini/$name").getText('UTF-8')
    }
}
