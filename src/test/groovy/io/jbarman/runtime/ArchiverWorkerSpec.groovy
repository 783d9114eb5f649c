package io.jbarman.runtime

import static io.jbarman.ingest.WalSamples.segment

import io.jbarman.config.BarmanConfigReader
import io.jbarman.fixture.Eventually
import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class ArchiverWorkerSpec extends Specification {
    static final NAME = '00000002.history'

    @TempDir
    Path home

    @AutoCleanup('stop')
    ArchiverWorker worker

    Path archived

    private void work(String options) {
        def file = Files.writeString(home.resolve('barman.conf'), "[barman]\nbarman_home = $home\nbarman_user = x\n" +
            "[pg]\nconninfo = host=x user=y\narchiver = on\n$options")
        def server = BarmanConfigReader.read(file).find('pg').get()
        archived = server.walsDirectory().resolve(NAME)
        worker = new ArchiverWorker(server, Clock.systemUTC())
        Files.createDirectories(server.incomingWalsDirectory())
        Thread.startDaemon { worker.run() }
    }

    private void send() {
        Files.move(Files.writeString(home.resolve('sent'), "1\t0/3000000\tx\n"), home.resolve('pg/incoming').resolve(NAME))
    }

    def "what a hook kept from being archived is tried again in seconds, though nothing comes any more"() {
        given:
        work("pre_archive_retry_script = echo x >>$home/log; test \$(wc -l <$home/log) -gt 2 || exit 63\n")

        when:
        send()

        then:
        Eventually.until(Duration.ofSeconds(10)) { worker.status().queued() == 1 }
        Eventually.until(Duration.ofSeconds(40)) { Files.exists(archived) }
        Eventually.until { worker.status().queued() == 0 }
        Files.readAllLines(home.resolve('log')).size() == 3
    }

    def "what somebody else puts into a directory that has long been quiet is archived unasked"() {
        given:
        work('')
        Thread.sleep(12_000)

        when:
        send()

        then:
        Eventually.until(Duration.ofSeconds(30)) { Files.exists(archived) }
    }

    def "what cp writes slowly under its own name is archived when it is whole, and never set aside"() {
        given:
        work('')
        Files.writeString(home.resolve('pg/identity.json'), '{"systemid": "7", "version": "15"}')
        def name = '000000010000000000000001'
        Files.write(home.resolve(name), segment(name))

        when:
        def copied = ShellScripts.run([PATH: '/usr/bin:/bin'], new byte[0], home, 'sh', '-c',
            "{ head -c 300000; sleep 7; head -c 300000; sleep 7; cat; } <$name >pg/incoming/$name")

        then:
        copied.status == 0
        Eventually.until(Duration.ofSeconds(30)) { Files.exists(home.resolve("pg/wals/0000000100000000/$name")) }
        Files.list(home.resolve('pg/errors')).withCloseable { it.count() } == 0
    }

    def "what a pass that somebody else made has failed over is tried again in seconds"() {
        given:
        work('')
        Thread.sleep(1_000)
        def wals = archived.parent
        wals.toFile().deleteDir()
        Files.createFile(wals)
        send()

        when:
        fails()
        Thread.sleep(2_500)
        fails()
        Files.delete(wals)
        Files.createDirectory(wals)

        then:
        Eventually.until(Duration.ofSeconds(30)) { Files.exists(archived) }
    }

    /** What it does about it is told to whoever asked for the pass. */
    private void fails() {
        try {
            worker.drain()
        } catch (IOException expected) {
            return
        }
        throw new AssertionError('the pass has not failed')
    }
}
