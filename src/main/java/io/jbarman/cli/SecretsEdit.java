package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes secrets in an editor. */
@Command(
        name = "edit",
        mixinStandardHelpOptions = true,
        description = {
            "Change encrypted secrets in $VISUAL or $EDITOR.",
            "",
            "Meanwhile they are in clear in a file of mode 0600, in memory where there is a place for it"
                    + " ($XDG_RUNTIME_DIR, /dev/shm). It is removed when the editor ends, also by Ctrl-C."
        })
final class SecretsEdit implements Callable<Integer> {
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
        ClearText.sweep();
        byte[] before = secrets.text();
        List<String> recipients = secrets.recipients(options.recipients);
        // Ctrl-C in a terminal is the editor's and comes to us as well: whoever types in it is not cut off.
        try (Interruption interruption = new Interruption(() -> {});
                ClearText clear = ClearText.of(before)) {
            int status = edit(secrets, before, recipients, clear);
            return interruption.wished() ? ExitStatus.INTERRUPTED : status;
        }
    }

    private int edit(SecretsFile secrets, byte[] before, List<String> recipients, ClearText clear) {
        byte[] after = edited(clear.file());
        if (Arrays.equals(before, after)) {
            Consoles.of(spec).print("nothing was changed\n");
            return ExitStatus.OK;
        }
        String written;
        try {
            written = secrets.write(after, recipients);
        } catch (ProblemException e) {
            throw kept(e, clear.keep());
        }
        Consoles.of(spec).print(written);
        return ExitStatus.OK;
    }

    private static byte[] edited(Path clear) {
        String script = "exec ${VISUAL:-${EDITOR:-vi}} \"$1\"";
        try {
            Process editor = new ProcessBuilder("sh", "-c", script, "sh", clear.toString())
                    .inheritIO()
                    .start();
            int status = editor.waitFor();
            if (status != 0) {
                throw new ProblemException(Diagnostic.error(
                        "editor-failed",
                        "the editor ended with exit status " + status + ": nothing was changed",
                        "set VISUAL or EDITOR to one that is installed"));
            }
            return Files.readAllBytes(clear);
        } catch (IOException e) {
            throw SecretsFile.unwritable(clear, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the editor ran", e);
        }
    }

    /** What was typed is worth more than tidiness. */
    private static ProblemException kept(ProblemException problem, Path clear) {
        return new ProblemException(problem.problems().stream()
                .map(each -> each.withDetail("the encrypted file is as it was; what you wrote is in " + clear
                        + ", in clear: mend it, encrypt it, remove it"))
                .toList());
    }
}
