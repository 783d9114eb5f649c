package io.jbarman.secretsource;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.secret.Secret;
import io.jbarman.secret.SecretReference;
import io.jbarman.secret.SecretReference.Encrypted;
import io.jbarman.secret.SecretReference.Environment;
import io.jbarman.secret.SecretReference.File;
import io.jbarman.secret.SecretReference.Program;
import io.jbarman.secret.SecretReference.Prompt;
import io.jbarman.secret.SecretSource;
import java.nio.file.Path;
import java.util.Map;

/** Secrets that this machine can come by: environment, files, programs, encrypted files, and the person at it. */
public final class LocalSecretSource implements SecretSource {
    private final Map<String, String> environment;
    private final Path topologyDirectory;
    private final Asker asker;

    /** A source that asks nobody. */
    public LocalSecretSource(Map<String, String> environment, Path topologyDirectory) {
        this(environment, topologyDirectory, Asker.NOBODY);
    }

    /**
     * A source over all of them.
     *
     * @param topologyDirectory relative paths are taken from it, and programs run in it
     */
    public LocalSecretSource(Map<String, String> environment, Path topologyDirectory, Asker asker) {
        this.environment = Map.copyOf(environment);
        this.topologyDirectory = topologyDirectory;
        this.asker = asker;
    }

    @Override
    public Secret resolve(SecretReference reference) {
        if (reference instanceof File file) {
            return SecretFile.read(topologyDirectory.resolve(file.path()).normalize());
        }
        if (reference instanceof Program program) {
            return ProgramSecret.read(program.arguments(), topologyDirectory);
        }
        if (reference instanceof Encrypted encrypted) {
            Path file = topologyDirectory.resolve(encrypted.path()).normalize();
            return EncryptedFile.read(file, KeyFile.path(environment)).find(encrypted.name(), file.toString());
        }
        return reference instanceof Prompt prompt
                ? fromPerson(prompt.question())
                : fromEnvironment(((Environment) reference).variable());
    }

    private Secret fromPerson(String question) {
        return asker.ask(question)
                .map(typed -> SecretText.usable(typed.reveal(), "what was typed"))
                .orElseThrow(() -> new ProblemException(Diagnostic.error(
                        "secret-unasked",
                        "there is nobody to ask for '" + question + "': this is not a terminal",
                        "run it on a terminal, or use env, file, command or age")));
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
