package io.jbarman.reach;

import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import io.jbarman.transport.Command;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Where PostgreSQL itself listens, when a pooler answers at the declared port. Only reads. */
final class DirectPort {
    private static final String ASK = """
            SELECT setting AS port, coalesce(pg_catalog.host(pg_catalog.inet_server_addr()), '') AS address
              FROM pg_catalog.pg_settings WHERE name = 'port'""";
    private static final String SOCKETS = "for d in \"$@\"; do ls -a \"$d\" 2>/dev/null; done | sed -n"
            + " 's/^\\.s\\.PGSQL\\.\\([0-9][0-9]*\\)$/\\1/p' | sort -un";

    private DirectPort() {}

    /** What the server behind a pooler says of itself, through it; empty where it says nothing of use. */
    static Optional<String> told(PgSession session) {
        try {
            return session.query(ASK, List.of()).stream().findFirst().map(DirectPort::words);
        } catch (PgException refused) {
            return Optional.empty();
        }
    }

    private static String words(Row row) {
        String address = row.text("address");
        boolean here = address.isEmpty() || address.startsWith("127.") || address.equals("::1");
        return row.text("port") + (here ? "" : " at " + address);
    }

    /** The other ports that have a socket in these directories of the host. */
    static Optional<String> seen(Transport transport, List<String> directories, int pooler) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", SOCKETS, "sh"));
        words.addAll(directories);
        try {
            CommandResult result = transport.run(Command.of(words));
            return Optional.of(others(result.output(), Integer.toString(pooler)))
                    .filter(Predicate.not(String::isEmpty));
        } catch (IOException unseen) {
            return Optional.empty();
        }
    }

    private static String others(String ports, String pooler) {
        return ports.lines().filter(port -> !port.equals(pooler)).collect(Collectors.joining(" or "));
    }
}
