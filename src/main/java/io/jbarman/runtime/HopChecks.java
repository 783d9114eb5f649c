package io.jbarman.runtime;

import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The hops between a server and its archive, each tried by itself, with connections of its own, from where it counts:
 * whether the role of conninfo logs in, whether that of streaming_conninfo may stream, whether WAL has arrived and goes on
 * arriving (PostgreSQL: "The Cumulative Statistics System", pg_stat_archiver).
 */
public final class HopChecks {
    /** The names of all hops. */
    public static final List<String> NAMES = List.of("login", "streaming", "wal");

    private static final String LOGIN = NAMES.get(0);
    private static final String STREAMING = NAMES.get(1);
    private static final String WAL = NAMES.get(2);

    private static final String ARCHIVER = """
            SELECT pg_is_in_recovery() AS standby,
                   archived_count, last_archived_wal, last_failed_wal, stats_reset::text AS since,
                   last_failed_time IS NOT NULL
                     AND (last_archived_time IS NULL OR last_archived_time < last_failed_time) AS failing
              FROM pg_stat_archiver""";

    private final ServerConnections connections;

    public HopChecks(ServerConnections connections) {
        this.connections = connections;
    }

    /** Tries all hops of a server, in their order. */
    public List<CheckItem> of(ServerConfig server) {
        List<CheckItem> items = new ArrayList<>();
        try (PgSession session = connections.sessions().open(server)) {
            items.add(CheckItem.ok(LOGIN, "PostgreSQL " + session.version()));
            items.addAll(streaming(server));
            items.add(wal(server, session));
        } catch (ProblemException e) {
            items.add(CheckItem.failed(LOGIN, ServerCheck.told(e)));
            items.addAll(streaming(server));
            items.add(new CheckItem(WAL, CheckItem.Status.UNKNOWN, "the server cannot be asked"));
        } catch (PgException e) {
            items.add(CheckItem.failed(WAL, String.valueOf(e.getMessage())));
        }
        return items;
    }

    private List<CheckItem> streaming(ServerConfig server) {
        return server.streamingArchiver()
                ? new StreamingChecks(server, connections.replication(), connections.connector())
                        .connection().stream()
                                .map(item -> new CheckItem(STREAMING, item.status(), item.hint()))
                                .toList()
                : List.of();
    }

    private static CheckItem wal(ServerConfig server, PgSession session) throws PgException {
        try {
            if (XlogDb.of(server).last().isEmpty()) {
                return CheckItem.failed(
                        WAL,
                        "nothing of this server is in the archive yet; jbarman switch-wal --force --archive tries it");
            }
        } catch (IOException e) {
            return CheckItem.failed(WAL, StorageProblem.of(server, e).summary());
        }
        return server.archiver() ? sent(session) : CheckItem.ok(WAL);
    }

    private static CheckItem sent(PgSession session) throws PgException {
        Row archiver = session.query(ARCHIVER, List.of()).get(0);
        if (archiver.flag("standby")) {
            return CheckItem.ok(WAL, "a standby's WAL is its primary's to send");
        }
        if (archiver.flag("failing")) {
            return CheckItem.failed(
                    WAL,
                    "the server's archiver fails at "
                            + archiver.find("last_failed_wal").orElse("a file")
                            + "; what archive_command says is in the server's log");
        }
        return archiver.number("archived_count") == 0
                ? CheckItem.failed(
                        WAL,
                        "the server's archiver has sent nothing since "
                                + archiver.find("since").orElse("its beginning")
                                + "; see that archive_mode is on and archive_command set")
                : CheckItem.ok(
                        WAL,
                        "the archiver sent "
                                + archiver.find("last_archived_wal").orElse("some"));
    }
}
