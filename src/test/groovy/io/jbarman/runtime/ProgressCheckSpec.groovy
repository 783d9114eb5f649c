package io.jbarman.runtime

import io.jbarman.config.BarmanConfigReader
import io.jbarman.postgres.PgSession
import io.jbarman.postgres.Row
import io.jbarman.time.Sleeper
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ProgressCheckSpec extends Specification {
    @TempDir
    Path home

    def "a receiver that is not the runtime's runs, and how far it is cannot be told"() {
        given:
        def file = Files.writeString(home.resolve('barman.conf'), "[barman]\nbarman_home = $home\nbarman_user = x\n[pg]\nconninfo = host=x user=y\nstreaming_archiver = on\n")
        def server = BarmanConfigReader.read(file).find('pg').get()
        def check = new ProgressCheck(server, { } as Sleeper)
        def session = [query: { String sql, List<String> values -> [new Row([lsn: Optional.of('0/3000000')])] }] as PgSession

        expect:
        check.run(session).status() == CheckItem.Status.FAILED

        when:
        Files.writeString(LockFiles.receiveWal(server), "${ProcessHandle.current().pid()}\n")

        then:
        with(check.run(session)) {
            status() == CheckItem.Status.OK
            hint() == "process ${ProcessHandle.current().pid()} receives; how far it is cannot be told, only a runtime could"
        }
    }
}
