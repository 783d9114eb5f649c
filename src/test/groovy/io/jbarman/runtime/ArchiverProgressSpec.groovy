package io.jbarman.runtime

import io.jbarman.archive.ArchiveHooks
import io.jbarman.archive.ArchivedWal
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import spock.lang.Specification

class ArchiverProgressSpec extends Specification {
    long now = Long.MAX_VALUE - 1000
    def progress = new ArchiverProgress('pg', { now })

    private void minutes(long minutes) {
        now += Duration.ofMinutes(minutes).toNanos()
    }

    private boolean standsStill() {
        progress.standstill().present
    }

    private void fileIsDone(ArchiveHooks hooks = ArchiveHooks.NONE) {
        progress.seenBy(hooks).after(new ArchivedWal('00000002.history', 1, Instant.EPOCH, Optional.empty()), Optional.empty())
    }

    def "one that has nothing to do does not stand still"() {
        when:
        minutes(1000)
        progress.begins()
        progress.ended(false)
        minutes(1000)

        then:
        !standsStill()
    }

    def "a pass that takes hours moves as long as it gets on, and stands still when it does not"() {
        when:
        minutes(1000)
        progress.begins()
        10.times {
            minutes(14)
            assert !standsStill()
            fileIsDone()
        }
        minutes(16)

        then:
        with(progress.standstill().get()) {
            code() == 'archiver-stands-still'
            summary() == "server 'pg': WAL waits, and the archiver got on with none of it for 16 minutes"
            hint().contains('hook script')
        }

        when:
        progress.ended(false)

        then:
        !standsStill()
    }

    def "passes that leave what waits are no progress, whether a hook ended them or a failure"() {
        when:
        8.times {
            progress.begins()
            if (it % 2) {
                progress.ended(true)
            }
            minutes(2)
        }

        then:
        standsStill()
    }

    def "a file is done before the scripts behind it, which may hang"() {
        given:
        progress.begins()
        minutes(16)
        boolean seen = true

        when:
        fileIsDone(new ArchiveHooks() {
            boolean before(ArchivedWal wal, Path file) { true }

            void after(ArchivedWal wal, Optional<String> error) { seen = standsStill() }
        })

        then:
        !seen
    }
}
