package io.jbarman.secretsource.age;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** Encrypts and decrypts texts in the age format ("The age file encryption format", age-encryption.org/v1). */
public final class AgeText {
    private static final String ARMOR = "-----BEGIN AGE ENCRYPTED FILE-----";

    private AgeText() {}

    /** Whether that is a recipient that texts can be encrypted for. */
    public static boolean isRecipient(String text) {
        try {
            X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(text);
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * A text encrypted for each of the recipients, armored.
     *
     * @throws ProblemException if one is no recipient
     */
    public static byte[] encrypt(byte[] text, List<String> recipients) {
        ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
        try (WritableByteChannel out = new ArmoredEncryptingChannelFactory()
                .newEncryptingChannel(Channels.newChannel(encrypted), writers(recipients))) {
            ByteBuffer rest = ByteBuffer.wrap(text);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("encrypting in memory", e);
        }
        return encrypted.toByteArray();
    }

    private static List<RecipientStanzaWriter> writers(List<String> recipients) throws GeneralSecurityException {
        List<RecipientStanzaWriter> writers = new ArrayList<>();
        for (String recipient : recipients) {
            if (!isRecipient(recipient)) {
                throw new ProblemException(Diagnostic.error(
                        "recipient-invalid",
                        "'" + recipient + "' is no recipient",
                        "one is the public key of jbarman secrets keygen or age-keygen: age1..."));
            }
            writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
        }
        return writers;
    }

    /**
     * What was encrypted.
     *
     * @param file to name in a message
     * @throws ProblemException if none of the keys opens it, or it is damaged
     */
    public static byte[] decrypt(byte[] encrypted, List<AgeIdentity> identities, String file) {
        try {
            List<RecipientStanzaReader> readers = new ArrayList<>();
            for (AgeIdentity identity : identities) {
                readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(
                        identity.key().reveal()));
            }
            StandardDecryptingChannelFactory factory = isArmored(encrypted)
                    ? new ArmoredDecryptingChannelFactory()
                    : new StandardDecryptingChannelFactory();
            try (ReadableByteChannel in =
                    factory.newDecryptingChannel(Channels.newChannel(new ByteArrayInputStream(encrypted)), readers)) {
                return Channels.newInputStream(in).readAllBytes();
            }
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // The library's exceptions say in many ways: not for this key, no age file, damaged.
            throw new ProblemException(Diagnostic.error(
                    "secret-undecryptable",
                    file + " cannot be decrypted: it is not for this key, damaged, or no age file",
                    "see that the key is the right one (JBARMAN_AGE_KEY_FILE), or have somebody who has one of its"
                            + " keys run: jbarman secrets rekey"));
        }
    }

    private static boolean isArmored(byte[] encrypted) {
        int length = Math.min(encrypted.length, ARMOR.length());
        return new String(encrypted, 0, length, StandardCharsets.US_ASCII).equals(ARMOR);
    }
}
