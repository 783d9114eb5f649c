/** Replication slots: catalogue rows -> facts. */
@NullMarked
package io.jbarman.facts.slot;

import org.jspecify.annotations.NullMarked;
