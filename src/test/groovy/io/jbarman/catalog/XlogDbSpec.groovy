package io.jbarman.catalog

import io.jbarman.archive.ArchivedWal
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

class XlogDbSpec extends Specification {
    static final TIME = Instant.parse('2026-11-21T10:00:00.123456789Z')

    @TempDir
    Path directory

    private static wal(String name, String compression = null) {
        new ArchivedWal(name, 16777216, TIME, Optional.ofNullable(compression))
    }

    def "a new catalogue has five columns"() {
        given:
        def catalogue = XlogDb.of(directory, 'pg')

        when:
        catalogue.append([wal('A')])
        catalogue.append([wal('B', 'gzip')])

        then:
        catalogue.file().fileName.toString() == 'pg-xlog.db'
        Files.readString(catalogue.file()) ==
            'A\t16777216\t1795255200.123456789\tNone\tNone\nB\t16777216\t1795255200.123456789\tgzip\tNone\n'
        catalogue.last().get() == wal('B', 'gzip')
        XlogDb.of(directory, 'pg').names() == ['A', 'B'] as Set
    }

    def "an older Barman's xlog.db is continued with four"() {
        given:
        Files.writeString(directory.resolve('xlog.db'), 'OLD\t1\t5.0\tNone\n')

        when:
        XlogDb.of(directory, 'pg').append([wal('A')])

        then:
        Files.readString(directory.resolve('xlog.db')) == 'OLD\t1\t5.0\tNone\nA\t16777216\t1795255200.123456789\tNone\n'
        !Files.exists(directory.resolve('pg-xlog.db'))
    }

    def "#line is read"() {
        expect:
        XlogDbLine.parse(line).map { [it.name(), it.size(), it.modified().toString(), it.compression().orElse(null)] }.orElse(null) == read

        where:
        line                                   | read
        'A\t10\t1406019026.0'                  | ['A', 10L, '2014-07-22T08:50:26Z', null]
        'A\t10\t1406019026.25\tgzip'           | ['A', 10L, '2014-07-22T08:50:26.250Z', 'gzip']
        'A\t10\t1.5e9\tNone\tgpg'              | ['A', 10L, '2017-07-14T02:40:00Z', null]
        'A\t10'                                | null
        'A\tten\t1.0'                          | null
        ''                                     | null
        'A\t1\t1.0\tNone\tNone\tmore'          | null
    }

    def "a line torn by a crash is taken off before the next is put"() {
        given:
        def catalogue = XlogDb.of(directory, 'pg')
        catalogue.append([wal('A')])
        def whole = Files.readString(catalogue.file())
        Files.writeString(catalogue.file(), whole + torn)

        expect:
        XlogDb.of(directory, 'pg').names() == ['A'] as Set
        Files.readString(catalogue.file()) == whole

        when:
        XlogDb.of(directory, 'pg').append([wal('B')])

        then:
        Files.readAllLines(catalogue.file()).size() == 2

        where:
        torn << ['B', 'B\t1677', 'B\t16777216\t1795255200.1\tNone\tNone', 'B' * 10000]
    }

    def "what another program has put there meanwhile is not put again"() {
        given:
        def catalogue = XlogDb.of(directory, 'pg')
        catalogue.append([wal('A')])
        XlogDb.of(directory, 'pg').append([wal('B')])

        when:
        catalogue.append([wal('B')])
        catalogue.append([wal('C')])

        then:
        catalogue.names() == ['A', 'B', 'C'] as Set
        Files.readAllLines(catalogue.file()).size() == 3
    }

    def "a name that is there already keeps one line, in its place, and that says what is so now: #how"() {
        given:
        def first = XlogDb.of(directory, 'pg')
        Files.writeString(first.file(), 'A\t1\t5.0\tNone\tNone\nwhat nobody\u00e4 knows\nB\t1\t5.0\tNone\tNone\nC\t1\t5.0\tNone\tNone\nB\t2\t5.0\tNone\tNone\n')
        Files.setPosixFilePermissions(first.file(), java.nio.file.attribute.PosixFilePermissions.fromString('rw-r-----'))
        Files.writeString(directory.resolve('.pg-xlog.db.tmp'), 'what a killed process left')
        if (how == 'after a look') {
            first.names()
        } else if (how == 'after another came') {
            first.append([wal('D')])
            Files.writeString(first.file(), Files.readString(first.file()).replaceFirst('D.*\n', ''))
        }

        when:
        first.append([wal('B', 'gzip'), wal('E')])
        first.append([wal('F')])

        then:
        Files.readAllLines(first.file())*.split('\t')*.getAt(0) == ['A', 'what nobody\u00e4 knows', 'B', 'C', 'E', 'F']
        Files.readString(first.file()).contains('\nB\t16777216\t1795255200.123456789\tgzip\tNone\nC')
        java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(first.file())) == 'rw-r-----'
        directory.toFile().list() as List == ['pg-xlog.db']
        first.contains('B', 16777216)
        !first.contains('B', 1)
        !first.contains('G', 1)

        where:
        how << ['at once', 'after a look', 'after another came']
    }

    def "in Barman's own line of it nothing is changed"() {
        given:
        def catalogue = XlogDb.of(directory, 'pg')
        def text = 'A\t16777216\t1795255200.1234567\tNone\tNone\n'
        Files.writeString(catalogue.file(), text)

        when:
        catalogue.append([wal('A')])

        then:
        Files.readString(catalogue.file()) == text
    }

    def "#name is #listed in a catalogue of #lines lines"() {
        given:
        def catalogue = XlogDb.of(directory, 'pg')
        catalogue.append((1..lines).collect { wal(String.format('0000000200000000%08X', it)) } + extra.collect { wal(it) })

        expect:
        catalogue.lists(name) == listed

        where:
        name                       | lines | extra                        || listed
        '000000020000000000000001' | 1     | []                           || true
        '000000020000000000000002' | 1     | []                           || false
        '000000020000000000000001' | 5000  | []                           || true
        '000000020000000000001388' | 5000  | []                           || true
        '000000020000000000001389' | 5000  | []                           || false
        '00000003.history'         | 5000  | []                           || false
        '00000002.history'         | 5000  | []                           || false
        '000000020000000000001400' | 5000  | ['000000020000000000001400'] || true
        '000000020000000000000003' | 5000  | ['000000020000000000001400'] || true
        '000000020000000000001390' | 5000  | ['000000020000000000001400'] || false
    }

    def "of a timeline that others have come after a name is looked for in the whole catalogue"() {
        given:
        def catalogue = XlogDb.of(directory, 'pg')
        catalogue.append([wal('000000020000000000000007')] + (1..5000).collect { wal(String.format('0000000100000000%08X', it)) })

        expect:
        catalogue.lists('000000020000000000000007')
        !catalogue.lists('000000020000000000000008')
    }

    def "the last line is found in a long file"() {
        given:
        def catalogue = XlogDb.of(directory, 'pg')
        (1..500).each { catalogue.append([wal(String.format('%024X', it))]) }

        expect:
        catalogue.last().get().name() == String.format('%024X', 500)
        XlogDb.of(directory, 'other').last().empty
    }
}
