package io.jbarman.runtime

import io.jbarman.archive.ArchivedWal
import io.jbarman.archive.ArchiverSpec
import io.jbarman.config.BarmanConfigReader
import io.jbarman.fixture.Fixtures
import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.time.Instant
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

class HookScriptsSpec extends Specification {
    static final WAL = new ArchivedWal('000000010000000000000001', 16, Instant.ofEpochSecond(1795733496, 634600000), Optional.empty())

    @TempDir
    Path home

    private HookScripts scripts(String options, RetryPauses pauses = new RetryPauses(Duration.ofMillis(1), Duration.ofMillis(1))) {
        def file = Files.writeString(home.resolve('barman.conf'), "[barman]\nbarman_home = $home\nbarman_user = x\n" +
            "[pg]\nconninfo = host=x user=y\nslot_name = s\nstreaming_archiver = on\n" + options)
        new HookScripts(BarmanConfigReader.read(file).find('pg').get(), pauses)
    }

    private List<String> log() {
        def file = home.resolve('log')
        Files.exists(file) ? Files.readAllLines(file) : []
    }

    def "the scripts run in Barman's order with Barman's variables"() {
        given:
        def say = { "echo \$BARMAN_PHASE \$BARMAN_HOOK \$BARMAN_RETRY \$BARMAN_SERVER \$BARMAN_SEGMENT \$BARMAN_FILE \$BARMAN_SIZE \$BARMAN_TIMESTAMP \$BARMAN_COMPRESSION \$BARMAN_ERROR >>$home/log" }
        def hooks = scripts(['pre_archive_script', 'pre_archive_retry_script', 'post_archive_script', 'post_archive_retry_script']
            .collect { "$it = ${say()}" }.join('\n'))

        when:
        def go = hooks.before(WAL, Path.of('/incoming/W'))
        hooks.after(new ArchivedWal(WAL.name(), 7, WAL.modified(), Optional.of('gzip')), Optional.of('oh'))

        then:
        go
        log() == [
            'pre archive_script 0 pg 000000010000000000000001 /incoming/W 16 1795733496.6346',
            'pre archive_retry_script 1 pg 000000010000000000000001 /incoming/W 16 1795733496.6346',
            "post archive_retry_script 1 pg 000000010000000000000001 $home/pg/wals/0000000100000000/000000010000000000000001 7 1795733496.6346 gzip oh",
            "post archive_script 0 pg 000000010000000000000001 $home/pg/wals/0000000100000000/000000010000000000000001 7 1795733496.6346 gzip oh",
        ]*.toString()
    }

    def "a retry script that ends with #status #what"() {
        given:
        def hooks = scripts("pre_archive_retry_script = echo x >>$home/log; test \$(wc -l <$home/log) -lt 9 || exit $status; exit 1")

        expect:
        hooks.before(WAL, Path.of('/W')) == goesOn
        log().size() == 9

        where:
        status | goesOn | what
        0      | true   | 'was tried until it did'
        62     | true   | 'lets archiving go on'
        63     | false  | 'ends the pass'
    }

    def "a plain script that fails changes nothing; after archiving, 63 does not either"() {
        given:
        def hooks = scripts("pre_archive_script = exit 63\npost_archive_retry_script = exit 63\npost_archive_script = no-such-program")

        when:
        def go = hooks.before(WAL, Path.of('/W'))
        hooks.after(WAL, Optional.empty())

        then:
        go
    }

    def "a script that goes on failing does not keep the runtime from stopping"() {
        given:
        def hooks = scripts('pre_archive_retry_script = exit 1', new RetryPauses(Duration.ofHours(1), Duration.ofHours(1)))
        def result = null
        def thread = Thread.start { result = hooks.before(WAL, Path.of('/W')) }

        when:
        hooks.stop()
        thread.join()

        then:
        result == false
    }

    @Requires(value = { Fixtures.hasProgram('flock') }, reason = 'needs flock (Debian package: util-linux)')
    def "the catalogue's lock is free while a script runs, before archiving and after it"() {
        given:
        def options = ['pre', 'post'].collectMany { phase -> ['', '_retry'].collect { how ->
            "${phase}_archive${how}_script = flock -n $home/.pg-xlogdb.lock true && echo free >>$home/log || echo locked >>$home/log"
        } }.join('\n')
        scripts("archiver = on\n$options")
        def server = BarmanConfigReader.read(home.resolve('barman.conf')).find('pg').get()
        def archiver = Archivers.of(server, Clock.systemUTC())
        def names = (1..3).collect { "00000001000000000000000$it".toString() }
        names.each { Files.write(home.resolve("pg/incoming/$it"), ArchiverSpec.segment(it)) }

        when:
        Archivers.drain(archiver, server)

        then:
        names.every { Files.exists(home.resolve("pg/wals/0000000100000000/$it")) }
        log() == ['free'] * 12
    }

    def "where none is configured nothing runs"() {
        expect:
        scripts('').before(WAL, Path.of('/W'))
    }
}
