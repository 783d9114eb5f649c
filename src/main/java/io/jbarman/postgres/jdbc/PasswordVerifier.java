package io.jbarman.postgres.jdbc;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PasswordUtil;

/**
 * What PostgreSQL stores of a password (PostgreSQL: "pg_authid"), computed as libpq computes it, and whether a stored one
 * is of a password.
 */
public final class PasswordVerifier {
    private static final int SALT_LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern SCRAM = Pattern.compile("SCRAM-SHA-256\\$([0-9]{1,9}):([A-Za-z0-9+/=]+)\\$.+");
    private static final Pattern MD5 = Pattern.compile("md5[0-9a-f]{32}");

    private PasswordVerifier() {}

    /** How a stored verifier compares with a password. */
    public enum Match {
        MATCHES,
        DIFFERS,
        /** It is of a kind that is not known here. */
        UNKNOWN
    }

    /**
     * A SCRAM-SHA-256 verifier with a new salt.
     *
     * @throws ProblemException if nothing is left of the password once it is prepared (RFC 4013)
     */
    public static String scram(Secret password, int iterations) {
        byte[] salt = new byte[SALT_LENGTH];
        RANDOM.nextBytes(salt);
        return scram(password, iterations, salt);
    }

    private static String scram(Secret password, int iterations, byte[] salt) {
        try {
            return PasswordUtil.encodeScramSha256(password.reveal().toCharArray(), iterations, salt);
        } catch (IllegalArgumentException | IndexOutOfBoundsException nothingLeft) {
            throw new ProblemException(Diagnostic.error(
                    "password-unusable",
                    "a password is of characters that PostgreSQL takes away before it looks at it (RFC 4013)",
                    "choose one with at least one visible character"));
        }
    }

    /** Whether {@code verifier} was made of this password for that role. */
    @SuppressWarnings("deprecation") // servers still hold MD5 verifiers, and only to compare with them is it used
    public static Match match(String role, Secret password, Secret verifier) {
        String stored = verifier.reveal();
        Matcher scram = SCRAM.matcher(stored);
        if (scram.matches()) {
            return matchScram(password, scram, stored);
        }
        if (MD5.matcher(stored).matches()) {
            return equal(PasswordUtil.encodeMd5(role, password.reveal().toCharArray()), stored);
        }
        return Match.UNKNOWN;
    }

    /** Whether a stored verifier is an MD5 hash. */
    public static boolean isMd5(Secret verifier) {
        return MD5.matcher(verifier.reveal()).matches();
    }

    private static Match matchScram(Secret password, Matcher parts, String stored) {
        try {
            byte[] salt = Base64.getDecoder().decode(parts.group(2));
            return equal(scram(password, Integer.parseInt(parts.group(1)), salt), stored);
        } catch (IllegalArgumentException malformedSalt) {
            return Match.UNKNOWN;
        }
    }

    private static Match equal(String computed, String stored) {
        return MessageDigest.isEqual(computed.getBytes(StandardCharsets.UTF_8), stored.getBytes(StandardCharsets.UTF_8))
                ? Match.MATCHES
                : Match.DIFFERS;
    }
}
