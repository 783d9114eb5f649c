package io.jbarman.topology;

import java.util.Optional;

/** Each archived server's WAL reaches the barmanhost in a way that this release knows. */
final class WalHasAWay implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        for (BarmanHost barman : topology.barman().values()) {
            for (ArchivedServer server : barman.servers().values()) {
                check(server, Paths.archived(barman, server), findings);
                Optional.ofNullable(topology.postgres().get(server.name()))
                        .filter(any -> copies(server))
                        .ifPresent(source -> copied(source, barman, server, findings));
            }
        }
    }

    private static void check(ArchivedServer server, String path, Findings findings) {
        if (server.archiveCommand().isPresent() && !server.archiver()) {
            findings.error(
                    "contradiction",
                    path + ".archive_command",
                    "what archive_command sends for '" + server.name() + "' would not be archived: archiver is off",
                    "write archiver: true");
        }
        if (server.streamingArchiver()) {
            streaming(server, path, findings);
        } else if (!server.archiver() && !findings.sources().mentions(path + ".streaming_archiver")) {
            off(server, path, findings);
        } else if (!server.archiver()) {
            off(server, path + ".streaming_archiver", findings);
        }
    }

    private static boolean copies(ArchivedServer server) {
        return server.archiveCommand()
                .filter(command -> command.method() == ArchiveCommand.Method.LOCAL_COPY)
                .isPresent();
    }

    /** The archiver writes the file itself, and what it wrote the runtime has to take away. */
    private static void copied(PostgresServer source, BarmanHost barman, ArchivedServer server, Findings findings) {
        String path = Paths.archived(barman, server) + ".archive_command";
        if (!source.host().equals(barman.host())) {
            findings.error(
                    "contradiction",
                    path,
                    "local-copy reaches no other machine: '" + server.name() + "' is on " + source.host()
                            + ", its barmanhost on " + barman.host(),
                    "write method: barman-wal-archive");
        } else if (!source.osUser().equals(barman.user())) {
            findings.error(
                    "contradiction",
                    path,
                    "local-copy writes as " + source.osUser() + ", and " + barman.user()
                            + " could neither read nor remove those files",
                    "write method: barman-wal-archive, or run both as one account (os_user and user)");
        }
    }

    private static void off(ArchivedServer server, String path, Findings findings) {
        findings.error(
                "no-archiver",
                path,
                "no WAL of '" + server.name() + "' would be archived: streaming_archiver and archiver are off",
                "write streaming_archiver: true, with streaming_conninfo and slot_name");
    }

    private static void streaming(ArchivedServer server, String path, Findings findings) {
        if (server.streamingConninfo().isEmpty() && !findings.sources().mentions(path + ".streaming_conninfo")) {
            findings.error(
                    "missing-key",
                    path,
                    "streaming_archiver of '" + server.name() + "' needs streaming_conninfo",
                    "for example: streaming_conninfo: { role: streaming_barman, password: streaming_password }");
        }
        if (server.slotName().isEmpty() && !findings.sources().mentions(path + ".slot_name")) {
            findings.warning(
                    "no-slot",
                    path,
                    "without slot_name the server may remove WAL of '" + server.name() + "' that was not received yet",
                    "write slot_name: barman");
        }
    }
}
