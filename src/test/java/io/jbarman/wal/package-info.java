/** Receivers, sinks and their crashes. */
@NullMarked
package io.jbarman.wal;

import org.jspecify.annotations.NullMarked;
