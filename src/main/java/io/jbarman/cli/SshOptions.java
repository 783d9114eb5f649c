package io.jbarman.cli;

import io.jbarman.draft.DraftSite;
import io.jbarman.topology.Host.Become;
import io.jbarman.topology.Host.SshAccess;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the hosts of an imported topology are logged in to, and what it is called. */
final class SshOptions {
    /** The words of the document. */
    enum BecomeWord {
        none,
        sudo
    }

    @Option(names = "--name", paramLabel = "NAME", description = "The topology's name.")
    @Nullable
    String name;

    @Option(names = "--ssh-user", paramLabel = "USER", description = "The account that logs in to the hosts.")
    @Nullable
    String user;

    @Option(names = "--ssh-port", paramLabel = "PORT", description = "The port of their SSH servers.")
    @Nullable
    Integer port;

    @Option(names = "--identity-file", paramLabel = "FILE", description = "The private key.")
    @Nullable
    Path identityFile;

    @Option(names = "--known-hosts", paramLabel = "FILE", description = "The file of known host keys.")
    @Nullable
    Path knownHosts;

    @Option(
            names = "--become",
            paramLabel = "HOW",
            defaultValue = "none",
            description = "How privileges are taken on them: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    BecomeWord become = BecomeWord.none;

    /** The place with its topology's name: the one given, else the other one. */
    DraftSite site(Optional<String> otherwise, Optional<String> address) {
        return new DraftSite(Optional.ofNullable(name).or(() -> otherwise), address, access());
    }

    private SshAccess access() {
        return new SshAccess(
                Optional.ofNullable(user),
                port == null ? OptionalInt.empty() : OptionalInt.of(port),
                Optional.ofNullable(identityFile).map(SshOptions::absolute),
                Optional.ofNullable(knownHosts).map(SshOptions::absolute),
                Become.valueOf(become.name().toUpperCase(Locale.ROOT)));
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
