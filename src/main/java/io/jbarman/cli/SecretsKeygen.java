package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.secretsource.KeyFile;
import io.jbarman.secretsource.age.AgeIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a key. */
@Command(
        name = "keygen",
        mixinStandardHelpOptions = true,
        description =
                "Make a key that opens encrypted secrets, and say what to encrypt them for. Never over another file.")
final class SecretsKeygen implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "Where to; ~/.config/jbarman/age.key, or JBARMAN_AGE_KEY_FILE, if left out.")
    @Nullable
    Path file;

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    boolean debug;

    @Override
    public Integer call() {
        Path path = file == null ? KeyFile.path(System.getenv()) : file.toAbsolutePath();
        AgeIdentity made = AgeIdentity.generate();
        try {
            PrivateFile.create(path, made.text().getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException e) {
            throw new ProblemException(Diagnostic.error(
                    "secret-exists",
                    path + " is there already; nothing was written",
                    "its public key stands in it; to have another one: jbarman secrets keygen FILE"));
        } catch (IOException e) {
            throw SecretsFile.unwritable(path, e);
        }
        Consoles.of(spec)
                .print("wrote " + path
                        + ", mode 0600: whoever has it reads the secrets; keep a copy where they are not\n"
                        + made.recipient().orElse("") + "\n");
        return ExitStatus.OK;
    }
}
