package io.jbarman.quickstart;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/**
 * The keys of one SSH server and its one client, made afresh. RSA, the kind that both sides handle with the JDK's own
 * cryptography.
 */
record LoopbackKeys(KeyPair host, KeyPair client) {
    private static final int BITS = 2048;

    static LoopbackKeys generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new LoopbackKeys(generator.generateKeyPair(), generator.generateKeyPair());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Writes the client's private key in OpenSSH's format, readable by its owner alone from the first byte. */
    void writeIdentity(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(client, "jbarman-loopback", null, out);
        } catch (GeneralSecurityException unwritable) {
            throw new IOException(unwritable);
        }
    }

    /** Writes what the client must know of the server. */
    void writeKnownHosts(Path file, int port) throws IOException {
        Files.writeString(file, "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(host.getPublic()) + "\n");
    }
}
