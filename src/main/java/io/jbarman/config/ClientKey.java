package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** The private key of a client certificate. */
record ClientKey(Path file) {
    private static final String PKCS8 = "-----BEGIN PRIVATE KEY-----";
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** The DER of id-ecPublicKey and of Ed25519, as they stand in a key of that kind (RFC 5480, RFC 8410). */
    private static final String EC = "06072a8648ce3d0201";

    private static final String ED25519 = "06032b6570";

    /** Of what kind a key in PEM is; empty for the driver's own forms, PKCS #12 and PKCS #8 in DER. */
    Optional<String> pemAlgorithm() {
        try {
            refuseOpen();
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            refuseUnreadable(text);
            return text.contains(PKCS8) ? Optional.of(algorithm(text)) : Optional.empty();
        } catch (IOException e) {
            throw refused("cannot be read: " + e, "name the key by sslkey, and let this account read it");
        }
    }

    /** As libpq has it: a key of root's may be readable for a group. */
    private void refuseOpen() throws IOException {
        Set<PosixFilePermission> allowed = EnumSet.copyOf(OWNER);
        if (Files.getOwner(file).getName().equals("root")) {
            allowed.add(PosixFilePermission.GROUP_READ);
        }
        if (!allowed.containsAll(Files.getPosixFilePermissions(file))) {
            throw refused("has group or world access", "chmod 600 " + file);
        }
    }

    private void refuseUnreadable(String text) {
        if (text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            throw refused(
                    "is encrypted in PEM, which the JDBC driver does not read",
                    "openssl pkcs8 -topk8 -in " + file + " -outform DER -out " + file
                            + ".pk8; then sslkey names that file, and sslpassword its password");
        }
        if (text.contains("-----BEGIN ") && !text.contains(PKCS8)) {
            throw refused(
                    "is not a PKCS #8 key, and the JDBC driver reads no other in PEM",
                    "openssl pkcs8 -topk8 -nocrypt -in " + file + " -out " + file + ".pem; chmod 600 " + file
                            + ".pem; then sslkey names that file");
        }
    }

    private static String algorithm(String text) {
        String body = text.substring(text.indexOf(PKCS8) + PKCS8.length());
        int end = body.indexOf("-----END");
        String der = HexFormat.of().formatHex(Base64.getMimeDecoder().decode(end < 0 ? body : body.substring(0, end)));
        if (der.contains(EC)) {
            return "EC";
        }
        return der.contains(ED25519) ? "Ed25519" : "RSA";
    }

    private ProblemException refused(String what, String remedy) {
        return new ProblemException(Diagnostic.error("client-key", "private key " + file + " " + what, remedy));
    }
}
