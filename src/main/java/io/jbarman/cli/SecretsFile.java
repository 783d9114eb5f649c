package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.secretsource.EncryptedFile;
import io.jbarman.secretsource.EncryptedSecrets;
import io.jbarman.secretsource.KeyFile;
import io.jbarman.secretsource.age.AgeText;
import io.jbarman.transport.Account;
import io.jbarman.transport.FileTarget;
import io.jbarman.transport.local.LocalTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An encrypted file of secrets with the list of those who can read it.
 *
 * @param path absolute
 */
record SecretsFile(Path path, Map<String, String> environment) {
    private static final int OWNER_ONLY = 0600;

    static SecretsFile of(Path path) {
        return new SecretsFile(path.toAbsolutePath().normalize(), System.getenv());
    }

    Path recipientsFile() {
        return path.resolveSibling(path.getFileName() + ".recipients");
    }

    byte[] text() {
        return EncryptedFile.text(path, KeyFile.path(environment));
    }

    /** Those named, else those of the file beside it, else whoever runs this. */
    List<String> recipients(List<String> named) {
        if (!named.isEmpty()) {
            return named;
        }
        List<String> listed = listed();
        return listed.isEmpty() ? List.of(own()) : listed;
    }

    private List<String> listed() {
        if (!Files.exists(recipientsFile())) {
            return List.of();
        }
        try {
            return Files.readAllLines(recipientsFile()).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw unwritable(recipientsFile(), e);
        }
    }

    private String own() {
        Path keys = KeyFile.path(environment);
        return KeyFile.read(keys).stream()
                .flatMap(key -> key.recipient().stream())
                .findFirst()
                .orElseThrow(() -> new ProblemException(Diagnostic.error(
                        "recipient-invalid",
                        keys + " does not say its public key",
                        "name it: --recipient age1...; age-keygen -y " + keys + " prints it")));
    }

    /**
     * Encrypts and writes, whole or not at all. The list of recipients goes first: it harms nobody who is on it too early.
     *
     * @param text must be lines of secrets
     * @return a line that says so
     */
    String write(byte[] text, List<String> recipients) {
        EncryptedSecrets.parse(text, path.toString());
        byte[] encrypted = AgeText.encrypt(text, recipients);
        String list = "# who can read " + path.getFileName() + "; jbarman secrets rekey makes it so\n"
                + String.join("\n", recipients) + "\n";
        put(recipientsFile(), list.getBytes(StandardCharsets.UTF_8));
        put(path, encrypted);
        return "wrote " + path + ", for " + String.join(", ", recipients) + "\n";
    }

    private static void put(Path file, byte[] content) {
        try (LocalTransport here = new LocalTransport("localhost", false)) {
            here.put(
                    new ByteArrayInputStream(content),
                    new FileTarget(file.toString(), OWNER_ONLY, Optional.empty()),
                    Account.LOGIN);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    static ProblemException unwritable(Path file, Exception e) {
        return new ProblemException(
                Diagnostic.error(
                        "secret-unwritable",
                        file + " cannot be read or written: " + e.getMessage(),
                        "see that its directory is there, and yours to write"),
                e);
    }
}
