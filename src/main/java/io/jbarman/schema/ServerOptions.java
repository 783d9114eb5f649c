package io.jbarman.schema;

import io.jbarman.config.WalLayout;
import java.util.Optional;

/** What the language takes of Barman's options for a server, for those who write documents. */
public final class ServerOptions {
    private static final OpenKeys OPTIONS = ArchivedServerBlock.BLOCK.open().orElseThrow();

    private ServerOptions() {}

    /** Why an option with this value cannot stand with a server; empty if it can. The value is not repeated. */
    public static Optional<String> refusal(String name, String value) {
        if (name.equals(WalLayout.OPTION)) {
            return Optional.empty();
        }
        if (!OPTIONS.names().contains(name)) {
            return Optional.of("Barman knows no such option");
        }
        return OPTIONS.refusal(name)
                .or(() -> OPTIONS.check(name, value).map(wanted -> "it takes " + wanted))
                .or(() -> OPTIONS.later(name, value).map(instead -> "not supported yet; " + instead));
    }
}
