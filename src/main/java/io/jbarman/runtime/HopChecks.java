package io.jbarman.runtime;

import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.time.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The hops between a server and its archive, each tried by itself, with connections of its own, from where it counts:
 * whether the role of conninfo logs in, whether that of streaming_conninfo may stream, whether WAL has arrived and goes on
 * arriving. A hop that is not tried to its end in time does not hold.
 */
public final class HopChecks {
    /** That WAL arrives. */
    public static final String WAL = "wal";

    private static final String LOGIN = "login";
    private static final String STREAMING = "streaming";

    /** The names of all hops. */
    public static final List<String> NAMES = List.of(LOGIN, STREAMING, WAL);

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ServerConnections connections;
    private final Sleeper sleeper;

    public HopChecks(ServerConnections connections, Sleeper sleeper) {
        this.connections = connections;
        this.sleeper = sleeper;
    }

    /** The hops that a server has, in their order. */
    public static List<String> namesOf(ServerConfig server) {
        return server.streamingArchiver() ? NAMES : List.of(LOGIN, WAL);
    }

    /** Tries all hops of a server, in their order: ten seconds for all of them. */
    public List<CheckItem> of(ServerConfig server) throws InterruptedException {
        if (server.isBroken()) {
            return complete(
                    server, List.of(CheckItem.failed(LOGIN, told(server.firstError()))), "its section is wrong");
        }
        BoundedLook.Found found = new BoundedLook(LOGIN, items -> look(server, items)).within(LIMIT);
        return complete(
                server,
                found.items(),
                found.ended() ? "it was not tried" : "no answer within " + LIMIT.toSeconds() + " seconds");
    }

    private static List<CheckItem> complete(ServerConfig server, List<CheckItem> found, String why) {
        List<CheckItem> items = new ArrayList<>(found);
        namesOf(server).stream()
                .filter(hop -> found.stream().noneMatch(item -> item.name().equals(hop)))
                .forEach(hop -> items.add(new CheckItem(hop, CheckItem.Status.UNKNOWN, why)));
        return items;
    }

    private void look(ServerConfig server, Consumer<CheckItem> items) throws InterruptedException {
        try (PgSession session = connections.sessions().open(server)) {
            items.accept(CheckItem.ok(LOGIN, "PostgreSQL " + session.version()));
            streaming(server).forEach(items);
            items.accept(wal(server, session));
        } catch (ProblemException e) {
            items.accept(CheckItem.failed(LOGIN, ServerCheck.told(e)));
            streaming(server).forEach(items);
            items.accept(new CheckItem(WAL, CheckItem.Status.UNKNOWN, "the server cannot be asked"));
        } catch (PgException e) {
            items.accept(CheckItem.failed(WAL, String.valueOf(e.getMessage())));
        }
    }

    private List<CheckItem> streaming(ServerConfig server) {
        return server.streamingArchiver()
                ? new StreamingChecks(server, connections.replication(), connections.connector())
                        .connection().stream()
                                .map(item -> new CheckItem(STREAMING, item.status(), item.hint()))
                                .toList()
                : List.of();
    }

    private CheckItem wal(ServerConfig server, PgSession session) throws PgException, InterruptedException {
        try {
            if (XlogDb.of(server).last().isEmpty()) {
                return CheckItem.failed(
                        WAL,
                        "nothing of this server is in the archive yet; jbarman switch-wal --force --archive tries it");
            }
        } catch (IOException e) {
            return CheckItem.failed(WAL, StorageProblem.of(server, e).summary());
        }
        CheckItem received =
                server.streamingArchiver() ? new ProgressCheck(server, sleeper).run(session) : CheckItem.ok(WAL);
        CheckItem arriving = received.passed() && server.archiver()
                ? ArchiverSent.of(session).arrives(WAL, server)
                : new CheckItem(WAL, received.status(), received.hint());
        return arriving.passed() ? archiving(server).orElse(arriving) : arriving;
    }

    /** What came in has to get into the archive, too. */
    private static Optional<CheckItem> archiving(ServerConfig server) {
        return new ControlClient(RunDirectory.of(server.global()))
                .status(server.name())
                .flatMap(ArchiverCheck::problem)
                .map(problem -> CheckItem.failed(WAL, problem));
    }

    private static String told(Diagnostic problem) {
        return problem.origin().map(origin -> origin + ": ").orElse("") + problem.summary() + "; " + problem.hint();
    }
}
