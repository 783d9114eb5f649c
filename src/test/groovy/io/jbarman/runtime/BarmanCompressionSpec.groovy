package io.jbarman.runtime

import io.jbarman.archive.ArchiverSpec
import io.jbarman.fixture.Fixtures
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/** Debian's Barman 3.4 and jbarman read each other's archive, in every compression that both know. */
@Requires(value = { Fixtures.hasProgram('barman') && Fixtures.hasProgram('bzip2') }, reason = 'needs Barman and bzip2 (Debian packages: barman, bzip2)')
class BarmanCompressionSpec extends Specification {
    static final NAMES = (1..2).collect { String.format('0000000100000000%08X', it) }

    @AutoCleanup
    RuntimeHost host = new RuntimeHost()

    private barman(String... words) {
        def process = new ProcessBuilder(['barman', '-q', '-c', host.directory.resolve('barman.conf').toString()] + words.toList())
            .redirectError(ProcessBuilder.Redirect.DISCARD).start()
        def out = process.inputStream.readAllBytes()
        [process.waitFor(), out]
    }

    private Path incoming(String name) {
        def file = host.home().resolve('pg/incoming').resolve(name)
        Files.createDirectories(file.parent)
        Files.write(file, ArchiverSpec.segment(name))
    }

    private static boolean isSegment(byte[] bytes, String name) {
        Arrays.equals(bytes, ArchiverSpec.segment(name))
    }

    def "compression = #compression"() {
        given:
        host.server('pg', "conninfo = host=127.0.0.1 port=1 user=nobody dbname=postgres\narchiver = on\nbackup_method = postgres\nstreaming_conninfo = host=127.0.0.1 port=1 user=nobody\njbarman_layout = barman-3.4\n" +
            (compression == 'none' ? '' : "compression = ${compression.replace(';', '\n')}"))
        def (mine, theirs) = NAMES

        when: 'we archive'
        incoming(mine)
        def ran = host.run('archive-wal', 'pg')

        then: 'Barman reads'
        ran.out.contains(mine)
        def read = barman('get-wal', 'pg', mine)
        read[0] == 0
        isSegment(read[1] as byte[], mine)
        Files.readAllLines(host.home().resolve('pg/wals/xlog.db'))[0].split('\t')[3] == word

        when: 'Barman archives, and the same comes again'
        incoming(theirs)
        barman('archive-wal', 'pg')
        incoming(theirs)
        def again = host.run('archive-wal', 'pg')

        then: 'we read, and find the same'
        again.status == 0
        !again.out.contains('Error')
        Files.list(host.home().resolve('pg/incoming')).count() == 0
        Files.list(host.home().resolve('pg/errors')).count() == 0
        Files.readAllLines(host.home().resolve('pg/wals/xlog.db'))*.split('\t')*.getAt(0) == [mine, theirs]

        where:
        compression | word
        'none'      | 'None'
        'gzip'      | 'gzip'
        'pygzip'    | 'gzip'
        'bzip2'     | 'bzip2'
        'custom;custom_compression_filter = xz -0c;custom_decompression_filter = xz -dc' | 'custom'
    }
}
