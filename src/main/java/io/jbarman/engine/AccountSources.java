package io.jbarman.engine;

import io.jbarman.transport.Command;
import io.jbarman.transport.Transport;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where a host's accounts come from (glibc: "nsswitch.conf"). */
final class AccountSources {
    private static final Set<String> LOCAL = Set.of("files", "compat", "db", "systemd", "altfiles", "extrausers");
    private static final String SCRIPT =
            "sed -n 's/#.*//; s/^[[:space:]]*passwd:[[:space:]]*//p' /etc/nsswitch.conf 2>/dev/null; exit 0\n";

    private AccountSources() {}

    /** One that is not on the host itself, so that accounts may be unknown there for a while; empty if there is none. */
    static Optional<String> elsewhere(Transport host) throws IOException {
        return elsewhere(host.run(Command.script(SCRIPT)).output());
    }

    /** @param passwd its sources, with what is to be done after each in brackets; without a file only files count */
    static Optional<String> elsewhere(String passwd) {
        return Stream.of(passwd.replaceAll("\\[[^]]*]", " ").strip().split("\\s+"))
                .filter(source -> !source.isEmpty() && !LOCAL.contains(source))
                .findFirst();
    }
}
