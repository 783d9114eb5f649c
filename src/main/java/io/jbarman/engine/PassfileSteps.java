package io.jbarman.engine;

import io.jbarman.config.PassfileLine;
import io.jbarman.config.PassfileText;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.plan.Step;
import io.jbarman.reach.Reach;
import io.jbarman.transport.Account;
import io.jbarman.transport.ByteText;
import io.jbarman.transport.FileTarget;
import io.jbarman.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

    /** What becomes of the file's text. */
    private interface Change {
        String of(String text) throws StepFailure;
    }

    void run(Step.SetPassfileLines step) throws StepFailure {
        edit(step.host(), step.account(), step.path(), step.describe(), text -> {
            String changed = text;
            for (Step.PassfileLine line : step.lines()) {
                changed = PassfileText.set(changed, line(line));
            }
            return changed;
        });
    }

    void run(Step.RemovePassfileLines step) throws StepFailure {
        edit(
                step.host(),
                step.account(),
                step.path(),
                step.describe(),
                text -> PassfileText.without(text, step.keys()));
    }

    private void edit(String hostName, String user, String path, String describe, Change change) throws StepFailure {
        Transport host = reach.transport(hostName);
        Account account = Account.named(user);
        try {
            String file = LinkEnd.of(host, account, path);
            String text = host.read(file, account).map(ByteText::decode).orElse("");
            byte[] content = ByteText.encode(change.of(text));
            host.put(new ByteArrayInputStream(content), new FileTarget(file, MODE, Optional.empty()), account);
        } catch (IOException e) {
            throw new StepFailure(
                    Diagnostic.error(
                            "passfile-not-written",
                            describe + ": " + e.getMessage(),
                            "see that account " + user + " may write " + path),
                    e);
        }
    }

    private PassfileLine line(Step.PassfileLine line) throws StepFailure {
        return new PassfileLine(
                line.hostname(), line.port(), line.database(), line.role(), reveal.secret(line.secret()));
    }
}
