package io.jbarman.archive

import io.jbarman.archive.codec.FilterCodec
import io.jbarman.fixture.Fixtures
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

@Requires(value = { ['gzip', 'bzip2', 'xz', 'zstd', 'lz4'].every { Fixtures.hasProgram(it) } }, reason = 'needs gzip, bzip2, xz, zstd and lz4 (Debian packages: gzip, bzip2, xz-utils, zstd, lz4)')
class CompressionsSpec extends Specification {
    @TempDir
    Path directory

    static final CONTENT = content()

    /** Compressible in places, as WAL is. */
    private static byte[] content() {
        def random = new Random(4)
        def bytes = new byte[3 << 18]
        random.nextBytes(bytes)
        Arrays.fill(bytes, 1 << 18, 5 << 17, (byte) 0)
        bytes
    }

    private static byte[] compressed(WalCompression compression, byte[] bytes = CONTENT) {
        def target = new ByteArrayOutputStream()
        compression.codec().compress(target).withCloseable { it.write(bytes) }
        target.toByteArray()
    }

    private static WalCompression named(String name, String level = 'medium') {
        Compressions.byName(Optional.of(name), level).get()
    }

    private byte[] run(List<String> command, byte[] input) {
        def file = Files.write(directory.resolve('input'), input)
        def process = new ProcessBuilder(command).redirectInput(file.toFile()).start()
        def output = process.inputStream.readAllBytes()
        assert process.waitFor() == 0
        output
    }

    def "#name at #level is read by #program and by us, and called #word"() {
        given:
        def bytes = compressed(named(name, level))

        expect:
        Arrays.equals(run([program, '-dc'], bytes), CONTENT)
        Arrays.equals(Compressions.plain(new ByteArrayInputStream(bytes)).readAllBytes(), CONTENT)
        Compressions.detect(new BufferedInputStream(new ByteArrayInputStream(bytes))) == Optional.of(word)
        named(name).name() == Optional.of(word)

        where:
        name      | level    | program | word
        'gzip'    | 'low'    | 'gzip'  | 'gzip'
        'gzip'    | 'high'   | 'gzip'  | 'gzip'
        'pygzip'  | '1'      | 'gzip'  | 'gzip'
        'pigz'    | '99'     | 'gzip'  | 'gzip'
        'bzip2'   | 'medium' | 'bzip2' | 'bzip2'
        'pybzip2' | '1'      | 'bzip2' | 'bzip2'
        'xz'      | 'low'    | 'xz'    | 'xz'
        'xz'      | '0'      | 'xz'    | 'xz'
        'zstd'    | 'medium' | 'zstd'  | 'zstd'
        'zstd'    | '-22'    | 'zstd'  | 'zstd'
        'zstd'    | '9'      | 'zstd'  | 'zstd'
        'lz4'     | 'low'    | 'lz4'   | 'lz4'
        'lz4'     | 'medium' | 'lz4'   | 'lz4'
        'lz4'     | 'high'   | 'lz4'   | 'lz4'
    }

    def "what #program wrote is read, one frame after the other"() {
        given:
        def bytes = run([program, '-c'], CONTENT)
        def twice = new ByteArrayOutputStream()
        2.times { twice.write(bytes) }

        expect:
        def both = Compressions.plain(new ByteArrayInputStream(twice.toByteArray())).readAllBytes()
        both.length == 2 * CONTENT.length
        Arrays.equals(Arrays.copyOf(both, CONTENT.length), CONTENT)
        Arrays.equals(Arrays.copyOfRange(both, CONTENT.length, both.length), CONTENT)

        where:
        program << ['gzip', 'bzip2', 'xz', 'zstd', 'lz4']
    }

    def "#name: a flipped bit or a cut end is an error, never other content"() {
        given:
        def bytes = compressed(named(name, 'low'))
        def random = new Random(11)

        expect:
        (0..<12).every {
            def damaged = bytes.clone()
            damaged[bytes.length.intdiv(3) + random.nextInt(bytes.length.intdiv(3))] ^= (byte) (1 << random.nextInt(8))
            isRefused(damaged)
        }
        isRefused(Arrays.copyOf(bytes, bytes.length - 1 - random.nextInt(bytes.length - 100)))

        where:
        name << ['gzip', 'bzip2', 'xz', 'zstd', 'lz4']
    }

    private static boolean isRefused(byte[] damaged) {
        try {
            Arrays.equals(Compressions.plain(new ByteArrayInputStream(damaged)).readAllBytes(), CONTENT)
        } catch (IOException ignored) {
            true
        }
    }

    def "the level #level of #name is #number"() {
        expect:
        (named(name, level).codec() as Record).toString().endsWith("=$number]")

        where:
        name    | level    | number
        'gzip'  | 'low'    | 1
        'gzip'  | 'medium' | 5
        'gzip'  | '6'      | 6
        'gzip'  | 'high'   | 9
        'gzip'  | '0'      | 1
        'bzip2' | 'medium' | 5
        'xz'    | 'high'   | 5
        'zstd'  | 'medium' | 4
        'zstd'  | '99999999999' | 22
        'zstd'  | '-5'     | -5
        'lz4'   | 'low'    | 0
        'lz4'   | 'high'   | 10
        'lz4'   | '17'     | 16
    }

    def "snappy is recognised and not read; an unknown name is none of ours"() {
        when:
        Compressions.plain(new ByteArrayInputStream('ff060000734e61507059'.decodeHex())).readAllBytes()

        then:
        thrown(IOException)
        Compressions.byName(Optional.of('snappy'), 'low').empty
        Compressions.byName(Optional.of('custom'), 'low').empty
        Compressions.byName(Optional.empty(), 'low').get().none
    }

    def "a custom filter is a whole pipeline, its end is waited for, its failure is told"() {
        given:
        def filters = new FilterCodec('tr a-z b-za | cat', 'tr b-za a-z', [:])

        expect:
        compressed(new CustomCompression(filters, Optional.empty()).compression(), 'hello wal'.bytes) == 'ifmmp xbm'.bytes
        filters.decompress(new ByteArrayInputStream('ifmmp xbm'.bytes)).readAllBytes() == 'hello wal'.bytes

        when:
        compressed(new CustomCompression(new FilterCodec(failing, 'cat', [:]), Optional.empty()).compression())

        then:
        def e = thrown(IOException)
        e.message.contains(failing)

        where:
        failing << ['cat >/dev/null; exit 3', 'head -c 1000; exit 1', 'no-such-program-anywhere']
    }

    def "a custom filter that fails to read back is an error at the end"() {
        when:
        new FilterCodec('cat', 'head -c 5; exit 9', [:]).decompress(new ByteArrayInputStream(CONTENT)).readAllBytes()

        then:
        def e = thrown(IOException)
        e.message.contains('ended with 9')
    }

    def "custom content is told by its magic, else by looking like nothing else: #begins, magic #magic"() {
        given:
        def custom = new CustomCompression(new FilterCodec('rev', 'rev', [:]), Optional.ofNullable(magic))
        def codecs = new WalCodecs(custom.compression(), Optional.of(custom))

        expect:
        codecs.detect(new BufferedInputStream(new ByteArrayInputStream(begins.decodeHex()))).orElse(null) == found

        where:
        begins                 | magic   | found
        'aabbccdd0011'         | 'aabb'  | 'custom'
        'aabbccdd0011'         | 'ffff'  | null
        'aabbccdd0011'         | null    | 'custom'
        '10d102000100'         | null    | null
        '310930093030'         | null    | null
        '1f8b0800'             | null    | 'gzip'
        '1f8b0800'             | '1f8b'  | 'custom'
        '28b52ffd'             | null    | 'zstd'
    }
}
