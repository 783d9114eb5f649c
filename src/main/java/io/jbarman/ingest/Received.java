package io.jbarman.ingest;

import io.jbarman.archive.WalFileName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * A file that came in under a name that nobody sees yet.
 *
 * @param temporary durable
 * @param sha256 computed as it came, since that is what clients nearly always send
 */
record Received(WalFileName name, Path temporary, String sha256) {
    private static final String USUAL = "SHA-256";
    private static final int BUFFER = 1 << 18;

    /** Writes it, readable for its owner only from the first byte. On failure the file may be there: the caller's. */
    static Received write(WalFileName name, Path temporary, FileTime modified, InputStream content) throws IOException {
        MessageDigest digest = digest(USUAL);
        try (FileChannel file = FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            copy(content, new DigestOutputStream(Channels.newOutputStream(file), digest));
            Files.setLastModifiedTime(temporary, modified);
            file.force(true);
        }
        return new Received(name, temporary, HexFormat.of().formatHex(digest.digest()));
    }

    private static void copy(InputStream content, OutputStream target) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            target.write(buffer, 0, count);
        }
    }

    /** Its checksum in hexadecimal digits. */
    String checksum(String algorithm) throws IOException {
        if (algorithm.equals(USUAL)) {
            return sha256;
        }
        MessageDigest digest = digest(algorithm);
        try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(temporary, sink);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
