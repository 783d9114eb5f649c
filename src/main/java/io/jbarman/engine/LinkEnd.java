package io.jbarman.engine;

import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.Transport;
import java.io.IOException;

/** Where links lead to: an account's file may be kept elsewhere, by people or by an agent. */
final class LinkEnd {
    private LinkEnd() {}

    /** The path that is written in the end, be there a file already or not; the path itself where it is no link. */
    static String of(Transport host, Account account, String path) throws IOException {
        String script = "[ -L \"$1\" ] || exit 1\nexec readlink -f -- \"$1\"";
        CommandResult end = host.run(Command.of("sh", "-c", script, "sh", path).as(account));
        return end.succeeded() ? end.output().stripTrailing() : path;
    }
}
