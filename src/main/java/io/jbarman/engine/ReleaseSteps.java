package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.plan.Fingerprint;
import io.jbarman.plan.Release;
import io.jbarman.plan.Release.ShippedFile;
import io.jbarman.plan.Step;
import io.jbarman.reach.Reach;
import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.FileTarget;
import io.jbarman.transport.ShellQuote;
import io.jbarman.transport.Transport;
import io.jbarman.transport.TransportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Puts a release on a host: beside the final place first, then checked there, then renamed, then pointed at. Whatever
 * ends it in between leaves the old one in use; one of the same name that is in use, damaged, gives way between two renames.
 */
final class ReleaseSteps {
    private static final Account ROOT = Account.named("root");
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Of releases of jbarman (nothing else is touched) the three newest stay: what runs from one of them loads classes from it. */
    private static final String SWITCH = """
            set -e
            cd "$staging"
            sha256sum -c --status - <<'SUMS' || { echo 'a file did not arrive as it was sent' >&2; exit 1; }
            %sSUMS
            cd "$home/releases"
            rm -rf -- ".old-$id"
            [ ! -e "$id" ] || mv -T -- "$id" ".old-$id"
            mv -T -- "$staging" "$id"
            ln -sfn -- "releases/$id" "$home/.current.new"
            mv -T -- "$home/.current.new" "$home/current"
            sync -f "$home"
            rm -rf -- ".old-$id"
            ls -1t | grep -E -- '-[0-9a-f]{12}$' | sed 1,3d | while read -r old; do
              [ "$old" = "$id" ] || [ ! -e "$old/jbarman" ] || rm -rf -- "./$old"
            done
            """;

    private final Reach reach;

    ReleaseSteps(Reach reach) {
        this.reach = reach;
    }

    void run(Step.InstallRelease step) throws StepFailure {
        try {
            install(step, reach.transport(step.host()));
        } catch (TransportException e) {
            throw new StepFailure(e.problem().withDetail("while: " + step.describe()), e);
        } catch (IOException e) {
            throw failed(step, String.valueOf(e.getMessage()), e);
        }
    }

    private static void install(Step.InstallRelease step, Transport host) throws IOException, StepFailure {
        Release release = step.release();
        String staging = release.home() + "/releases/.new-" + release.id();
        script(
                step,
                host,
                "umask 022; rm -rf -- " + ShellQuote.quote(staging) + " && mkdir -p -- "
                        + ShellQuote.quote(staging + "/lib"));
        for (ShippedFile file : release.files()) {
            int mode = file.name().equals("jbarman") ? 0755 : 0644;
            host.put(
                    new ByteArrayInputStream(content(step, file)),
                    new FileTarget(staging + "/" + file.name(), mode, Optional.empty()),
                    ROOT);
        }
        script(
                step,
                host,
                "home=" + ShellQuote.quote(release.home()) + " id=" + ShellQuote.quote(release.id()) + " staging="
                        + ShellQuote.quote(staging) + "\n" + SWITCH.formatted(release.sums()));
    }

    private static byte[] content(Step.InstallRelease step, ShippedFile file) throws IOException, StepFailure {
        byte[] content = Files.readAllBytes(Path.of(file.source()));
        if (!Fingerprint.of(content).equals(file.sha256())) {
            throw new StepFailure(Diagnostic.error(
                    "release-changed",
                    step.describe() + ": " + file.source() + " is no longer as it was when this run began",
                    "jbarman was built anew meanwhile: apply again"));
        }
        return content;
    }

    private static void script(Step.InstallRelease step, Transport host, String script)
            throws IOException, StepFailure {
        CommandResult result = host.run(Command.script(script).as(ROOT).within(LIMIT));
        if (!result.succeeded()) {
            throw failed(step, result.errors().strip(), new IOException("status " + result.status()));
        }
    }

    private static StepFailure failed(Step.InstallRelease step, String why, Exception cause) {
        return new StepFailure(
                Diagnostic.error(
                        "release-not-installed",
                        step.describe() + ": " + why,
                        "see that root may write " + step.release().home() + " on " + step.host()
                                + ", then apply again"),
                cause);
    }
}
