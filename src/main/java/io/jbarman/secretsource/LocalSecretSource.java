package io.jbarman.secretsource;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.secret.Secret;
import io.jbarman.secret.SecretReference;
import io.jbarman.secret.SecretSource;
import java.nio.file.Path;
import java.util.Map;

/** Secrets in the environment of this process and in files of this machine. */
public final class LocalSecretSource implements SecretSource {
    private final Map<String, String> environment;
    private final Path topologyDirectory;

    /**
     * A source over an environment and files.
     *
     * @param topologyDirectory relative paths are taken from it
     */
    public LocalSecretSource(Map<String, String> environment, Path topologyDirectory) {
        this.environment = Map.copyOf(environment);
        this.topologyDirectory = topologyDirectory;
    }

    @Override
    public Secret resolve(SecretReference reference) {
        if (reference instanceof SecretReference.File file) {
            return SecretFile.read(topologyDirectory.resolve(file.path()).normalize());
        }
        return fromEnvironment(((SecretReference.Environment) reference).variable());
    }

    private Secret fromEnvironment(String variable) {
        String value = environment.get(variable);
        if (value == null) {
            throw new ProblemException(Diagnostic.error(
                    "secret-unset",
                    "the environment variable " + variable + " is not set",
                    "export " + variable + "=..."));
        }
        return SecretText.usable(value, "the environment variable " + variable);
    }
}
