package io.jbarman.secretsource;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.secretsource.age.AgeIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The file of the keys that open encrypted secrets, which its owner alone may read. */
public final class KeyFile {
    /** The environment variable that names another one. */
    public static final String VARIABLE = "JBARMAN_AGE_KEY_FILE";

    private KeyFile() {}

    /** Where it is: where the environment says, else among the account's configuration. */
    public static Path path(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) {
            return Path.of(named).toAbsolutePath();
        }
        String configuration = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
        Path directory = configuration.startsWith("/") ? Path.of(configuration) : home.resolve(".config");
        return directory.resolve("jbarman").resolve("age.key");
    }

    /**
     * The keys in a file.
     *
     * @throws ProblemException if it is missing, open to others, or has none
     */
    public static List<AgeIdentity> read(Path file) {
        String text = new String(
                SecretFile.bytes(file, "make one: jbarman secrets keygen; or name it: export " + VARIABLE + "=..."),
                StandardCharsets.UTF_8);
        List<AgeIdentity> identities = AgeIdentity.parse(text);
        if (identities.isEmpty()) {
            throw new ProblemException(Diagnostic.error(
                    "secret-invalid",
                    file + " has no key in it",
                    "a line of it is AGE-SECRET-KEY-1...; jbarman secrets keygen makes one"));
        }
        return identities;
    }
}
