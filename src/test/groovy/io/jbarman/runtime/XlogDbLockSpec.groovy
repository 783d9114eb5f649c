package io.jbarman.runtime

import io.jbarman.archive.CatalogueLock
import io.jbarman.fixture.Eventually
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.time.InstantSource
import spock.lang.Specification
import spock.lang.TempDir

class XlogDbLockSpec extends Specification {
    @TempDir
    Path directory
    Instant now = Instant.EPOCH
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

    def "who waits for it has it before the next writing, once it was held for half a second"() {
        given:
        def lock = lock(false)
        def order = directory.resolve('order')

        when:
        lock.during { order.toFile() << 'first\n' }
        def waiting = new ProcessBuilder('flock', file().toString(), 'sh', '-c', 'echo waited >>"$0"', order.toString())
                .start()
        Eventually.until { isBlocked(waiting) }
        now = now.plus(held)
        lock.during { order.toFile() << 'second\n' }
        lock.letGo()
        waiting.waitFor()

        then:
        order.toFile().readLines() == lines

        where:
        held                     || lines
        Duration.ofMillis(499)   || ['first', 'second', 'waited']
        Duration.ofSeconds(3600) || ['first', 'waited', 'second']
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

    private CatalogueLock lock(boolean scripts) {
        XlogDbLock.of(file(), scripts, { now } as InstantSource)
    }

    private void look() {
        free << (new ProcessBuilder('flock', '--nonblock', file().toString(), 'true').start().waitFor() == 0)
    }

    private static boolean isBlocked(Process process) {
        Path.of('/proc/locks').toFile().readLines().any { it.contains('->') && it.contains(" ${process.pid()} ") }
    }

    private Path file() {
        directory.resolve('.pg-xlogdb.lock')
    }
}
