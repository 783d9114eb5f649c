package io.jbarman.archive;

import java.time.Instant;
import java.util.Optional;

/**
 * A WAL file of the archive as the catalogue knows it.
 *
 * @param size in bytes, as stored
 * @param modified when the WAL was received
 */
public record ArchivedWal(String name, long size, Instant modified, Optional<String> compression) {}
