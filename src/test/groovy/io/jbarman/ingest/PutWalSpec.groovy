package io.jbarman.ingest

import static io.jbarman.ingest.WalSamples.ONE
import static io.jbarman.ingest.WalSamples.SIZE
import static io.jbarman.ingest.WalSamples.TWO
import static io.jbarman.ingest.WalSamples.hex
import static io.jbarman.ingest.WalSamples.names
import static io.jbarman.ingest.WalSamples.segment
import static io.jbarman.ingest.WalSamples.sent
import static io.jbarman.ingest.WalSamples.tar

import io.jbarman.archive.Compressions
import io.jbarman.archive.ServerIdentity
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Specification
import spock.lang.TempDir

class PutWalSpec extends Specification {
    @TempDir
    Path home

    private Answer put(byte[] stream) {
        new PutWal(WalSamples.intake(home)).receive(new ByteArrayInputStream(stream), '10.0.0.1')
    }

    private Path incoming(String name = ONE) {
        home.resolve('incoming').resolve(name)
    }

    def "a segment with its checksum is there as it was, with its time, for nobody else to read"() {
        when:
        def answer = put(sent(ONE, segment(ONE)))

        then:
        answer == new Answer(0, [])
        Files.readAllBytes(incoming()) == segment(ONE)
        Files.getLastModifiedTime(incoming()).toMillis() == 1000000000000L
        Files.getPosixFilePermissions(incoming())*.name().sort() == ['OWNER_READ', 'OWNER_WRITE']
        names(home.resolve('incoming')) == [ONE]
    }

    def "#what is taken"() {
        expect:
        put(tar(members)) == new Answer(0, [])
        names(home.resolve('incoming')) == there
        names(home.resolve('errors')) == []

        where:
        what                           | members                                                                                     | there
        'MD5 of a client before 3.6'   | [(ONE): segment(ONE), MD5SUMS: "${hex(segment(ONE), 'MD5')} *$ONE\n"]                       | [ONE]
        'sha256sum with two blanks'    | [(ONE): segment(ONE), SHA256SUMS: "${hex(segment(ONE))}  $ONE\n"]                           | [ONE]
        './ before the names'          | [('./' + ONE): segment(ONE), './SHA256SUMS': "${hex(segment(ONE))} *./$ONE\n"]                | [ONE]
        'checksums first'              | [SHA256SUMS: "${hex(segment(ONE))} *$ONE\n", (ONE): segment(ONE)]                           | [ONE]
        'two at once'                  | [(ONE): segment(ONE), (TWO): segment(TWO), SHA256SUMS: "${hex(segment(ONE))} *$ONE\n${hex(segment(TWO))} *$TWO\n"] | [ONE, TWO]
        'a history file'               | ['00000002.history': 'x', SHA256SUMS: "${hex('x'.bytes)} *00000002.history\n"]              | ['00000002.history']
        'a backup label'               | [(ONE + '.00000028.backup'): 'x', SHA256SUMS: "${hex('x'.bytes)} *${ONE}.00000028.backup\n"]| [ONE + '.00000028.backup']
        'a partial segment'            | [(ONE + '.partial'): segment(ONE), SHA256SUMS: "${hex(segment(ONE))} *${ONE}.partial\n"]    | [ONE + '.partial']
        'a segment without a header'   | [(ONE): new byte[1 << 20], SHA256SUMS: "${hex(new byte[1 << 20])} *$ONE\n"]                 | [ONE]
        'a segment with damaged pages' | [(ONE): segment(ONE, [seed: 3]), SHA256SUMS: "${hex(segment(ONE, [seed: 3]))} *$ONE\n"]     | [ONE]
    }

    def "#what is refused, and leaves nothing"() {
        when:
        def answer = put(tar(members))

        then:
        answer.status() == 1
        answer.lines().size() == 1
        answer.lines()[0].contains(message)
        names(home.resolve('incoming')) == []
        names(home.resolve('errors')) == []

        where:
        what                     | members                                                           | message
        'a wrong checksum'       | [(ONE): segment(ONE), SHA256SUMS: "${'0' * 64} *$ONE\n"]          | "Bad file checksum '${hex(segment(ONE))}' (should be ${'0' * 64}) for file '$ONE' in put-wal for server 'pg' (SSH host: 10.0.0.1)"
        'a wrong MD5'            | [(ONE): segment(ONE), MD5SUMS: "${'0' * 32} *$ONE\n"]             | "Bad file checksum"
        'no checksum'            | [(ONE): segment(ONE)]                                             | "Missing checksum for file '$ONE' in put-wal for server 'pg'"
        'a checksum of nothing'  | [SHA256SUMS: "${'0' * 64} *$ONE\n"]                               | "Checksum without corresponding file '$ONE'"
        'a directory'            | ['d/': ('5' as char)]                                             | "Unsupported file type '5' for file 'd/'"
        'a symbolic link'        | [(ONE): ('2' as char)]                                            | "Unsupported file type '2' for file '$ONE'"
        'a device'               | [(ONE): ('3' as char)]                                            | "Unsupported file type '3' for file '$ONE'"
        'a path'                 | [('sub/' + ONE): segment(ONE)]                                    | "Unsupported filename 'sub/$ONE'"
        'a way out'              | [('../' + ONE): segment(ONE)]                                     | "Unsupported filename '../$ONE'"
        'a name of no WAL'       | ['postgresql.conf': 'x']                                          | "Unsupported filename 'postgresql.conf'"
        'an empty stream'        | [:]                                                               | 'No file came'
        'another cluster'        | [(ONE): segment(ONE, [system: 8]), SHA256SUMS: "${hex(segment(ONE, [system: 8]))} *$ONE\n"]  | 'it is of the cluster with system identifier 8, not of 7'
        'a size of no segment'   | [(ONE): new byte[1000], SHA256SUMS: "${hex(new byte[1000])} *$ONE\n"]                        | 'it has 1000 bytes, which no WAL segment has'
        'another segment size'   | [(ONE): segment(ONE, [stated: 2 << 20]), SHA256SUMS: "${hex(segment(ONE, [stated: 2 << 20]))} *$ONE\n"] | "its cluster's segments have 2097152"
    }

    def "a stream cut anywhere leaves nothing and is no success"() {
        given:
        def whole = sent(ONE, segment(ONE))
        def random = new Random(4)
        def cuts = (1..40).collect { random.nextInt(whole.length - 1536) } + [0, 511, 512, 513, (1 << 20) + 512]

        expect:
        cuts.each { cut ->
            assert put(Arrays.copyOf(whole, cut)).status() == 1
            assert names(home.resolve('incoming')) == []
        }
    }

    private Answer putCompressed(byte[] stream, long most = 1 << 30) {
        new PutWal(WalSamples.intake(home)).receiveCompressed(new ByteArrayInputStream(stream), '10.0.0.1', most)
    }

    private static byte[] compressed(String how, byte[] content) {
        def out = new ByteArrayOutputStream()
        Compressions.byName(Optional.of(how), 'low').get().codec().compress(out).withCloseable { it.write(content) }
        out.toByteArray()
    }

    def "compressed on the way with #how, a segment is what was sent; cut anywhere, or with a wrong byte, it is nothing"() {
        given:
        def whole = compressed(how, sent(ONE, segment(ONE)))
        def random = new Random(5)

        expect:
        20.times {
            // The end of a tar stream is padding.
            assert putCompressed(Arrays.copyOf(whole, random.nextInt(whole.length - 2000))).status() == 1
            def wrong = whole.clone()
            wrong[100 + random.nextInt(whole.length - 2000)] ^= 0x10
            assert putCompressed(wrong).status() == 1
            assert names(home.resolve('incoming')) == []
        }
        putCompressed(whole) == new Answer(0, [])
        Files.readAllBytes(incoming()) == segment(ONE)

        where:
        how << ['zstd', 'lz4', 'gzip']
    }

    def "#what is not taken for a compressed stream"() {
        when:
        def answer = putCompressed(stream(), 3 << 20)

        then:
        answer.status() == 1
        answer.lines()[0].contains(message)
        names(home.resolve('incoming')) == []

        where:
        what                                         | stream                                                                     || message
        'a plain one'                                | { sent(ONE, segment(ONE)) }                                                || 'it is compressed with none of'
        'nothing'                                    | { new byte[0] }                                                            || 'it is compressed with none of'
        'one that asks for much memory'              | { compressed('xz', sent(ONE, segment(ONE))) }                              || 'it is compressed with none of'
        'a little that stands for more than it may'  | { compressed('zstd', sent(ONE, new byte[4 << 20])) }                       || 'it holds more than any segment'
        'many of them'                               | { compressed('gzip', tar((1..9).collectEntries { ["00000001000000000000000$it".toString(), new byte[1 << 20]] })) } || 'it holds more than any segment'
    }

    def "the same again is success, another of that name is set aside and reported, with success"() {
        given:
        put(sent(ONE, segment(ONE)))

        expect:
        put(sent(ONE, segment(ONE))) == new Answer(0, [])

        when:
        def answer = put(sent(ONE, segment(ONE, [seed: 2])))

        then:
        answer.status() == 0
        answer.lines()[0].startsWith("\tError: Duplicate Files Detected with Mismatched Checksums. File $ONE already exists on server pg")
        Files.readAllBytes(incoming()) == segment(ONE)
        Files.readAllBytes(home.resolve("errors/${ONE}.20261121T100000Z.duplicate")) == segment(ONE, [seed: 2])
        names(home.resolve('incoming')) == [ONE]
    }

    def "another copy of a partial segment is the same up to where its timeline was left at #end, and no further"() {
        given: 'a primary and a standby, whose segments were something else before'
        def name = ONE + '.partial'
        def whole = segment(ONE)
        def other = segment(ONE)
        new Random(9).with { random -> (0x9000..<SIZE).each { other[it] = (byte) random.nextInt() } }
        put(sent('00000002.history', "1\t$end\tno recovery target specified\n".bytes))

        expect:
        put(sent(name, whole)) == new Answer(0, [])
        put(sent(name, other)).with { it.status() == 0 && it.lines().size() == told }
        Files.readAllBytes(incoming(name)) == whole
        names(home.resolve('errors')).size() == told

        where:
        end         | told
        '0/108F00'  | 0
        '0/109000'  | 0
        '0/109100'  | 1
        '0/300000'  | 1
    }

    def "the same file sent by several at once is success for all"() {
        given:
        def door = new PutWal(WalSamples.intake(home))
        def threads = Executors.newFixedThreadPool(8)

        when:
        def answers = threads.invokeAll((1..24).collect {
            { -> door.receive(new ByteArrayInputStream(sent(ONE, segment(ONE))), '') } as Callable
        })*.get()

        then:
        answers.every { it == new Answer(0, []) }
        names(home.resolve('incoming')) == [ONE]
        names(home.resolve('errors')) == []

        cleanup:
        threads.shutdownNow()
    }

    def "what a killed process left is removed, what a living one writes is not, nor what is not ours"() {
        given:
        Files.createDirectories(home.resolve('incoming'))
        def dead = Files.writeString(incoming(".jbarman-put-999999999-1-$ONE"), 'x')
        def living = Files.writeString(incoming(".jbarman-put-1-1-$TWO"), 'x')
        def barmans = Files.writeString(incoming(".4711-$ONE"), 'x')

        when:
        put(sent(ONE, segment(ONE)))

        then:
        !Files.exists(dead)
        Files.exists(living)
        Files.exists(barmans)
    }

    def "a process that has the number of a dead one is not taken for it: changed #changed, started #started"() {
        expect:
        Temporaries.isOlder(Optional.ofNullable(changed).map(Instant::parse), Optional.ofNullable(started).map(Instant::parse)) == older

        where:
        changed                | started                || older
        '2026-11-27T10:00:00Z' | '2026-11-27T10:05:00Z' || true
        '2026-11-27T10:00:00Z' | '2026-11-27T10:00:30Z' || false
        '2026-11-27T10:00:00Z' | '2026-11-27T09:00:00Z' || false
        '2026-11-27T10:00:00Z' | null                   || false
        null                   | '2026-11-27T10:05:00Z' || false
    }

    def "of a cluster that is not known yet anything is taken"() {
        expect:
        new PutWal(WalSamples.intake(home, ServerIdentity.UNKNOWN))
            .receive(new ByteArrayInputStream(sent(ONE, segment(ONE, [system: 8]))), '').status() == 0
    }

    def "the test says Barman's words, or what is in the way"() {
        given:
        def door = new PutWal(WalSamples.intake(home))

        expect:
        door.test() == new Answer(0, ['Ready to accept WAL files for the server pg'])
    }
}
