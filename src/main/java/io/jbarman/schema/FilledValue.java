package io.jbarman.schema;

import io.jbarman.diagnostics.Origin;
import java.util.Optional;

/**
 * A value of a document as it counts.
 *
 * @param path its keys joined with dots: {@code barman.backup.servers.pg.slot_name}
 * @param text as a single value is spelt, a list as JSON
 * @param origin where it stands; empty for one that the document leaves out
 */
public record FilledValue(String path, String text, Optional<Origin> origin) {}
