package io.jbarman.runtime

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

class QuietDirectoriesSpec extends Specification {
    @TempDir
    Path home

    long seconds = 0
    def streaming
    def incoming
    QuietDirectories directories

    def setup() {
        streaming = Files.createDirectory(home.resolve('streaming'))
        incoming = home.resolve('incoming')
        directories = new QuietDirectories([streaming, incoming], { seconds * 1_000_000_000L })
    }

    def "directories that were never listed are not quiet"() {
        expect:
        !directories.areQuiet()
    }

    def "they are quiet once they were listed at two times that differ enough, until a minute has passed"() {
        when:
        directories.listing()

        then: 'what came right after may bear the same time'
        !directories.areQuiet()

        when:
        seconds += 1
        directories.listing()

        then:
        !directories.areQuiet()

        when:
        seconds += 1
        directories.listing()

        then:
        directories.areQuiet()

        when:
        seconds += 59

        then:
        directories.areQuiet()

        when:
        seconds += 1

        then:
        !directories.areQuiet()
    }

    def "#what is noticed"() {
        given:
        listedTwice()
        assert directories.areQuiet()

        when:
        change(this)
        seconds += 1

        then:
        !directories.areQuiet()

        when:
        directories.listing()

        then: 'and is not trusted at once'
        !directories.areQuiet()

        when:
        listedTwice()

        then:
        directories.areQuiet()

        where:
        what                      | change
        'a file that comes'       | { Files.createFile(it.streaming.resolve('f')) }
        'a directory that comes'  | { Files.createDirectory(it.incoming) }
        'a directory that goes'   | { Files.delete(it.streaming) }
        'a time in the past'      | { Files.setLastModifiedTime(it.streaming, FileTime.from(Instant.EPOCH)) }
    }

    def "a directory whose time cannot be told is never quiet"() {
        given:
        Files.createSymbolicLink(home.resolve('loop'), home.resolve('loop'))
        directories = new QuietDirectories([home.resolve('loop')], { seconds * 1_000_000_000L })

        when:
        listedTwice()

        then:
        !directories.areQuiet()
    }

    private void listedTwice() {
        directories.listing()
        seconds += 5
        directories.listing()
    }
}
