package io.jbarman.runtime;

import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a server's own archiver is set. A command that succeeds and archives nothing is none, whatever the server counts as
 * archived; where WAL is streamed nothing is lost by it, and it is a warning.
 *
 * @param archiving whether its last attempt succeeded
 */
record ArchiverSettings(String mode, String command, boolean archiving) {
    private static final Set<String> PLACEHOLDERS = Set.of("true", "/bin/true", "/usr/bin/true", ":");
    private static final String MODE = "archive_mode";
    private static final String COMMAND = "archive_command";
    private static final String CONTINUOUS = "continuous archiving";

    static ArchiverSettings of(PgSession session) throws PgException {
        Row row = session.query(
                        "SELECT current_setting('archive_mode') AS mode, current_setting('archive_command') AS command,"
                                + " coalesce(last_archived_time > last_failed_time, last_failed_time IS NULL) AS archiving"
                                + " FROM pg_stat_archiver",
                        List.of())
                .get(0);
        return new ArchiverSettings(row.text("mode"), row.find("command").orElse(""), row.flag("archiving"));
    }

    /**
     * What there is to say.
     *
     * @param archiver whether WAL is to come by it
     * @param streams whether WAL comes by streaming
     */
    List<CheckItem> items(boolean archiver, boolean streams) {
        if (!archiver) {
            return isOff() || !isPlaceholder() ? List.of() : List.of(placeholder(streams));
        }
        List<CheckItem> items = new ArrayList<>();
        items.add(isOff() ? CheckItem.failed(MODE, "please set it to 'on' or 'always'") : CheckItem.ok(MODE));
        items.add(isPlaceholder() ? placeholder(streams) : asCommand());
        items.add(
                isSet() && archiving && (streams || !isPlaceholder())
                        ? CheckItem.ok(CONTINUOUS)
                        : CheckItem.failed(CONTINUOUS, ""));
        return items;
    }

    private CheckItem asCommand() {
        return isSet()
                ? CheckItem.ok(COMMAND)
                : CheckItem.failed(COMMAND, "please set it accordingly to documentation");
    }

    private CheckItem placeholder(boolean streams) {
        String said = "'" + command + "' succeeds and archives nothing, while the server counts each file as archived";
        return streams
                ? CheckItem.ok(COMMAND, "WARNING: " + said + ": WAL comes by streaming alone")
                : CheckItem.failed(COMMAND, said + "; set one that sends WAL here");
    }

    private boolean isOff() {
        return mode.equals("off");
    }

    private boolean isSet() {
        return !command.isEmpty() && !command.equals("(disabled)");
    }

    private boolean isPlaceholder() {
        return PLACEHOLDERS.contains(command);
    }
}
