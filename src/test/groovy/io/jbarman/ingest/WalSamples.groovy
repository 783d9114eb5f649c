package io.jbarman.ingest

import io.jbarman.archive.ErrorsDirectory
import io.jbarman.archive.ServerIdentity
import io.jbarman.archive.WalCodecs
import io.jbarman.archive.WalCompression
import io.jbarman.archive.fs.FileArchiveStore
import io.jbarman.catalog.XlogDb
import io.jbarman.pg.SystemIdentifier
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset
import org.apache.commons.compress.archivers.tar.TarArchiveEntry
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream

/** Segments of 1 MB of the cluster 7, and the tar streams that clients send. */
class WalSamples {
    static final ONE = '000000010000000000000001'
    static final TWO = '000000010000000000000002'
    static final SIZE = 1 << 20

    static byte[] segment(String name, Map how = [:]) {
        def bytes = new byte[how.size ?: SIZE]
        new Random(how.seed ?: 1).nextBytes(bytes)
        def number = Long.parseLong(name[8..<16], 16) * 4096 + Long.parseLong(name[16..<24], 16)
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
            .putShort((how.magic ?: 0xD110) as short).putShort(2 as short).putInt(1).putLong(number * SIZE)
            .putInt(0).putInt(0).putLong(how.system ?: 7).putInt(how.stated ?: SIZE).putInt(8192)
        for (int page = 8192; page + 8192 <= bytes.length; page += 8192) {
            ByteBuffer.wrap(bytes, page, 24).order(ByteOrder.LITTLE_ENDIAN)
                .putShort((how.magic ?: 0xD110) as short).putShort(0 as short).putInt(1).putLong(number * SIZE + page).putLong(0)
        }
        bytes
    }

    static String hex(byte[] bytes, String algorithm = 'SHA-256') {
        MessageDigest.getInstance(algorithm).digest(bytes).encodeHex()
    }

    /** A stream with these members; a value that is no content is the letter of a member's type. */
    static byte[] tar(Map<String, Object> members) {
        def out = new ByteArrayOutputStream()
        def tar = new TarArchiveOutputStream(out, 'UTF-8')
        members.each { name, content ->
            def bytes = content instanceof byte[] ? content : content instanceof CharSequence ? content.toString().bytes : new byte[0]
            def entry = content instanceof Character ? new TarArchiveEntry(name, (byte) content) : new TarArchiveEntry(name)
            entry.size = bytes.length
            entry.setModTime(1000000000000L)
            tar.putArchiveEntry(entry)
            tar.write(bytes)
            tar.closeArchiveEntry()
        }
        tar.close()
        out.toByteArray()
    }

    /** What barman-wal-archive sends. */
    static byte[] sent(String name, byte[] content) {
        tar([(name): content, SHA256SUMS: "${hex(content)} *$name\n".toString()])
    }

    static Intake intake(Path home, ServerIdentity identity = new ServerIdentity(Optional.of(new SystemIdentifier(7)), Optional.of(15))) {
        def clock = Clock.fixed(Instant.parse('2026-11-21T10:00:00Z'), ZoneOffset.UTC)
        new Intake('pg', home.resolve('incoming'), new FileArchiveStore(home.resolve('wals')),
            new ErrorsDirectory(home.resolve('errors'), clock), { identity })
    }

    static Outlet outlet(Path home) {
        ['wals', 'incoming', 'streaming'].each { Files.createDirectories(home.resolve(it)) }
        new Outlet('pg', WalCodecs.builtIn(WalCompression.NONE), new FileArchiveStore(home.resolve('wals')), { name -> XlogDb.of(home, 'pg').lists(name) }, home.resolve('incoming'), home.resolve('streaming'))
    }

    static List<String> names(Path directory) {
        Files.isDirectory(directory) ? directory.toFile().list().toList().sort() : []
    }
}
