package io.jbarman.runtime

import io.jbarman.archive.CatalogueLock
import io.jbarman.fixture.Eventually
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CountDownLatch
import spock.lang.Specification
import spock.lang.TempDir

class XlogDbLockSpec extends Specification {
    @TempDir
    Path directory
    List<Boolean> free = []

    def "it is kept from one writing to the next until it is let go of"() {
        given:
        def lock = lock(false)

        when:
        lock.during(this::look)
        look()
        lock.during(this::look)
        lock.letGo()
        look()

        then:
        free == [false, false, false, true]
    }

    def "where a hook script may ask for it, it is held for no longer than a writing"() {
        given:
        def lock = lock(true)

        when:
        lock.during(this::look)
        look()

        then:
        free == [false, true]
    }

    def "who waits for it has it soon, whatever the archiver is at, and the next writing waits"() {
        given:
        def lock = lock(false, Duration.ofMillis(300))
        def order = directory.resolve('order').toFile()

        when:
        lock.during { order << 'first\n' }
        def waiting = new ProcessBuilder('flock', file().toString(), 'sh', '-c', 'echo waited >>"$0"', order.toString())
                .start()
        waiting.waitFor()
        lock.during { order << 'second\n' }
        lock.letGo()

        then:
        order.readLines() == ['first', 'waited', 'second']
    }

    def "a writing that hangs keeps no other server's lock from being let go of"() {
        given:
        def stuck = new CountDownLatch(1)
        def hangs = new XlogDbLock(directory.resolve('.hangs-xlogdb.lock'), false, Duration.ofMillis(50))
        def hanging = Thread.startDaemon { hangs.during { stuck.await() } }
        Eventually.until { Files.exists(directory.resolve('.hangs-xlogdb.lock')) && Files.size(directory.resolve('.hangs-xlogdb.lock')) > 0 }

        when: 'another writes and is done, after the timer came by the one that hangs'
        def waiting = lock(false, Duration.ofMillis(300)).with {
            it.during {}
            new ProcessBuilder('flock', '--timeout', '20', file().toString(), 'true').start()
        }

        then:
        waiting.waitFor() == 0

        when: 'it hangs no more'
        stuck.countDown()
        hanging.join()

        then:
        new ProcessBuilder('flock', '--timeout', '20', directory.resolve('.hangs-xlogdb.lock').toString(), 'true').start().waitFor() == 0
    }

    def "where nobody can write into its file, it is held and let go of"() {
        given:
        Files.createSymbolicLink(file(), Path.of('/dev/full'))
        def lock = lock(true)

        when:
        2.times { lock.during { free << true } }

        then:
        free == [true, true]
    }

    def "a writing that fails fails, and one whose lock was taken away takes it again"() {
        given:
        def lock = lock(false)

        when:
        lock.during { throw new IOException('full') }

        then:
        thrown(IOException)

        when:
        ProcessHandle.current().children().filter { it.info().commandLine().orElse('').contains('cat') }
                .forEach { it.destroyForcibly(); it.onExit().join() }
        look()
        lock.during(this::look)
        lock.letGo()

        then:
        free == [true, false]
    }

    private CatalogueLock lock(boolean scripts, Duration most = Duration.ofHours(1)) {
        new XlogDbLock(file(), scripts, most)
    }

    private void look() {
        free << (new ProcessBuilder('flock', '--nonblock', file().toString(), 'true').start().waitFor() == 0)
    }

    private Path file() {
        directory.resolve('.pg-xlogdb.lock')
    }
}
