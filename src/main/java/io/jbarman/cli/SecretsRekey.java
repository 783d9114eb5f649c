package io.jbarman.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Encrypts secrets for others. */
@Command(
        name = "rekey",
        mixinStandardHelpOptions = true,
        description = {
            "Encrypt the same secrets anew, for exactly these people.",
            "",
            "Who could read them before still can, in older commits: change the passwords as well when somebody leaves."
        })
final class SecretsRekey implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The encrypted file.")
    Path file = Path.of("");

    @Mixin
    RecipientOptions options = new RecipientOptions();

    @Override
    public Integer call() {
        SecretsFile secrets = SecretsFile.of(file);
        List<String> recipients = secrets.recipients(options.recipients);
        Consoles.of(spec).print(secrets.write(secrets.text(), recipients));
        return ExitStatus.OK;
    }
}
