package io.jbarman.runtime

import io.jbarman.archive.CatalogueLock
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
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
