package io.jbarman.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A WAL segment as the server has it and as the archive has it. */
record ArchivedSegment(Path original, Path archived) {
    /** The SHA-256 of the server's own file, in hexadecimal. */
    String originalSum() throws IOException {
        return sha256(original);
    }

    /** The SHA-256 of the archive's file, in hexadecimal. */
    String archivedSum() throws IOException {
        return sha256(archived);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
