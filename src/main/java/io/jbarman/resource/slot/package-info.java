/** Replication slots: observed slots -> a physical slot that reserves WAL. */
@NullMarked
package io.jbarman.resource.slot;

import org.jspecify.annotations.NullMarked;
