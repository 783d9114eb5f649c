package io.jbarman.explain;

import io.jbarman.diagnostics.Origin;
import java.util.Optional;

/**
 * A value as it counts.
 *
 * @param key its keys within what is explained, joined with dots
 * @param text of a secret, where it is found
 * @param origin where it stands; empty where the document leaves it out
 */
public record Value(String key, String text, Optional<Origin> origin) {}
