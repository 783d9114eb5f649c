package io.jbarman.secretsource;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.Suggestion;
import io.jbarman.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is in an encrypted file: a line {@code name: value} for each secret. Lines that begin with a number sign and
 * blank ones say nothing. The value is the rest of the line as it stands, without quotes or escapes.
 *
 * @param byName by the names that the topology gives them
 */
public record EncryptedSecrets(Map<String, Secret> byName) {
    private static final String SEPARATOR = ": ";

    public EncryptedSecrets {
        byName = Map.copyOf(byName);
    }

    /**
     * Reads a decrypted text.
     *
     * @param file to name in a message
     * @throws ProblemException if a line is neither; the line is not repeated
     */
    public static EncryptedSecrets parse(byte[] text, String file) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        int number = 0;
        for (String line : decoded(text, file).split("\r?\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(SEPARATOR);
            String name = colon < 0 ? "" : line.substring(0, colon);
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw problem(file, "line " + number + " is not 'name: value'");
            }
            Secret value = SecretText.usable(line.substring(colon + SEPARATOR.length()), "'" + name + "' in " + file);
            if (secrets.put(name, value) != null) {
                throw problem(file, "'" + name + "' stands twice in it");
            }
        }
        return new EncryptedSecrets(secrets);
    }

    private static String decoded(byte[] text, String file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problem(file, "it is not UTF-8 text");
        }
    }

    private static ProblemException problem(String file, String what) {
        return new ProblemException(Diagnostic.error(
                "secret-invalid",
                file + ": " + what,
                "a line is 'name: value'; jbarman secrets edit changes an encrypted file"));
    }

    Secret find(String name, String file) {
        Secret secret = byName.get(name);
        if (secret == null) {
            throw new ProblemException(Diagnostic.error(
                    "secret-missing",
                    file + " has no secret '" + name + "'",
                    Suggestion.closest(name, byName.keySet())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("add a line '" + name + ": ...' by jbarman secrets edit " + file)));
        }
        return secret;
    }
}
