package io.jbarman.secretsource;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.secretsource.age.AgeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of secrets that is encrypted in the age format. */
public final class EncryptedFile {
    private EncryptedFile() {}

    /** The secrets in it. */
    static EncryptedSecrets read(Path file, Path keyFile) {
        return EncryptedSecrets.parse(text(file, keyFile), file.toString());
    }

    /**
     * Its text in clear.
     *
     * @throws ProblemException if it cannot be read, or none of the keys opens it
     */
    public static byte[] text(Path file, Path keyFile) {
        try {
            return AgeText.decrypt(Files.readAllBytes(file), KeyFile.read(keyFile), file.toString());
        } catch (NoSuchFileException e) {
            throw problem("secret-missing", "no such file: " + file, "make it: jbarman secrets encrypt", e);
        } catch (IOException e) {
            throw problem("secret-unreadable", file + " cannot be read", "look at the file and its disk", e);
        }
    }

    private static ProblemException problem(String code, String summary, String hint, IOException cause) {
        return new ProblemException(Diagnostic.error(code, summary, hint), cause);
    }
}
