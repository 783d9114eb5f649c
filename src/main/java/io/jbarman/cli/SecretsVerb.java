package io.jbarman.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Secrets that are kept encrypted beside a topology. */
@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        description = {
            "Keep secrets encrypted beside a topology, in the age format.",
            "",
            "A file of them has a line 'name: value' for each, by the names that the topology gives them; there it says"
                    + " { age: secrets.age }. Such a file may be committed. The key that opens it may not: it is"
                    + " ~/.config/jbarman/age.key, or what JBARMAN_AGE_KEY_FILE names. For whom the file is encrypted"
                    + " stands in a file beside it, which ends in .recipients. Debian's age reads and writes the same."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:an error; nothing was changed", "64:usage error"},
        subcommands = {SecretsKeygen.class, SecretsEncrypt.class, SecretsEdit.class, SecretsRekey.class})
final class SecretsVerb implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "which of them? keygen, encrypt, edit or rekey");
        }
    }
}
