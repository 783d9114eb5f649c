package io.jbarman.engine;

import io.jbarman.config.PassfileLine;
import io.jbarman.config.PassfileText;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.plan.Step;
import io.jbarman.reach.Reach;
import io.jbarman.transport.Account;
import io.jbarman.transport.FileTarget;
import io.jbarman.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Sets lines of password files; the passwords of other lines stay in the file and go nowhere else. */
final class PassfileSteps {
    private static final int MODE = 0600;

    private final Reach reach;
    private final Reveal reveal;

    PassfileSteps(Reach reach, Reveal reveal) {
        this.reach = reach;
        this.reveal = reveal;
    }

    void run(Step.SetPassfileLines step) throws StepFailure {
        Transport host = reach.transport(step.host());
        Account account = Account.named(step.account());
        try {
            String text = host.read(step.path(), account)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");
            for (Step.PassfileLine line : step.lines()) {
                text = PassfileText.set(text, line(line));
            }
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            host.put(new ByteArrayInputStream(content), new FileTarget(step.path(), MODE, Optional.empty()), account);
        } catch (IOException e) {
            throw new StepFailure(
                    Diagnostic.error(
                            "passfile-not-written",
                            step.describe() + ": " + e.getMessage(),
                            "see that account " + step.account() + " may write " + step.path()),
                    e);
        }
    }

    private PassfileLine line(Step.PassfileLine line) throws StepFailure {
        return new PassfileLine(
                line.hostname(), line.port(), line.database(), line.role(), reveal.secret(line.secret()));
    }
}
