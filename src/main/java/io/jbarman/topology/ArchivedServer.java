package io.jbarman.topology;

import io.jbarman.pg.SlotName;
import java.util.Map;
import java.util.Optional;

/**
 * One server as its barmanhost sees it; the names are Barman's.
 *
 * @param name the server's name in the topology and the INI section
 * @param archiveCommand how the server's archiver is set up; empty leaves it alone
 * @param remoteRestore whether backups are to be restored on the server's host over ssh
 * @param options Barman's other options, passed through to the INI file as they stand, in the document's order
 */
public record ArchivedServer(
        String name,
        Link conninfo,
        Optional<Link> streamingConninfo,
        boolean streamingArchiver,
        Optional<SlotName> slotName,
        String streamingArchiverName,
        boolean archiver,
        Optional<ArchiveCommand> archiveCommand,
        boolean remoteRestore,
        Map<String, String> options) {

    /** {@code application_name} of the receiver where nothing else is declared (Barman: "streaming_archiver_name"). */
    public static final String DEFAULT_ARCHIVER_NAME = "barman_receive_wal";

    private static final String BACKUP_METHOD = "backup_method";

    /** Whether backups are taken by rsync over ssh (Barman: "backup_method"). */
    public boolean isCopiedByRsync() {
        return "rsync".equals(options.get(BACKUP_METHOD));
    }

    /** Whether backups are taken by pg_basebackup (Barman: "backup_method"). */
    public boolean isBackedUpByPostgres() {
        return "postgres".equals(options.get(BACKUP_METHOD));
    }

    /** Whether the barmanhost has to log in as the server's account. */
    public boolean logsInAtServer() {
        return remoteRestore || isCopiedByRsync();
    }

    /** How the barmanhost logs in to a server. */
    public sealed interface Link {
        /**
         * As a mapping: the role is managed.
         *
         * @param password name of a secret; empty where the server asks for none
         * @param superuser whether the role is to be a superuser instead of having the listed grants
         * @param keywords libpq keywords, without user and password
         */
        record Managed(String role, Optional<String> password, boolean superuser, Map<String, String> keywords)
                implements Link {}

        /** As a libpq string: nothing about it is managed. */
        record Unmanaged(String conninfo) implements Link {}
    }
}
