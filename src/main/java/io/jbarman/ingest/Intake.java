package io.jbarman.ingest;

import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.ErrorsDirectory;
import io.jbarman.archive.ServerIdentity;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where a server's WAL goes that its {@code archive_command} sends.
 *
 * @param server its name
 * @param incoming what is acknowledged is durable here
 * @param archive where it goes from there, and history files are
 * @param errors where a second file of a name goes that is not like the first
 * @param identity asked for each file, since it becomes known once the server was reached; a problem that it throws turns
 *     the file away
 */
public record Intake(
        String server,
        Path incoming,
        ArchiveStore archive,
        ErrorsDirectory errors,
        Supplier<ServerIdentity> identity) {}
