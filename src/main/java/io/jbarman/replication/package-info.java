/** (slot, start, timeline) -> messages of the streaming replication protocol; feedback -> server. The seam; adapters below. */
@NullMarked
package io.jbarman.replication;

import org.jspecify.annotations.NullMarked;
