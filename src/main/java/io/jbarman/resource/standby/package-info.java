/** A standby: its data directory, from nothing to a server that streams. */
@NullMarked
package io.jbarman.resource.standby;

import org.jspecify.annotations.NullMarked;
