package io.jbarman.runtime;

import io.jbarman.diagnostics.Diagnostic;
import java.time.Instant;
import java.util.Optional;

/**
 * An archiver at one moment.
 *
 * @param lastArchived the file that came into the archive last; empty if none did yet
 * @param queued files that are complete and not yet in the archive, after the last pass
 * @param busySince when the pass that is going on began
 * @param problem why the last pass failed, or why none of what waits gets on
 * @param since when it began to work
 */
public record ArchiverStatus(
        Optional<String> lastArchived,
        int queued,
        Optional<Instant> busySince,
        Optional<Diagnostic> problem,
        Instant since) {}
