package io.jbarman.plan;

import io.jbarman.transport.ByteText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hexadecimal: equal for equal values, whichever process computes it. */
public final class Fingerprint {
    private Fingerprint() {}

    /** Of a change with every difference and step: values through and through, whose text form is all they are. */
    public static String of(Decision.Change change) {
        return of(change.toString());
    }

    public static String of(String text) {
        return of(ByteText.encode(text));
    }

    public static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
