package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What libpq does about TLS beyond what a connection string says, and the driver does not: certificates in the home
 * directory, a key that must be its owner's only, and {@code sslmode=require} that verifies where an authority is known
 * (PostgreSQL: "SSL Support" of libpq).
 */
public final class LibpqTls {
    private static final String MODE = "sslmode";
    private static final String CERTIFICATE = "sslcert";
    private static final String KEY = "sslkey";
    private static final String AUTHORITY = "sslrootcert";

    private final Path directory;

    private LibpqTls(Path directory) {
        this.directory = directory;
    }

    /** With the certificates of an account, in its {@code .postgresql}. */
    public static LibpqTls of(Path home) {
        return new LibpqTls(home.resolve(".postgresql"));
    }

    /**
     * The properties of the driver that have the same effect.
     *
     * @throws ProblemException if the key is open to others, or of a kind that the driver cannot read
     */
    public Map<String, String> properties(ConnectionTarget target) {
        Map<String, String> properties = new HashMap<>(target.driverProperties());
        if (target.isSocket() || "disable".equals(properties.get(MODE))) {
            return Map.copyOf(properties);
        }
        if ("system".equals(properties.get(AUTHORITY))) {
            throw new ProblemException(
                    Diagnostic.error(
                            "option-unsupported",
                            "sslrootcert=system is not understood",
                            "name the file of the authority: sslrootcert=/etc/ssl/certs/ca-certificates.crt sslmode=verify-full"));
        }
        orFile(properties, CERTIFICATE, "postgresql.crt");
        if (properties.containsKey(CERTIFICATE)) {
            orFile(properties, KEY, "postgresql.key");
        }
        orFile(properties, AUTHORITY, "root.crt");
        if ("require".equals(properties.get(MODE)) && properties.containsKey(AUTHORITY)) {
            properties.put(MODE, "verify-ca");
        }
        key(properties)
                .flatMap(ClientKey::pemAlgorithm)
                .ifPresent(algorithm -> properties.put("pemKeyAlgorithm", algorithm));
        return Map.copyOf(properties);
    }

    private void orFile(Map<String, String> properties, String property, String name) {
        Path file = directory.resolve(name);
        // One that cannot be read is named all the same: to go on without it would be to go on unverified.
        if (!properties.containsKey(property) && Files.exists(file)) {
            properties.put(property, file.toString());
        }
    }

    private static Optional<ClientKey> key(Map<String, String> properties) {
        Optional<ClientKey> key = Optional.ofNullable(properties.get(KEY)).map(file -> new ClientKey(Path.of(file)));
        Optional<String> certificate = Optional.ofNullable(properties.get(CERTIFICATE));
        if (certificate.isPresent() && key.isEmpty()) {
            throw new ProblemException(Diagnostic.error(
                    "client-key-missing",
                    "certificate " + certificate.get() + " has no private key beside it",
                    "name its key by sslkey in the connection string"));
        }
        return key;
    }
}
