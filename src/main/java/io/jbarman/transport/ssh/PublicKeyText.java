package io.jbarman.transport.ssh;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;

/** A public key as people and files know it. */
final class PublicKeyText {
    private final byte[] blob;

    private PublicKeyText(byte[] blob) {
        this.blob = blob;
    }

    static PublicKeyText of(PublicKey key) {
        return new PublicKeyText(new Buffer.PlainBuffer().putPublicKey(key).getCompactData());
    }

    static PublicKeyText ofBlob(byte[] blob) {
        return new PublicKeyText(blob);
    }

    static PublicKeyText ofBase64(String text) {
        return new PublicKeyText(Base64.getDecoder().decode(text));
    }

    /** The first string of the blob: {@code ssh-ed25519}. */
    String type() {
        if (blob.length < 4) {
            return "unknown";
        }
        int length = Math.min(((blob[2] & 0xff) << 8) | (blob[3] & 0xff), blob.length - 4);
        return new String(blob, 4, length, StandardCharsets.US_ASCII);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(blob);
    }

    /** As authorized_keys has it. */
    String line() {
        return type() + " " + base64();
    }

    /** As {@code ssh-keygen -l} prints it. */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** For messages. */
    @Override
    public String toString() {
        return type() + " " + fingerprint();
    }
}
