/** Messages of the replication protocol -> durable WAL segments in a directory, and what may be acknowledged of them. */
@NullMarked
package io.jbarman.wal;

import org.jspecify.annotations.NullMarked;
