package io.jbarman.engine;

import io.jbarman.plan.Step;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Sql;
import io.jbarman.reach.Reach;
import io.jbarman.reach.ReachException;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What would keep a server from starting with its files as they are, found while it still runs. ALTER SYSTEM takes more
 * shared memory than the host has, addresses that no one can listen on, and libraries that are not there.
 */
final class StartCheck {
    private static final String REFUSED = "refused=";
    private static final String LIBRARIES = "libraries=";
    /** PostgreSQL's condition for a file that is not there: undefined_file. */
    private static final String NO_SUCH_FILE = "58P01";

    private final Reach reach;
    private final PostmasterShell shell;

    StartCheck(Reach reach, PostmasterShell shell) {
        this.reach = reach;
        this.shell = shell;
    }

    /** The first obstacle, in words; empty if none is seen. */
    Optional<String> obstacle(Step.RestartServer step) throws IOException {
        CommandResult configuration = shell.checkConfiguration();
        if (!configuration.succeeded()) {
            return Optional.of(configuration.errors().strip());
        }
        List<String> said = shell.preflight().output().lines().toList();
        Optional<String> refused = said.stream()
                .filter(line -> line.startsWith(REFUSED))
                .map(line -> line.substring(REFUSED.length()))
                .findFirst();
        return refused.or(() -> said.stream()
                .filter(line -> line.startsWith(LIBRARIES))
                .flatMap(
                        line -> Arrays.stream(line.substring(LIBRARIES.length()).split(",")))
                .map(name -> name.replace("\"", "").strip())
                .filter(name -> !name.isEmpty())
                .flatMap(name -> missing(step.server(), name).stream())
                .findFirst());
    }

    /** Up to 14; later servers load them when they are asked how much memory they need. */
    private Optional<String> missing(String server, String library) {
        try {
            PgSession session = reach.session(server, Optional.empty());
            if (session.version().atLeast(PostmasterShell.TELLS_MEMORY)) {
                return Optional.empty();
            }
            session.execute("LOAD " + Sql.literal(library));
            return Optional.empty();
        } catch (PgException e) {
            return e.sqlState().equals(NO_SUCH_FILE)
                    ? Optional.of("shared_preload_libraries: " + e.getMessage())
                    : Optional.empty();
        } catch (ReachException e) {
            return Optional.empty();
        }
    }
}
