package io.jbarman.postgres.jdbc;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.postgres.PasswordCheck;
import io.jbarman.postgres.PasswordVerifiers;
import io.jbarman.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PasswordUtil;

/** Verifiers by pgjdbc, which prepares passwords as libpq does: by SASLprep, and as raw bytes where that fails. */
public final class DriverVerifiers implements PasswordVerifiers {
    private static final Pattern SCRAM =
            Pattern.compile("SCRAM-SHA-256\\$(\\d{1,9}):([A-Za-z0-9+/=]+)\\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+");
    private static final Pattern MD5 = Pattern.compile("md5[0-9a-f]{32}");

    @Override
    public Secret make(Secret password, int iterations) {
        byte[] salt = new byte[16];
        new java.security.SecureRandom().nextBytes(salt);
        return Secret.of(scram(password, iterations, salt).orElseThrow(DriverVerifiers::emptyPassword));
    }

    /** The driver fails on a password of which preparation leaves nothing, such as one of soft hyphens. */
    private static Optional<String> scram(Secret password, int iterations, byte[] salt) {
        if (password.reveal().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PasswordUtil.encodeScramSha256(password.reveal().toCharArray(), iterations, salt));
        } catch (IllegalArgumentException | IndexOutOfBoundsException nothingLeft) {
            return Optional.empty();
        }
    }

    private static ProblemException emptyPassword() {
        return new ProblemException(Diagnostic.error(
                "password-empty",
                "a password is empty, or consists of characters that PostgreSQL's clients leave out (RFC 4013)",
                "use a password with at least one visible character"));
    }

    @Override
    public PasswordCheck check(String role, Secret password, Optional<String> stored, int iterations) {
        if (stored.isEmpty()) {
            return PasswordCheck.MISSING;
        }
        Matcher scram = SCRAM.matcher(stored.get());
        if (scram.matches()) {
            return checkScram(password, stored.get(), scram, iterations);
        }
        return MD5.matcher(stored.get()).matches()
                ? checkMd5(role, password, stored.get())
                : PasswordCheck.UNKNOWN_FORM;
    }

    private static PasswordCheck checkScram(Secret password, String stored, Matcher parts, int wanted) {
        int iterations = Integer.parseInt(parts.group(1));
        Optional<String> same = salt(parts.group(2)).flatMap(salt -> scram(password, iterations, salt));
        if (same.isEmpty() || !equal(same.get(), stored)) {
            return PasswordCheck.DIFFERS;
        }
        return iterations < wanted ? PasswordCheck.MATCHES_WEAKLY : PasswordCheck.MATCHES;
    }

    private static Optional<byte[]> salt(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static PasswordCheck checkMd5(String role, Secret password, String stored) {
        return equal(md5(password.reveal() + role), stored) ? PasswordCheck.MATCHES_WEAKLY : PasswordCheck.DIFFERS;
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return "md5" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException withoutMd5) {
            return "";
        }
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
