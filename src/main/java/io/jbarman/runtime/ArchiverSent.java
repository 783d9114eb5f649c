package io.jbarman.runtime;

import io.jbarman.archive.WalFileName;
import io.jbarman.config.ServerConfig;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server says that its archiver has sent (PostgreSQL: "The Cumulative Statistics System", pg_stat_archiver), beside
 * what is there of it.
 *
 * @param failing the file that the last attempt failed at
 * @param last the file that it sent last; empty for none since the statistics began
 * @param since when they began
 */
record ArchiverSent(boolean standby, Optional<String> failing, Optional<String> last, String since) {
    private static final String QUERY = """
            SELECT pg_is_in_recovery() AS standby,
                   CASE WHEN archived_count > 0 THEN last_archived_wal END AS last,
                   CASE WHEN last_failed_time IS NOT NULL
                             AND (last_archived_time IS NULL OR last_archived_time < last_failed_time)
                        THEN coalesce(last_failed_wal, 'a file') END AS failing,
                   coalesce(stats_reset::text, 'its beginning') AS since
              FROM pg_stat_archiver""";

    static ArchiverSent of(PgSession session) throws PgException {
        Row row = session.query(QUERY, List.of()).get(0);
        return new ArchiverSent(row.flag("standby"), row.find("failing"), row.find("last"), row.text("since"));
    }

    /**
     * Whether it arrives.
     *
     * @param name of the item
     */
    CheckItem arrives(String name, ServerConfig server) {
        if (standby) {
            return CheckItem.ok(name, "a standby's WAL is its primary's to send");
        }
        if (failing.isPresent()) {
            return CheckItem.failed(
                    name,
                    "the server's archiver fails at " + failing.get()
                            + "; what archive_command says is in the server's log");
        }
        if (last.isEmpty()) {
            return CheckItem.failed(
                    name,
                    "the server's archiver has sent nothing since " + since
                            + "; see that archive_mode is on and archive_command set");
        }
        return server.streamingArchiver() || isHere(server, last.get())
                ? CheckItem.ok(name, "the archiver sent " + last.get())
                : CheckItem.failed(
                        name,
                        "the server's archiver says that it sent " + last.get() + ", which is not in "
                                + server.walsDirectory() + "; see where archive_command sends it");
    }

    /** What waits for our archiver is looked for first: it goes from there into the archive, never back. */
    private static boolean isHere(ServerConfig server, String file) {
        Stream<Path> places = Stream.concat(
                Stream.of(server.incomingWalsDirectory().resolve(file)),
                WalFileName.parse(file).map(WalFileName::key).map(server.walsDirectory()::resolve).stream());
        return places.anyMatch(Files::exists);
    }
}
