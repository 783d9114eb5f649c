package io.jbarman.ingest;

import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.WalCodecs;
import java.nio.file.Path;

/**
 * Where a server's WAL can be found.
 *
 * @param server its name
 */
public record Outlet(String server, WalCodecs codecs, ArchiveStore wals, Path incoming, Path streaming) {}
