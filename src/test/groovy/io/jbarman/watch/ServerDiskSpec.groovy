package io.jbarman.watch

import io.jbarman.config.BarmanConfigReader
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

class ServerDiskSpec extends Specification {
    @TempDir
    Path directory

    private Optional<HostFacts.Disk> disk(String host) {
        def file = Files.writeString(directory.resolve('barman.conf'), "[barman]\nbarman_home = $directory\nbarman_user = x\n[pg]\nconninfo = host=$host user=y\n")
        def facts = new ServerFacts(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, io.jbarman.pg.WalSegmentSize.DEFAULT, 1, Optional.empty(), 17, Optional.empty(), [], Optional.empty(),
            new ServerFacts.Archiving(false, Optional.empty(), Optional.empty(), false, ''), new ServerFacts.Synchronous('', [], true), "$directory/data".toString())
        new Watchdogs(BarmanConfigReader.read(file).find('pg').get()).serverDisk(facts)
    }

    @Requires(value = { Files.isWritable(Path.of('/dev/shm')) && Files.getFileStore(Path.of('/dev/shm')) != Files.getFileStore(Path.of(System.getProperty('java.io.tmpdir'))) }, reason = 'needs a second file system')
    def "the disk that WAL fills is that which pg_wal leads to, and of another host there is none"() {
        given:
        def elsewhere = Files.createTempDirectory(Path.of('/dev/shm'), 'jbarman')
        Files.createDirectory(directory.resolve('data'))
        Files.createSymbolicLink(directory.resolve('data/pg_wal'), elsewhere)

        expect:
        disk('/run/postgresql').get().totalBytes() == Files.getFileStore(elsewhere).totalSpace
        disk('/run/postgresql').get().directory().endsWith('/pg_wal')
        disk('127.0.0.1').empty

        cleanup:
        Files.delete(elsewhere)
    }

    def "where pg_wal cannot be resolved the data directory is looked at"() {
        given:
        Files.createDirectory(directory.resolve('data'))

        expect:
        disk('/run/postgresql').get().directory().endsWith('/data')
    }
}
