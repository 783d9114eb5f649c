package io.jbarman.secretsource.age;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import io.jbarman.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;

/**
 * A key that opens encrypted texts, as age has it.
 *
 * @param key {@code AGE-SECRET-KEY-1...}
 * @param recipient {@code age1...}: what texts are encrypted for; empty if the key's file does not say
 */
public record AgeIdentity(Secret key, Optional<String> recipient) {
    private static final String KEY = "AGE-SECRET-KEY-1";
    private static final String RECIPIENT = "# public key: ";

    /** A new one. */
    public static AgeIdentity generate() {
        try {
            KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
            return new AgeIdentity(
                    Secret.of(ascii(pair.getPrivate().getEncoded())),
                    Optional.of(ascii(pair.getPublic().getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519", e);
        }
    }

    private static String ascii(byte[] encoded) {
        return new String(encoded, StandardCharsets.US_ASCII);
    }

    /** Those in the text of a key file, as age-keygen writes it: the public key stands in a comment before the key. */
    public static List<AgeIdentity> parse(String text) {
        Optional<String> recipient = text.lines()
                .filter(line -> line.startsWith(RECIPIENT))
                .map(line -> line.substring(RECIPIENT.length()).strip())
                .findFirst();
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(KEY))
                .map(line -> new AgeIdentity(Secret.of(line), recipient))
                .toList();
    }

    /** The text of a key file. */
    public String text() {
        return recipient.map(known -> RECIPIENT + known + "\n").orElse("") + key.reveal() + "\n";
    }
}
