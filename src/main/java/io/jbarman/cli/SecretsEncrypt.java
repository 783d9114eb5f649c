package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.secretsource.EncryptedSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Encrypts a file of secrets. */
@Command(
        name = "encrypt",
        mixinStandardHelpOptions = true,
        description = "Encrypt a file with a line 'name: value' for each secret. The file itself is left as it is.")
final class SecretsEncrypt implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file in clear.")
    Path file = Path.of("");

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "The encrypted file; FILE.age if left out. One that is there is not written over.")
    @Nullable
    Path out;

    @Mixin
    RecipientOptions options = new RecipientOptions();

    @Override
    public Integer call() {
        SecretsFile target = SecretsFile.of(out == null ? file.resolveSibling(file.getFileName() + ".age") : out);
        if (Files.exists(target.path(), LinkOption.NOFOLLOW_LINKS)) {
            throw new ProblemException(Diagnostic.error(
                    "secret-exists",
                    target.path() + " is there already; nothing was written",
                    "change it: jbarman secrets edit " + target.path() + "; or name another one: --out FILE"));
        }
        byte[] text = clear();
        EncryptedSecrets.parse(text, file.toString());
        String written = target.write(text, target.recipients(options.recipients));
        Consoles.of(spec)
                .print(written + file + " still has the secrets in clear; when you need it no more: shred -u " + file
                        + "\n");
        return ExitStatus.OK;
    }

    private byte[] clear() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ProblemException(
                    Diagnostic.error(
                            "secret-unreadable",
                            file + " cannot be read" + (Files.exists(file) ? ": " + e.getMessage() : ": no such file"),
                            "name a file with a line 'name: value' for each secret"),
                    e);
        }
    }
}
