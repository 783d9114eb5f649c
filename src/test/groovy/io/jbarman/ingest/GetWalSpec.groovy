package io.jbarman.ingest

import static io.jbarman.ingest.WalSamples.ONE
import static io.jbarman.ingest.WalSamples.TWO
import static io.jbarman.ingest.WalSamples.segment

import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.GZIPInputStream
import java.util.zip.GZIPOutputStream
import spock.lang.Specification
import spock.lang.TempDir

class GetWalSpec extends Specification {
    @TempDir
    Path home

    private Path place(String where, String name = ONE) {
        def file = where == 'wals' && !name.endsWith('.history') ? home.resolve('wals').resolve(name[0..<16]).resolve(name) : home.resolve(where).resolve(name)
        Files.createDirectories(file.parent)
        file
    }

    private static byte[] gzip(byte[] bytes) {
        def out = new ByteArrayOutputStream()
        new GZIPOutputStream(out).withCloseable { it.write(bytes) }
        out.toByteArray()
    }

    private static byte[] gunzip(byte[] bytes) {
        new GZIPInputStream(new ByteArrayInputStream(bytes)).bytes
    }

    private List got(String name, boolean partial = false, WalRequest.Delivery delivery = WalRequest.PLAIN) {
        def out = new ByteArrayOutputStream()
        def answer = new GetWal(WalSamples.outlet(home)).deliver(new WalRequest(name, partial, delivery), { out })
        [answer, out.toByteArray()]
    }

    def "places are looked at in Barman's order: #there"() {
        given:
        there.eachWithIndex { where, i ->
            def (directory, suffix) = where.contains('.') ? where.tokenize('.') : [where, null]
            Files.write(place(directory, ONE + (suffix ? '.partial' : '')), segment(ONE, [seed: i + 1]))
        }

        when:
        def (answer, bytes) = got(ONE, partial)

        then:
        answer.status() == (found < 0 ? 1 : 0)
        bytes == (found < 0 ? new byte[0] : segment(ONE, [seed: found + 1]))

        where:
        partial | there                                                       | found
        false   | ['wals', 'incoming', 'streaming']                           | 0
        false   | ['streaming', 'incoming']                                   | 1
        false   | ['streaming.partial', 'streaming']                          | 1
        false   | ['streaming.partial', 'wals.partial', 'incoming.partial']   | -1
        true    | ['streaming.partial', 'wals.partial', 'incoming.partial']   | 0
        true    | ['incoming.partial', 'wals.partial']                        | 1
        true    | ['incoming.partial']                                        | 0
        true    | ['streaming.partial', 'streaming']                          | 1
        true    | []                                                          | -1
    }

    def "what the archive compressed comes as the server wrote it, or as asked"() {
        given:
        Files.write(place('wals'), stored)

        when:
        def (answer, bytes) = got(ONE, false, new WalRequest.Delivery(Optional.ofNullable(compression), asStored))

        then:
        answer.status() == 0
        (compression || (asStored && stored.length != 1 << 20) ? gunzip(bytes) : bytes) == segment(ONE)

        where:
        stored             | compression | asStored
        segment(ONE)       | null        | false
        gzip(segment(ONE)) | null        | false
        gzip(segment(ONE)) | null        | true
        gzip(segment(ONE)) | 'gzip'      | false
        segment(ONE)       | 'gzip'      | false
    }

    def "a history file stands above the directories"() {
        given:
        Files.writeString(place('wals', '00000002.history'), 'x')

        expect:
        got('00000002.history')[1] == 'x'.bytes
    }

    def "what is no WAL's name is refused with status 3, what is not there with 1"() {
        given:
        Files.write(place('wals'), segment(ONE))

        expect:
        got('postgresql.conf')[0] == new Answer(3, ["'postgresql.conf' is not a valid wal file name"])
        got('../../etc/passwd')[0].status() == 3
        got(TWO)[0] == new Answer(1, ["WAL file '$TWO' not found in server 'pg'".toString()])
    }

    def "#what is not told as the end of WAL"() {
        given: 'one that was archived long ago, so that it is not among the last lines'
        def lines = listed.collect { "$it\t1048576\t1770000000.0\tNone\tNone\n" } + (1..3000).collect { "${String.format('00000001000000010%07X', it)}\t1048576\t1770000000.0\tNone\tNone\n" }
        Files.writeString(home.resolve('pg-xlog.db'), lines.join(''))
        if (there) {
            Files.write(place('wals', there), segment(there))
        }

        when:
        def answer = got(TWO)[0]

        then:
        answer.status() == 1
        answer.text().contains("not found in server") == isEnd
        answer.text().contains(words)

        where:
        what                                              | there | listed     || isEnd | words
        'a disk that is not mounted'                      | null  | []         || false | 'wals_directory mounted?'
        'what was archived and is gone'                   | ONE   | [ONE, TWO] || false | 'is gone: put it back'
        'but what nobody archived, its likes'             | ONE   | [ONE]      || true  | TWO
        'but what has only a longer name in the list, is' | ONE   | [TWO + '.partial'] || true | TWO
    }

    def "peek lists what is there without a gap, across the end of 4 GB"() {
        given:
        present.each { Files.write(place(it.length() == 24 ? 'wals' : 'incoming', it), gzip(segment(it))) }

        expect:
        new GetWal(WalSamples.outlet(home)).peek(from, most) == new Answer(0, listed)

        where:
        from                       | most | present                                                              | listed
        ONE                        | 5    | [ONE, TWO, '000000010000000000000004']                               | [ONE, TWO]
        ONE                        | 1    | [ONE, TWO]                                                           | [ONE]
        TWO                        | 5    | [ONE]                                                                | []
        '000000010000000000000FFF' | 5    | ['000000010000000000000FFF', '000000010000000100000000']             | ['000000010000000000000FFF', '000000010000000100000000']
        ONE + '.00000028.backup'   | 5    | [ONE + '.00000028.backup', TWO]                                      | [ONE + '.00000028.backup']
    }
}
