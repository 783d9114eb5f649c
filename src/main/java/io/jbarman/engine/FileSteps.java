package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.Step;
import io.jbarman.reach.Reach;
import io.jbarman.transport.Account;
import io.jbarman.transport.ByteText;
import io.jbarman.transport.Command;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.FileTarget;
import io.jbarman.transport.ShellQuote;
import io.jbarman.transport.Transport;
import io.jbarman.transport.TransportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Carries out what is done on a host: files, directories, programs. */
final class FileSteps {
    private static final Duration PROGRAM_LIMIT = Duration.ofMinutes(3);
    private static final Duration PACKAGES_LIMIT = Duration.ofMinutes(30);

    private static final Duration DOCUMENT_LIMIT = Duration.ofHours(1);
    private static final Duration BACKUP_LIMIT = Duration.ofDays(2);

    private final Reach reach;
    private final Reveal reveal;

    FileSteps(Reach reach, Reveal reveal) {
        this.reach = reach;
        this.reveal = reveal;
    }

    void run(Step.WriteFile step) throws StepFailure {
        byte[] content = ByteText.encode(reveal.text(step.content()));
        FileTarget target = new FileTarget(step.path(), step.mode(), step.owner());
        attempt(
                step,
                step.host(),
                () -> reach.transport(step.host())
                        .put(new ByteArrayInputStream(content), target, Account.named(step.account())));
    }

    void run(Step.RewriteFile step) throws StepFailure {
        byte[] content = ByteText.encode(reveal.text(step.content()));
        Account account = Account.named(step.account());
        attempt(step, step.host(), () -> {
            Transport host = reach.transport(step.host());
            String path = LinkEnd.of(host, account, step.path());
            Optional<String> seen = host.read(path, account).map(Fingerprint::of);
            if (!seen.equals(step.sha256())) {
                throw new StepFailure(Diagnostic.error(
                        "file-changed",
                        step.path() + " on " + step.host() + " has been changed since it was looked at",
                        "apply again"));
            }
            if (content.length == 0 && path.equals(step.path())) {
                host.remove(path, account);
            } else {
                host.put(
                        new ByteArrayInputStream(content),
                        new FileTarget(path, step.mode(), Optional.empty()),
                        account);
            }
        });
    }

    void run(Step.SetConfigLine step) throws StepFailure {
        Account account = Account.named(step.account());
        attempt(step, step.host(), () -> {
            Transport host = reach.transport(step.host());
            String old = host.read(step.path(), account).map(ByteText::decode).orElse("");
            byte[] content = ByteText.encode(ConfigLines.set(old, step.name(), step.value()));
            host.put(
                    new ByteArrayInputStream(content),
                    new FileTarget(step.path(), ConfigLines.MODE, Optional.empty()),
                    account);
        });
    }

    void run(Step.RemoveFile step) throws StepFailure {
        attempt(
                step,
                step.host(),
                () -> reach.transport(step.host()).remove(step.path(), Account.named(step.account())));
    }

    void run(Step.MakeDirectory step) throws StepFailure {
        run(step, step.host(), Command.script(directoryScript(step)).as(Account.named(step.account())));
    }

    void run(Step.RunCommand step) throws StepFailure {
        run(
                step,
                step.host(),
                Command.of(step.arguments()).as(Account.named(step.account())).within(PROGRAM_LIMIT));
    }

    void run(Step.SetCrontab step) throws StepFailure {
        run(
                step,
                step.host(),
                Command.of("crontab", "-").as(Account.named(step.account())).input(reveal.text(step.content())));
    }

    void run(Step.RunProgram step) throws StepFailure {
        Account account = step.account().map(Account::named).orElse(Account.LOGIN);
        run(step, step.host(), Command.of(step.arguments()).as(account).within(DOCUMENT_LIMIT));
    }

    void run(Step.TakeBaseBackup step) throws StepFailure {
        run(
                step,
                step.host(),
                Command.of(step.arguments()).as(Account.named(step.account())).within(BACKUP_LIMIT));
    }

    void run(Step.InstallPackages step) throws StepFailure {
        run(
                step,
                step.host(),
                Command.of(step.arguments()).as(Account.named("root")).within(PACKAGES_LIMIT));
    }

    /** The directory has its mode before anything can be put in it, and its parents are open to be passed through. */
    static String directoryScript(Step.MakeDirectory step) {
        String chown = step.owner()
                .map(owner -> "chown -- " + ShellQuote.quote(owner) + " \"$d\"\n")
                .orElse("");
        return "set -e\n"
                + "d=" + ShellQuote.quote(step.path()) + "\n"
                + "p=$(dirname -- \"$d\")\n"
                + "[ -d \"$p\" ] || ( umask 022; mkdir -p -- \"$p\" )\n"
                + "[ -d \"$d\" ] || ( umask 077; mkdir -- \"$d\" )\n"
                + chown
                + String.format("chmod %04o -- \"$d\"\n", step.mode());
    }

    private void run(Step step, String host, Command command) throws StepFailure {
        attempt(step, host, () -> {
            CommandResult result = reach.transport(host).run(command);
            if (!result.succeeded()) {
                throw new StepFailure(failed(step, host, command, result));
            }
        });
    }

    private static Diagnostic failed(Step step, String host, Command command, CommandResult result) {
        String said = (result.errors().strip() + "\n" + result.output().strip()).strip();
        String byHand = command.input().isEmpty()
                ? "run it by hand as " + command.account() + " on " + host + ": " + command.display()
                : "mend that on " + host + ", then apply again";
        return Diagnostic.error("command-failed", step.describe() + ": status " + result.status(), byHand)
                .withDetail(said);
    }

    private interface HostAction {
        void run() throws IOException, StepFailure;
    }

    private static void attempt(Step step, String host, HostAction action) throws StepFailure {
        try {
            action.run();
        } catch (TransportException e) {
            throw new StepFailure(e.problem().withDetail("while: " + step.describe()), e);
        } catch (IOException e) {
            throw new StepFailure(
                    Diagnostic.error(
                            "host-refused",
                            step.describe() + ": " + e.getMessage(),
                            "see whether the account may do this on " + host + ", then apply again"),
                    e);
        }
    }
}
