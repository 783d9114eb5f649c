package io.jbarman.postgres.jdbc;

import java.net.SocketException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.GT;

/** What about TLS kept a login from succeeding: the driver has one SQLSTATE for many things, and says this in words. */
public enum TlsProblem {
    /** Nothing that is known. */
    NONE,
    /** Encryption is asked for, and the server has none. */
    NOT_SERVED,
    /** The server's certificate is of an authority that is not trusted, of another host, or expired. */
    SERVER_CERTIFICATE,
    /** The server wants a certificate of the client's that it did not get. */
    CLIENT_CERTIFICATE,
    /** It ended TLS without a word that reached us: that certificate, or it went away. */
    ENDED;

    private static final String NO_CONNECTION = "08006";
    private static final String NOT_CONNECTED = "08001";
    private static final String INVALID_AUTHORIZATION = "28000";

    /** How the JDK tells that the server ended TLS when it had seen our certificate, or missed it. */
    private static final Pattern REFUSAL =
            Pattern.compile("fatal alert: (?!protocol_version|handshake_failure|insufficient_security)");

    /** The same where the server was quicker than our own last words, and its alert is lost; or it went away. */
    private static final Pattern END =
            Pattern.compile("^SSL error: (Broken pipe|Connection reset|readHandshakeRecord)", Pattern.MULTILINE);

    /** Tells it by the driver's exception. */
    public static TlsProblem of(@Nullable Throwable failure) {
        if (!(failure instanceof SQLException problem)) {
            return NONE;
        }
        if (GT.tr("The server does not support SSL.").equals(problem.getMessage())) {
            return NOT_SERVED;
        }
        if (NO_CONNECTION.equals(problem.getSQLState()) && problem.getCause() == null) {
            // The certificate is another host's: the driver itself says that.
            return SERVER_CERTIFICATE;
        }
        if (NO_CONNECTION.equals(problem.getSQLState()) || NOT_CONNECTED.equals(problem.getSQLState())) {
            return beneath(problem);
        }
        // A server that speaks another language than English leaves it at its SQLSTATE.
        boolean certificate = INVALID_AUTHORIZATION.equals(problem.getSQLState())
                && String.valueOf(problem.getMessage()).contains("certificate");
        return certificate ? CLIENT_CERTIFICATE : NONE;
    }

    private static TlsProblem beneath(SQLException problem) {
        String words = String.valueOf(problem.getMessage());
        boolean isWithinTls = false;
        Optional<Throwable> cause = Optional.ofNullable(problem.getCause());
        while (cause.isPresent()) {
            if (cause.get() instanceof CertificateException) {
                return SERVER_CERTIFICATE;
            }
            isWithinTls |= cause.get() instanceof SocketException && isWithinTls(cause.get());
            words = words + "\n" + cause.get().getMessage();
            cause = Optional.ofNullable(cause.get().getCause());
        }
        if (REFUSAL.matcher(words).find()) {
            return CLIENT_CERTIFICATE;
        }
        return isWithinTls || END.matcher(words).find() ? ENDED : NONE;
    }

    /** A handshake can be over for us when the server ends it: what fails then is the first message, and only the place tells. */
    private static boolean isWithinTls(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("sun.security.ssl."));
    }
}
